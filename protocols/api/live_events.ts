/**
 * The event stream over the WebSocket `/api/v1/live`, for pages: each text message is an {@link Event} with its id,
 * in the order and with the resuming of `/api/v1/events`. Nothing is said the other way.
 *
 * @module
 */
import { z } from "zod";

/** Where to go on: the `id` of the last message that was seen. A browser's WebSocket can send no header. */
export const LiveEventsQuery = z.object({ after: z.string().max(128).optional() });

/** Close codes. Any other end (1006): come back with the last id; it may have been too slow. */
export const LIVE_CLOSE = {
  /** The control host stops: come back. */
  goingAway: 1001,
  /** The session or token is not valid any more: sign in. */
  refused: 4401,
} as const;
