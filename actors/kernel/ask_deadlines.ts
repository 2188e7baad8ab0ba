import type { Ask } from "./ask.ts";
import type { CoarseTime } from "./coarse_time.ts";
import { TimerEntry, type TimerHeap } from "./timer_heap.ts";

/**
 * Open asks of one timeout. They expire in the order they were made, so the list is sorted by itself, and adding
 * and removing cost a few pointers instead of a timer each.
 */
class AskList {
  head: Ask | undefined = undefined;
  tail: Ask | undefined = undefined;

  append(ask: Ask): void {
    ask.previous = this.tail;
    if (this.tail === undefined) this.head = ask;
    else this.tail.next = ask;
    this.tail = ask;
  }

  unlink(ask: Ask): void {
    if (ask.previous === undefined) this.head = ask.next;
    else ask.previous.next = ask.next;
    if (ask.next === undefined) this.tail = ask.previous;
    else ask.next.previous = ask.previous;
    ask.previous = ask.next = undefined;
  }
}

/** The deadlines of all open asks of a system: one list per distinct timeout, one timer for the earliest. */
export class AskDeadlines {
  readonly #time: CoarseTime;
  readonly #timers: TimerHeap;
  readonly #lists = new Map<number, AskList>();
  readonly #entry = new TimerEntry(() => this.#expire());
  #pending = 0;

  constructor(time: CoarseTime, timers: TimerHeap) {
    this.#time = time;
    this.#timers = timers;
  }

  /** Open asks. */
  get pending(): number {
    return this.#pending;
  }

  /** Starts an ask's deadline. */
  add(ask: Ask): void {
    ask.due = this.#time.read() + ask.timeoutMs;
    let list = this.#lists.get(ask.timeoutMs);
    if (list === undefined) this.#lists.set(ask.timeoutMs, list = new AskList());
    list.append(ask);
    this.#pending++;
    if (this.#entry.index < 0 || ask.due < this.#entry.due) this.#timers.set(this.#entry, ask.due);
  }

  /** Forgets the deadline of a settled ask. The timer stays: moving it for each ask would cost more. */
  remove(ask: Ask): void {
    this.#lists.get(ask.timeoutMs)?.unlink(ask);
    this.#pending--;
  }

  #expire(): void {
    const now = this.#time.refresh();
    let earliest = Infinity;
    for (const [timeoutMs, list] of this.#lists) {
      while (list.head !== undefined && list.head.due <= now) list.head.expire();
      if (list.head === undefined) this.#lists.delete(timeoutMs);
      else earliest = Math.min(earliest, list.head.due);
    }
    this.#time.expire();
    if (earliest < Infinity) this.#timers.set(this.#entry, earliest);
  }
}
