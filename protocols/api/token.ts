import { z } from "zod";
import { Name, Time } from "./scalars.ts";

/** What a token may do: each role includes the ones before it. */
export const Role = z.enum(["view", "operate", "admin"]).meta({
  id: "Role",
  description: "Each role includes the ones before it.",
});
export type Role = z.infer<typeof Role>;

/** Rights that no role includes by itself. */
export const Right = z.enum(["exec", "keys", "payout", "logs", "recordings"]).meta({
  id: "Right",
  description: "A right that no role includes by itself. exec: run programs in containers. " +
    "keys: rotate, back up and read session keys. payout: pay out. logs: read containers' logs. " +
    "recordings: list, play and delete recordings.",
});
export type Right = z.infer<typeof Right>;

/** A token as people may see it. */
export const Token = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: Role,
  rights: z.array(Right),
  createdAt: Time,
  expiresAt: Time.nullable(),
  lastUsedAt: Time.nullable(),
}).meta({ id: "Token", description: "A token, without its secret." });
export type Token = z.infer<typeof Token>;

export const TokenList = z.strictObject({ items: z.array(Token) })
  .meta({ id: "TokenList", description: "Every token." });

export const TokenDraft = z.strictObject({
  name: Name,
  role: Role,
  rights: z.array(Right).max(Right.options.length).default([]),
  expiresAt: Time.nullable().default(null),
}).meta({ id: "TokenDraft", description: "A token as it is to be." });

/** The only answer that carries a token's secret. */
export const CreatedToken = z.strictObject({
  token: Token,
  secret: z.string().meta({ description: "Shown once, kept nowhere." }),
}).meta({ id: "CreatedToken", description: "A new token with its secret." });
