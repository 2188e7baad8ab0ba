import type { HeartbeatRule } from "./display_build.ts";
import type { CancelWait, Waits } from "../waits.ts";

/** Loops of one tray: as many registrations as a bad week brings; each further one changes nothing. */
const MAX_LOOPS = 64;

/** The heartbeat loops of one device. Trays start one more at each registration, and none ever ends. */
export class Heartbeats {
  readonly #loops: CancelWait[] = [];
  readonly #rule: HeartbeatRule | null;
  readonly #waits: Waits;
  readonly #beat: () => void;

  constructor(rule: HeartbeatRule | null, waits: Waits, beat: () => void) {
    this.#rule = rule;
    this.#waits = waits;
    this.#beat = beat;
  }

  get loops(): number {
    return this.#loops.length;
  }

  /** Something happened that makes some builds start a loop. */
  noteThat(happened: HeartbeatRule["startedBy"][number]): void {
    const rule = this.#rule;
    if (rule === null || !rule.startedBy.includes(happened)) return;
    if (this.loops >= (rule.single ? 1 : MAX_LOOPS)) return;
    const firstMs = happened === "start" ? rule.firstAfterStartMs : 0;
    this.#loops.push(this.#waits.every(rule.intervalMs, this.#beat, firstMs));
  }

  stop(): void {
    for (const cancel of this.#loops.splice(0)) cancel();
  }
}
