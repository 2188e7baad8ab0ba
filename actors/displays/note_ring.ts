import type { DisplayNote } from "./messages.ts";

/** Notes kept per display: enough for a show's worth of starts and stops. */
export const NOTE_CAPACITY = 100;
/** Characters of a note's detail. */
const MAX_DETAIL_LENGTH = 80;

/**
 * The last {@link NOTE_CAPACITY} notes of a display. Three parallel arrays instead of note objects: thousands
 * of displays keep one each, and kinds are shared constants.
 */
export class NoteRing {
  #times: number[] = [];
  #kinds: string[] = [];
  #details: string[] = [];
  #oldest = 0;

  /** Keeps a note; the oldest gives way. */
  add(at: number, kind: string, detail = ""): void {
    const short = detail.length > MAX_DETAIL_LENGTH
      ? detail.slice(0, MAX_DETAIL_LENGTH - 1) + "…"
      : detail;
    if (this.#times.length < NOTE_CAPACITY) {
      this.#times.push(at);
      this.#kinds.push(kind);
      this.#details.push(short);
      return;
    }
    this.#times[this.#oldest] = at;
    this.#kinds[this.#oldest] = kind;
    this.#details[this.#oldest] = short;
    this.#oldest = (this.#oldest + 1) % NOTE_CAPACITY;
  }

  /** Oldest first. */
  list(): DisplayNote[] {
    const notes: DisplayNote[] = [];
    for (let step = 0; step < this.#times.length; step++) {
      const index = (this.#oldest + step) % this.#times.length;
      notes.push({
        at: this.#times[index] ?? 0,
        kind: this.#kinds[index] ?? "",
        detail: this.#details[index] ?? "",
      });
    }
    return notes;
  }
}
