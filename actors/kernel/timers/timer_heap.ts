import type { Clock } from "../types.ts";

/** Longest single wait, in milliseconds: `setTimeout` overflows past 2^31 - 1; a longer timer is waited in pieces. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/** Something to run at a monotonic time. One entry is in the heap at most once. */
export class TimerEntry {
  due = 0;
  /** Breaks ties: of two entries due at once, the one set first runs first. */
  order = 0;
  /** Place in the heap; -1 when not in it. */
  index = -1;

  /** @param goesFirst ahead of all others that are due at the same time, whenever it was set */
  constructor(readonly action?: () => void, readonly goesFirst: boolean = false) {}

  /** Called when it is due, after it has left the heap. */
  run(): void {
    this.action?.();
  }
}

/** All waiting of a system in one binary heap, over a single timer of the injected clock. */
export class TimerHeap {
  readonly #clock: Clock;
  readonly #entries: TimerEntry[] = [];
  #order = 0;
  #armed: unknown = undefined;
  #armedFor = Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Entries waiting. */
  get size(): number {
    return this.#entries.length;
  }

  /** Puts an entry in, or moves it, to run at `due` (monotonic milliseconds). */
  set(entry: TimerEntry, due: number): void {
    this.#take(entry);
    entry.due = due;
    entry.order = entry.goesFirst ? -1 : this.#order++;
    this.#entries.push(entry);
    this.#rise(entry, this.#entries.length - 1);
    if (due < this.#armedFor) this.#arm();
  }

  /** Like {@link set}, `delayMs` from now. */
  after(entry: TimerEntry, delayMs: number): void {
    this.set(entry, this.#clock.monotonicMs() + delayMs);
  }

  /** Takes an entry out; nothing happens when it is not in. */
  cancel(entry: TimerEntry): void {
    this.#take(entry);
    // An early timer with nothing due is cheaper than moving it each time; with nothing left it must go.
    if (this.#entries.length === 0) this.#disarm();
  }

  /** Takes everything out. */
  clear(): void {
    for (const entry of this.#entries) entry.index = -1;
    this.#entries.length = 0;
    this.#disarm();
  }

  readonly #fire = (): void => {
    this.#armed = undefined;
    this.#armedFor = Infinity;
    const now = this.#clock.monotonicMs();
    // What is set meanwhile waits for the next round, or an interval of next to nothing would never let go.
    const setBefore = this.#order;
    for (;;) {
      const top = this.#entries[0];
      if (top === undefined || top.due > now || top.order >= setBefore) break;
      this.#take(top);
      top.run();
    }
    this.#arm();
  };

  #arm(): void {
    const top = this.#entries[0];
    if (top === undefined || top.due === this.#armedFor) return;
    this.#disarm();
    const wait = Math.max(0, Math.min(MAX_WAIT_MS, top.due - this.#clock.monotonicMs()));
    this.#armedFor = top.due;
    this.#armed = this.#clock.setTimer(wait, this.#fire);
  }

  #disarm(): void {
    if (this.#armed !== undefined) this.#clock.clearTimer(this.#armed);
    this.#armed = undefined;
    this.#armedFor = Infinity;
  }

  #take(entry: TimerEntry): void {
    const { index } = entry;
    if (index < 0) return;
    entry.index = -1;
    const last = this.#entries.pop();
    if (last === undefined || last === entry) return;
    this.#rise(last, index);
    if (last.index === index) this.#sink(last, index);
  }

  #rise(entry: TimerEntry, from: number): void {
    let at = from;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = this.#entries[up];
      if (parent === undefined || !before(entry, parent)) break;
      this.#place(parent, at);
      at = up;
    }
    this.#place(entry, at);
  }

  #sink(entry: TimerEntry, from: number): void {
    let at = from;
    for (;;) {
      const child = this.#earlierChild(at);
      if (child === undefined || !before(child, entry)) break;
      const down = child.index;
      this.#place(child, at);
      at = down;
    }
    this.#place(entry, at);
  }

  #earlierChild(at: number): TimerEntry | undefined {
    const left = this.#entries[at * 2 + 1];
    const right = this.#entries[at * 2 + 2];
    return left !== undefined && right !== undefined && before(right, left) ? right : left;
  }

  #place(entry: TimerEntry, at: number): void {
    this.#entries[at] = entry;
    entry.index = at;
  }
}

function before(a: TimerEntry, b: TimerEntry): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}
