import { z } from "zod";
import { Time } from "./scalars.ts";
import { Right, Role } from "./token.ts";

const identity = {
  tokenId: z.string(),
  name: z.string(),
  role: Role,
  rights: z.array(Right),
  csrfToken: z.string().nullable().meta({
    description: "To be sent as X-CSRF-Token with unsafe requests; null without a cookie.",
  }),
};

/** Who is asking. */
export const Session = z.strictObject({
  ...identity,
  expiresAt: Time.nullable().meta({
    description: "When the session or token ends by itself; null: not before it is revoked.",
  }),
})
  .meta({ id: "Session", description: "Who the control host takes you for." });
export type Session = z.infer<typeof Session>;

export const NewSession = z.strictObject({ ...identity, expiresAt: Time })
  .meta({ id: "NewSession", description: "A browser session that was opened." });

/** A token in exchange for a cookie. 256 characters are several times a token of ours. */
export const SignIn = z.strictObject({ token: z.string().min(1).max(256) })
  .meta({ id: "SignIn", description: "The token to sign in with." });
