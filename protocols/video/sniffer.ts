import type { VideoFormat } from "./events.ts";
import { LENGTH_BYTES } from "./length_prefixed.ts";
import { looksLikeNalHeader } from "./nal_unit.ts";
import { HEAD_BYTES, type PayloadKind, payloadKind } from "./payload.ts";
import { nextStartCode } from "./start_codes.ts";

/** What a stream is. */
export interface Verdict {
  readonly format: VideoFormat;
  /** Index at which it begins. */
  readonly from: number;
  /** Bytes that it took to know. */
  readonly known: number;
}

/** A length at some index, and what its payload begins with. */
interface Payload {
  readonly length: number;
  readonly kind: PayloadKind;
  readonly known: number;
}

/**
 * Tells what a stream is by its first bytes.
 *
 * A start code and a likely NAL unit at its head make it Annex B, with one doubt: `00 00 00 01` is also a length of 1,
 * and `00 00 01 67` one of 359. An image where the payload, or after a length of 1 the next one, would begin makes it
 * length-prefixed, for no NAL unit begins like an image.
 *
 * Without a start code at the head two readings are followed, and the one that is sure after fewer bytes wins:
 * lengths, until a payload is an image; and Annex B from its middle, where viewers of the guide's server join, until
 * two likely NAL units come in a row.
 */
export class Sniffer {
  readonly #maxFrameBytes: number;
  /** Where the next length is expected; -1 when one was none. */
  #lengthAt = 0;
  #searchFrom = 2;
  /** Index of the 01 of the last start code, if a likely NAL unit came after it; else -1. */
  #lastCode = -1;

  constructor(maxFrameBytes: number) {
    this.#maxFrameBytes = maxFrameBytes;
  }

  /**
   * @param bytes all that has come, with more of it at each call; at most 7 zeros at its head
   * @returns undefined when more is needed
   */
  judge(bytes: Uint8Array): Verdict | undefined {
    const zeros = bytes.findIndex((byte) => byte !== 0);
    if (zeros < 0) return undefined;
    if (zeros >= 2 && bytes[zeros] === 1) {
      const header = bytes[zeros + 1];
      if (header === undefined) return undefined;
      if (looksLikeNalHeader(header)) return this.#judgeCode(bytes, zeros);
    }
    return earlier(this.#readLengths(bytes), this.#search(bytes));
  }

  #judgeCode(bytes: Uint8Array, zeros: number): Verdict | undefined {
    const at = zeros - zeros % LENGTH_BYTES;
    const first = this.#readPayload(bytes, at);
    const payload = first !== "none" && first?.length === 1
      ? this.#readPayload(bytes, at + LENGTH_BYTES + 1)
      : first;
    if (payload === undefined) return undefined;
    if (payload !== "none" && payload.kind !== "other") return this.#readLengths(bytes);
    return { format: "annexB", from: zeros - Math.min(zeros, 3), known: zeros + 2 };
  }

  #readLengths(bytes: Uint8Array): Verdict | undefined {
    while (this.#lengthAt >= 0) {
      const payload = this.#readPayload(bytes, this.#lengthAt);
      if (payload === undefined) return undefined;
      if (payload === "none") {
        this.#lengthAt = -1;
      } else if (payload.kind === "other") {
        this.#lengthAt += LENGTH_BYTES + payload.length;
      } else {
        const format = payload.kind === "jpeg" ? "lengthPrefixedJpeg" : "lengthPrefixedH264";
        return { format, from: 0, known: payload.known };
      }
    }
    return undefined;
  }

  /** `none`: no length that can be; undefined: more bytes are needed. */
  #readPayload(bytes: Uint8Array, at: number): Payload | "none" | undefined {
    const from = at + LENGTH_BYTES;
    if (from > bytes.length) return undefined;
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
    const needed = Math.min(length, HEAD_BYTES);
    const head = bytes.subarray(from, from + needed);
    const kind = payloadKind(head) ?? (head.length === needed ? "other" : undefined);
    if (kind === undefined) return undefined;
    // A JPEG is one whatever its length, and its reader says that it is too long.
    if (length > this.#maxFrameBytes && kind !== "jpeg") return "none";
    return { length, kind, known: from + (kind === "jpeg" || head[2] === 1 ? 3 : HEAD_BYTES) };
  }

  #search(bytes: Uint8Array): Verdict | undefined {
    for (;;) {
      const at = nextStartCode(bytes, this.#searchFrom);
      if (at < 0) {
        this.#searchFrom = Math.max(2, bytes.length);
        return undefined;
      }
      const header = bytes[at + 1];
      this.#searchFrom = at;
      if (header === undefined) return undefined;
      const last = this.#lastCode, likely = looksLikeNalHeader(header);
      if (likely && last >= 0) {
        return { format: "annexB", from: last - (bytes[last - 3] === 0 ? 3 : 2), known: at + 2 };
      }
      this.#lastCode = likely ? at : -1;
      this.#searchFrom = at + 3;
    }
  }
}

function earlier(one: Verdict | undefined, other: Verdict | undefined): Verdict | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.known <= other.known ? one : other;
}
