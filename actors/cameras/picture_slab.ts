import type { VideoFrame } from "../../protocols/video/events.ts";
import type { ViewerUnit } from "./link.ts";

/** A second of the fastest camera; the slab doubles when that is not enough. */
const FIRST_BYTES = 256 * 1024;

/** A NAL unit by its place in its picture; one that lies elsewhere is copied by itself. */
type KeptNal = { readonly from: number; readonly to: number } | Uint8Array;

/** A picture without its bytes. */
interface KeptPicture {
  readonly unit: ViewerUnit;
  readonly frame: Pick<VideoFrame, "codec" | "keyframe"> | null;
  readonly from: number;
  readonly nals: readonly KeptNal[];
}

/**
 * Whole pictures one behind the other in one piece of memory, which is used again and again. They are copied, so that
 * what they were read into can be used again as well (`LentMemory`).
 */
export class PictureSlab {
  #bytes = new Uint8Array(0);
  #used = 0;
  #pictures: KeptPicture[] = [];

  /** Pictures kept. */
  get count(): number {
    return this.#pictures.length;
  }

  /** Their bytes in all. */
  get usedBytes(): number {
    return this.#used;
  }

  /** Copies a picture to the end. */
  add(unit: ViewerUnit): void {
    const { bytes, frame } = unit;
    const from = this.#used;
    this.#reserve(from + bytes.length);
    this.#bytes.set(bytes, from);
    this.#used += bytes.length;
    const nals = frame === undefined ? [] : frame.nalUnits.map((nal) => placeOf(nal, bytes));
    const head = frame === undefined ? null : { codec: frame.codec, keyframe: frame.keyframe };
    this.#pictures.push({ unit: withoutBytes(unit), frame: head, from, nals });
  }

  /** Copies of them, in order, that stay as they are whatever comes next. */
  copies(): ViewerUnit[] {
    const bytes = this.#bytes.slice(0, this.#used);
    return this.#pictures.map(({ unit, frame, from, nals }, index) => {
      const own = bytes.subarray(from, this.#pictures[index + 1]?.from ?? this.#used);
      if (frame === null) return { ...unit, bytes: own };
      const nalUnits = nals.map((nal) =>
        nal instanceof Uint8Array ? nal : own.subarray(nal.from, nal.to)
      );
      return { ...unit, bytes: own, frame: { ...frame, bytes: own, nalUnits } };
    });
  }

  /** Forgets all; the memory stays for what comes next. */
  clear(): void {
    this.#pictures = [];
    this.#used = 0;
  }

  /** Forgets all, and gives the memory back. */
  release(): void {
    this.clear();
    this.#bytes = new Uint8Array(0);
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#bytes.length) return;
    let size = Math.max(FIRST_BYTES, this.#bytes.length);
    while (size < bytes) size *= 2;
    const larger = new Uint8Array(size);
    larger.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = larger;
  }
}

const NOTHING = new Uint8Array(0);

function withoutBytes({ frame: _, ...unit }: ViewerUnit): ViewerUnit {
  return { ...unit, bytes: NOTHING };
}

function placeOf(nal: Uint8Array, bytes: Uint8Array): KeptNal {
  const from = nal.byteOffset - bytes.byteOffset;
  const inside = nal.buffer === bytes.buffer && from >= 0 && from + nal.length <= bytes.length;
  return inside ? { from, to: from + nal.length } : nal.slice();
}
