import { z } from "zod";
import { Time } from "./scalars.ts";

/** Every way a request can go wrong, with its HTTP status and its title. */
export const PROBLEMS = {
  badRequest: { status: 400, title: "The request cannot be read" },
  unauthorized: { status: 401, title: "A valid token or session is needed" },
  forbidden: { status: 403, title: "Not allowed" },
  csrf: { status: 403, title: "The request may come from another site" },
  notFound: { status: 404, title: "There is no such thing" },
  methodNotAllowed: { status: 405, title: "This cannot be done here" },
  conflict: { status: 409, title: "The present state does not allow it" },
  notConnected: { status: 409, title: "The target is not connected" },
  preconditionFailed: { status: 412, title: "It was changed meanwhile" },
  payloadTooLarge: { status: 413, title: "The request is too large" },
  unsupportedMediaType: { status: 415, title: "Only JSON is understood" },
  rangeNotSatisfiable: { status: 416, title: "That part of it is not there" },
  invalid: { status: 422, title: "A field is not valid" },
  idempotencyMismatch: { status: 422, title: "The idempotency key stood for another request" },
  upgradeRequired: { status: 426, title: "This is spoken over WebSocket" },
  rateLimited: { status: 429, title: "Too many failed logins" },
  tooMany: { status: 429, title: "A limit is reached" },
  internal: { status: 500, title: "The control host made a mistake" },
  notImplemented: { status: 501, title: "This host has no way to do that" },
  storageFailed: { status: 503, title: "The storage does not answer" },
  unavailable: { status: 503, title: "Not available at the moment" },
  timedOut: { status: 504, title: "No answer in time" },
  storageFull: { status: 507, title: "The disk is full" },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

/** The stable word for a kind of problem. */
export type ProblemCode = keyof typeof PROBLEMS;

/** A problem document (RFC 9457, section 3), with our `code` and, where one is at fault, the `field`. */
export const Problem = z.strictObject({
  type: z.string().meta({ example: "urn:signalbox:problem:invalid" }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string().optional().meta({ description: "Names this occurrence in our logs." }),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  field: z.string().optional().meta({
    description: "Path of the field at fault.",
    example: "commands.7",
  }),
  changed: z.strictObject({ version: z.int(), at: Time, by: z.string() }).optional().meta({
    description: "Of preconditionFailed: what is there now, when it was changed, and who did it.",
  }),
}).meta({ id: "Problem", description: "What went wrong (RFC 9457)." });
export type Problem = z.infer<typeof Problem>;
