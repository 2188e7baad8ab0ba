import type { ActorProfile } from "../life/actor_profile.ts";
import { type Cell, SCHEDULED } from "../cell.ts";
import { CellRing } from "../cell_ring.ts";
import type { CoarseTime } from "./coarse_time.ts";
import type { IoGuard } from "./io_guard.ts";
import type { Scheduler } from "../types.ts";

/**
 * Milliseconds of turns before sockets are served: the delay that a saturated loop adds to each of them. When
 * serving them takes longer, so that they are what keeps the loop busy, actors get as much time as they took, up to
 * the longest slice; else a flood of messages would leave nobody to handle them.
 */
const SLICE_MS = 1;
const LONGEST_SLICE_MS = 8;
/** Milliseconds that one actor may go on before the next has its turn. */
const TURN_MS = 0.25;
/** Most messages between two looks at the clock; at 64 the looks cost about one part in fifty. */
const MAX_STRIDE = 64;
/** Most messages between two looks when chance has the word: about as many as a test sends at once. */
const CHOSEN_STRIDE = 4;
/** The time between two looks that the stride aims at. */
const STRIDE_MS = 0.1;
/** Wakes by microtask before the clock is asked whether the event loop is being starved. */
const WAKES_PER_LOOK = 32;
/** Urgent actors in a row, after which another one has its turns. */
const MAX_STREAK = 16;

/**
 * The actors that have something to do, in the order they got it, urgent ones first. The first is woken by a
 * microtask; then all have their turns in batches, and the event loop gets its own turn after each slice of time.
 */
export class RunQueue {
  /** Gives an actor its turns; true when it has more to do. Set once, when the system is put together. */
  run: (cell: Cell) => boolean = () => false;
  /** True while a batch of turns is coming, or under way. */
  armed = false;
  /** The actor that has its turns. */
  running: Cell | undefined = undefined;
  readonly #scheduler: Scheduler;
  readonly #time: CoarseTime;
  readonly #io: IoGuard;
  readonly #afterBatch: () => void;
  readonly #normal: CellRing;
  readonly #urgent: CellRing;
  /** The one actor that is queued, while it is the only one: two that take turns need no ring. */
  #only: Cell | undefined = undefined;
  #count = 0;
  /** Urgent actors that had their turns in a row. */
  #streak = 0;
  #wakes = 0;
  #lastYield = 0;
  #lastLook = 0;
  #sliceStart = 0;
  #turnStart = 0;
  #sliceOver = false;
  #sliceMs = SLICE_MS;
  #yieldedAt = 0;

  /** `afterBatch` is called when a batch of turns has ended. */
  constructor(scheduler: Scheduler, time: CoarseTime, io: IoGuard, afterBatch: () => void) {
    this.#afterBatch = afterBatch;
    this.#scheduler = scheduler;
    const choose = scheduler.choose?.bind(scheduler);
    this.#normal = new CellRing(choose);
    this.#urgent = new CellRing(choose);
    this.#time = time;
    this.#io = io;
  }

  /** Queues an actor that is not queued yet. */
  push(cell: Cell): void {
    cell.flags |= SCHEDULED;
    this.#append(cell);
    if (!this.armed) this.#arm();
  }

  /**
   * Looks at the clock on behalf of a kind whose credit is used up. True when the actor's turn is over.
   */
  look(profile: ActorProfile): boolean {
    if (this.#scheduler.choose !== undefined) return this.#chosenLook(profile);
    const now = this.#time.refresh();
    const spent = now - this.#lastLook;
    this.#lastLook = now;
    if (spent > STRIDE_MS) profile.stride = Math.max(1, profile.stride >> 1);
    else if (profile.stride < MAX_STRIDE) profile.stride *= 2;
    profile.credit = profile.stride;
    // The clock was not read when the batch began; its first look stands for that.
    if (this.#sliceStart === 0) this.#sliceStart = this.#turnStart = now;
    this.#sliceOver = now - this.#sliceStart >= this.#sliceMs;
    return this.#sliceOver || now - this.#turnStart >= TURN_MS;
  }

  /** In tests that try many orders, chance says when the next look is, and whether a turn or a slice is over. */
  #chosenLook(profile: ActorProfile): boolean {
    const choose = (count: number) => this.#scheduler.choose?.(count) ?? 0;
    // At least one message between two looks, or chance could keep an actor out for ever.
    profile.credit = 1 + choose(CHOSEN_STRIDE);
    this.#sliceOver = choose(CHOSEN_STRIDE) === 0;
    return this.#sliceOver || choose(2) === 0;
  }

  #arm(): void {
    this.armed = true;
    if (++this.#wakes % WAKES_PER_LOOK !== 0) return this.#scheduler.soon(this.#drain);
    // Promises that wake actors that settle promises could keep the event loop out for ever.
    if (this.#time.read() - this.#lastYield < this.#sliceMs) this.#scheduler.soon(this.#drain);
    else this.#yield();
  }

  readonly #drain = (): void => {
    this.#sliceStart = 0;
    this.#sliceOver = false;
    while (this.#count > 0 && !this.#sliceOver) {
      const cell = this.#shift();
      this.#turnStart = this.#lastLook;
      this.running = cell;
      if (this.run(cell)) this.#append(cell);
      else cell.flags &= ~SCHEDULED;
    }
    this.running = undefined;
    this.#afterBatch();
    this.#time.expire();
    if (this.#count > 0) this.#yield();
    else this.#rest();
  };

  #yield(): void {
    this.#yieldedAt = this.#time.refresh();
    this.#time.expire();
    if (!this.#io.wait(this.#yieldedAt, this.#polled)) this.#scheduler.later(this.#resume);
  }

  readonly #polled = (settled: boolean): void => {
    // A poll that fails must not stop the actors: the ordinary way round the loop serves sockets too, only later.
    if (settled) this.#resume();
    else this.#scheduler.later(this.#resume);
  };

  #rest(): void {
    this.armed = false;
    this.#io.rest();
  }

  readonly #resume = (): void => {
    const now = this.#time.refresh();
    this.#sliceMs = Math.min(LONGEST_SLICE_MS, Math.max(SLICE_MS, now - this.#yieldedAt));
    this.#lastYield = now;
    this.#drain();
  };

  #append(cell: Cell): void {
    if (this.#count++ === 0) return void (this.#only = cell);
    const only = this.#only;
    if (only !== undefined) {
      this.#only = undefined;
      this.#ringOf(only).push(only);
    }
    this.#ringOf(cell).push(cell);
  }

  #ringOf(cell: Cell): CellRing {
    return cell.profile.urgent ? this.#urgent : this.#normal;
  }

  #shift(): Cell {
    this.#count--;
    const only = this.#only;
    if (only !== undefined) {
      this.#only = undefined;
      return only;
    }
    const urgent = this.#urgent.count > 0;
    if (!urgent || (this.#normal.count > 0 && this.#streak >= MAX_STREAK)) {
      this.#streak = 0;
      return this.#normal.shift();
    }
    this.#streak++;
    return this.#urgent.shift();
  }
}
