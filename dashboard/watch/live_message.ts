import type { LiveMessage } from "../../protocols/api/live.ts";

/** Bytes in front of the video, and what they mean: as `protocols/api/live.ts` says. */
const HEAD_BYTES = 12;
const KINDS = ["frame", "init", "fragment"] as const;

/** A binary message. */
export interface LiveVideo {
  readonly kind: typeof KINDS[number];
  /** A decoder can begin here. */
  readonly keyframe: boolean;
  /** Epoch ms on the control host's clock. */
  readonly receivedAt: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type LiveStatus = Extract<LiveMessage, { readonly type: "status" }>;
export type LivePicture = Extract<LiveMessage, { readonly type: "picture" }>;

/** Reads a binary message; undefined for one of a later version. */
export function readVideo(data: ArrayBuffer): LiveVideo | undefined {
  if (data.byteLength < HEAD_BYTES) return undefined;
  const head = new DataView(data, 0, HEAD_BYTES);
  const kind = KINDS[head.getUint8(0)];
  if (kind === undefined) return undefined;
  return {
    kind,
    keyframe: (head.getUint8(1) & 1) === 1,
    receivedAt: head.getFloat64(4),
    bytes: new Uint8Array(data, HEAD_BYTES),
  };
}
