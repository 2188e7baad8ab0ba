import type { DisplayNote } from "./messages.ts";

/** Notes kept per display: enough for a show's worth of starts and stops. */
export const NOTE_CAPACITY = 100;
/** Characters of a note's detail. */
const MAX_DETAIL_LENGTH = 80;

/** What can happen to a display, as its history tells it. */
export const NOTE_KINDS = [
  "registered",
  "reconnected",
  "disconnected",
  "challenged",
  "refused",
  "takenOver",
  "promoted",
  "commandSent",
  "running",
  "finished",
  "failed",
  "stopped",
  "stopFailed",
  "ended",
  "crashed",
  "never_seen",
  "online",
  "stale",
  "offline",
] as const;

export type NoteKind = typeof NOTE_KINDS[number];

/** Room for the kind in a stamp: a time in milliseconds leaves twelve bits of a double unused. */
const KIND_ROOM = 32;

/**
 * The last {@link NOTE_CAPACITY} notes of a display. Plain numbers and shared texts instead of note objects:
 * thousands of displays keep one ring each, and what happens to them repeats itself.
 */
export class NoteRing {
  /** Time and kind in one number: `at × KIND_ROOM + kind`. */
  #stamps: number[] = [];
  #details: string[] = [];
  #oldest = 0;

  /** Keeps a note; the oldest gives way. `at` is in whole milliseconds. */
  add(at: number, kind: NoteKind, detail = ""): void {
    const count = this.#stamps.length;
    const index = count < NOTE_CAPACITY ? count : this.#oldest;
    if (count === NOTE_CAPACITY) this.#oldest = (this.#oldest + 1) % NOTE_CAPACITY;
    this.#stamps[index] = Math.floor(at) * KIND_ROOM + NOTE_KINDS.indexOf(kind);
    this.#details[index] = this.#shared(cut(detail));
  }

  /** Oldest first. */
  list(): DisplayNote[] {
    const oldestFirst = this.#stamps.slice(this.#oldest).concat(
      this.#stamps.slice(0, this.#oldest),
    );
    return oldestFirst.map((stamp, step) => ({
      at: Math.floor(stamp / KIND_ROOM),
      kind: NOTE_KINDS[stamp % KIND_ROOM] ?? "registered",
      detail: this.#details[(this.#oldest + step) % this.#details.length] ?? "",
    }));
  }

  /** The same text once: a display that runs one show all day tells the same again and again. */
  #shared(detail: string): string {
    const known = this.#details.indexOf(detail);
    return known < 0 ? detail : this.#details[known] ?? detail;
  }
}

function cut(detail: string): string {
  return detail.length > MAX_DETAIL_LENGTH ? detail.slice(0, MAX_DETAIL_LENGTH - 1) + "…" : detail;
}
