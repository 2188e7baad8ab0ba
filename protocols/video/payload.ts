import { startsAsJpeg } from "./jpeg.ts";

/** What a length-prefixed payload is. */
export type PayloadKind = "jpeg" | "h264" | "other";

/** Bytes after which {@link payloadKind} always knows: those of the longer start code. */
export const HEAD_BYTES = 4;

/** Tells a payload by its first bytes; undefined when more of them are needed. */
export function payloadKind(head: Uint8Array): PayloadKind | undefined {
  return head[0] === 0 ? kindOfH264(head) : kindOfJpeg(head);
}

function kindOfJpeg(head: Uint8Array): PayloadKind | undefined {
  if (head.length < 3) return undefined;
  return startsAsJpeg(head) ? "jpeg" : "other";
}

function kindOfH264(head: Uint8Array): PayloadKind | undefined {
  const one = head[2] === 0 ? 3 : 2;
  if (head.length <= one) return undefined;
  return head[1] === 0 && head[one] === 1 ? "h264" : "other";
}
