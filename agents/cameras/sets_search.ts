import { NAL, nalType } from "../../protocols/video/nal_unit.ts";
import { nextStartCode } from "../../protocols/video/start_codes.ts";

/** A start code of four bytes whose NAL unit has not come. */
const TAIL_BYTES = 4;

/** Looks for the next sequence parameter set of a stream, from whose middle on it is read (ISO/IEC 14496-10, Annex B). */
export class SetsSearch {
  #tail = new Uint8Array(0);

  /** What has come from it on; undefined while it has not. */
  find(bytes: Uint8Array): Uint8Array | undefined {
    const all = joined(this.#tail, bytes);
    for (let at = nextStartCode(all, 2); at >= 0; at = nextStartCode(all, at + 3)) {
      const header = all[at + 1];
      if (header !== undefined && nalType(header) === NAL.sequenceParameters) {
        return all.subarray(all[at - 3] === 0 ? at - 3 : at - 2);
      }
    }
    this.#tail = all.slice(-TAIL_BYTES);
    return undefined;
  }
}

/** Two pieces as one; a copy, unless the first is empty. */
export function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  if (head.length === 0) return tail;
  const all = new Uint8Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
}
