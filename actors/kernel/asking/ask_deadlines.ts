import type { Ask } from "./ask.ts";
import type { CoarseTime } from "../turns/coarse_time.ts";
import { TimerEntry, type TimerHeap } from "../timers/timer_heap.ts";

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

/** New asks whose places are kept for the next ones; a larger crowd gives its memory back. */
const KEPT_PLACES = 4096;

/**
 * The deadlines of all open asks of a system: one list per distinct timeout, one timer for the earliest.
 *
 * Most asks are answered in the batch of turns in which they were made. So nothing is done for a new one, and no clock
 * is read, until that batch has ended; the deadlines of those that are open then begin to run.
 */
export class AskDeadlines {
  readonly #time: CoarseTime;
  readonly #timers: TimerHeap;
  readonly #lists = new Map<number, AskList>();
  /** An ask that expires as something else falls due has expired, though its deadline was set at its batch's end. */
  readonly #entry = new TimerEntry(() => this.#expire(), true);
  /** Asks that were made in this batch. */
  #fresh: (Ask | undefined)[] = [];
  #freshCount = 0;
  #pending = 0;

  constructor(time: CoarseTime, timers: TimerHeap) {
    this.#time = time;
    this.#timers = timers;
  }

  /** Open asks. */
  get pending(): number {
    return this.#pending;
  }

  /** Notes a new ask. The caller sees to it that {@link begin} follows soon; true when it is the first. */
  add(ask: Ask): boolean {
    this.#pending++;
    this.#fresh[this.#freshCount++] = ask;
    return this.#freshCount === 1;
  }

  /** Starts the deadlines of new asks that are still open. */
  begin(): void {
    if (this.#freshCount > 0) this.#begin();
  }

  #begin(): void {
    const count = this.#freshCount;
    this.#freshCount = 0;
    for (let i = 0; i < count; i++) {
      const ask = this.#fresh[i];
      this.#fresh[i] = undefined;
      if (ask !== undefined && !ask.settled) this.#start(ask);
    }
    if (count > KEPT_PLACES) this.#fresh = [];
  }

  #start(ask: Ask): void {
    const due = ask.due = this.#time.read() + ask.timeoutMs;
    let list = this.#lists.get(ask.timeoutMs);
    if (list === undefined) this.#lists.set(ask.timeoutMs, list = new AskList());
    list.append(ask);
    if (this.#entry.index < 0 || due < this.#entry.due) this.#timers.set(this.#entry, due);
  }

  /** Forgets a settled ask. The timer stays: moving it for each ask would cost more. */
  remove(ask: Ask): void {
    this.#pending--;
    if (ask.due !== undefined) this.#lists.get(ask.timeoutMs)?.unlink(ask);
  }

  #expire(): void {
    const now = this.#time.refresh();
    let earliest = Infinity;
    for (const [timeoutMs, list] of this.#lists) {
      let due = list.head?.due;
      while (due !== undefined && due <= now) {
        list.head?.expire();
        due = list.head?.due;
      }
      if (due === undefined) this.#lists.delete(timeoutMs);
      else earliest = Math.min(earliest, due);
    }
    this.#time.expire();
    if (earliest < Infinity) this.#timers.set(this.#entry, earliest);
  }
}
