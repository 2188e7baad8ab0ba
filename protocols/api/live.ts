/**
 * What is said over the WebSocket `/api/v1/cameras/{id}/live`: JSON in text messages, video in binary ones.
 *
 * A binary message is a head of {@link LIVE_HEAD_BYTES} bytes, and then the video:
 *
 * | Offset | Type | What |
 * | --- | --- | --- |
 * | 0 | u8 | {@link LIVE_KINDS} |
 * | 1 | u8 | 1: a decoder can begin here |
 * | 2 | u16 | 0 |
 * | 4 | f64, big endian | epoch ms at which it came in from the camera |
 *
 * @module
 */
import { z } from "zod";
import { StreamState } from "./camera.ts";

/** Bytes in front of the video. */
export const LIVE_HEAD_BYTES = 12;

/** `frame`: an access unit as Annex B, or a JPEG. `init` and `fragment`: of fragmented MP4. */
export const LIVE_KINDS = { frame: 0, init: 1, fragment: 2 } as const;

/** How H.264 is wanted: `frames` for WebCodecs, `mp4` for Media Source Extensions. JPEG always comes as frames. */
export const LiveQuery = z.object({ as: z.enum(["frames", "mp4"]).default("frames") });

/** What the control host says. */
export const LiveMessage = z.discriminatedUnion("type", [
  /** First of all, and when something about it has changed. */
  z.strictObject({
    type: z.literal("status"),
    id: z.int(),
    name: z.string(),
    stream: StreamState,
    /** Epoch ms since when. */
    since: z.number(),
    /** Why it is not streaming; empty while it is. */
    reason: z.string(),
    /** Frames that this viewer did not get because it was slow. */
    droppedFrames: z.int(),
  }),
  /** Before the first video, and before video of another kind. */
  z.strictObject({
    type: z.literal("picture"),
    as: z.enum(["frames", "mp4"]),
    codec: z.enum(["h264", "jpeg"]),
    /** RFC 6381; null for JPEG. */
    codecString: z.string().nullable(),
    /** Of the MP4, with its codec, for Media Source Extensions; null for frames. */
    mimeType: z.string().nullable(),
    width: z.int(),
    height: z.int(),
    framesPerSecond: z.number().nullable(),
  }),
  z.strictObject({
    type: z.literal("pong"),
    id: z.int(),
    /** Epoch ms on the control host. */
    at: z.number(),
  }),
  /** The last message: the control host ends it, and why. */
  z.strictObject({ type: z.literal("ended"), reason: z.string() }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;

/** What a viewer says: how far apart the clocks are is measured with it. */
export const LiveAsk = z.strictObject({ type: z.literal("ping"), id: z.int() });
export type LiveAsk = z.infer<typeof LiveAsk>;
