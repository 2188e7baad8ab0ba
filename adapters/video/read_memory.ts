import type { LentMemory } from "../../actors/cameras/link.ts";

/** Bytes of one read at most: the camera's actor counts on it. */
const READ_BYTES = 64 * 1024;
/** Bytes of a slab. Another one is begun when no whole read fits any more, so that each is used by half at least. */
const SLAB_BYTES = 2 * READ_BYTES;
/**
 * Slabs that wait to be let go, and that wait to be used again: one second of 8 Mb/s, so that a viewer may falter for
 * as long. Others are left to the garbage collector.
 */
const MAX_SLABS = 8;

/** Memory whose bytes came before a place in the stream. */
interface Spent {
  readonly slab: Uint8Array;
  /** Place after its last byte. */
  readonly end: number;
}

/**
 * The memory that one connection is read into: slab after slab, each of which is used again as soon as nobody holds
 * any of it. Memory that is used again is in the processor's cache, and no work for the garbage collector: reading
 * and writing the same pictures costs a quarter less CPU time than with a new buffer for each read.
 */
export class ReadMemory implements LentMemory {
  #slab = newSlab();
  #used = 0;
  /** Bytes that have been read in all. */
  #read = 0;
  /** Somebody may hold the slab that is being filled for longer. */
  #kept = false;
  readonly #spent: Spent[] = [];
  readonly #spare: Uint8Array[] = [];

  /** Where the next read goes. */
  room(): Uint8Array {
    if (SLAB_BYTES - this.#used < READ_BYTES) this.#turn();
    return this.#slab.subarray(this.#used, this.#used + READ_BYTES);
  }

  /** So many bytes have been read into the room. Answers them; they stay as they are until they are let go. */
  take(bytes: number): Uint8Array {
    const from = this.#used;
    this.#used += bytes;
    this.#read += bytes;
    return this.#slab.subarray(from, this.#used);
  }

  /** Place in the stream after all that has been read. */
  get end(): number {
    return this.#read;
  }

  letGo(place: number): void {
    while ((this.#spent[0]?.end ?? Infinity) <= place) {
      const freed = this.#spent.shift();
      if (freed !== undefined && this.#spare.length < MAX_SLABS) this.#spare.push(freed.slab);
    }
  }

  keep(): void {
    this.#kept = true;
    this.#spent.length = 0;
  }

  #turn(): void {
    if (!this.#kept) this.#spent.push({ slab: this.#slab, end: this.#read });
    // Who holds so much has no end of it in sight.
    if (this.#spent.length > MAX_SLABS) this.#spent.shift();
    this.#slab = this.#spare.pop() ?? newSlab();
    this.#used = 0;
    this.#kept = false;
  }
}

function newSlab(): Uint8Array {
  return new Uint8Array(SLAB_BYTES);
}
