/**
 * What fielded mclients ask for over HTTP, in their own words. The routes are called with a slash at their end, and
 * answers are read by status and by the fields named here. Source: fielded builds M11 and M10.
 *
 * @module
 */
import { z } from "zod";

/** RFC 5321: the longest e-mail address; user names are shorter. */
const Identifier = z.string().min(1).max(254);

/** One client sends `username`, another `email`; other keys are ignored. */
export const DeviceLogin = z.object({
  username: Identifier.optional(),
  email: Identifier.optional(),
  // Longer ones cannot have been set.
  password: z.string().max(256),
}).refine(({ username, email }) => username !== undefined || email !== undefined, {
  error: "username or email is needed",
}).meta({ id: "DeviceLogin", description: "A device signing in." });

export const DeviceToken = z.strictObject({
  success: z.literal(true),
  token: z.string().meta({ description: "For `Authorization: Token …`; kept by the device." }),
}).meta({ id: "DeviceToken", description: "The device is signed in." });

/** How a refusal reads, with a status of its own. */
export const DeviceRefusal = z.strictObject({ success: z.literal(false), message: z.string() })
  .meta({ id: "DeviceRefusal", description: "Why the request was refused." });

export const TokenVerdict = z.strictObject({ valid: z.literal(true) })
  .meta({ id: "TokenVerdict", description: "The token is good." });

export const TokenRefusal = z.strictObject({ valid: z.literal(false) })
  .meta({ id: "TokenRefusal", description: "The token is not good." });

/** Only what the route itself needs is described; the rest is as in a summary over the socket. */
export const SavedLog = z.looseObject({
  server_id: z.string().max(64),
  timestamp: z.number().meta({ description: "Epoch milliseconds, or seconds." }),
  summary_data: z.looseObject({}),
}).meta({ id: "SavedLog", description: "A summary over HTTP." });

export const LogSaved = z.strictObject({ success: z.literal(true) })
  .meta({ id: "LogSaved", description: "The summary was taken." });
