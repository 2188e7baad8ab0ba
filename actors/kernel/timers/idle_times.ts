import { BUSY, type Cell, HAS_CHORES, SCHEDULED } from "../cell.ts";
import type { ActorContext } from "../context.ts";
import { KeyedTimer } from "./keyed_timers.ts";
import { lifeOf } from "../life/life_notes.ts";
import { depthOf } from "../mailbox/mailbox_lanes.ts";
import type { Origin } from "../origin.ts";
import { passivate } from "../life/passivating.ts";
import { TimerEntry } from "./timer_heap.ts";

/** Since when an actor has been without a message, and what happens when that has lasted long enough. */
export class IdleTimes {
  /** Monotonic milliseconds of the last message, its own timers' excepted. */
  touchedAt: number;
  /** A time has passed in the midst of a turn; what counts is when that ends. */
  late = false;
  receive: ReceiveTimeout | undefined = undefined;
  passivation: IdleTimer | undefined = undefined;

  constructor(now: number) {
    this.touchedAt = now;
  }

  /** No more of it. */
  close(): void {
    this.receive?.cancel();
    this.passivation?.cancel();
  }
}

/** Runs when its actor has been without a message for long enough; costs nothing per message but a note of the time. */
class IdleTimer extends TimerEntry {
  /** Since when it waits; what was before does not count. */
  #from = 0;

  constructor(
    readonly cell: Cell,
    readonly idle: IdleTimes,
    readonly ms: number,
    readonly passed: () => void,
  ) {
    super();
  }

  /** Begins to wait. */
  arm(): void {
    const { timers, clock } = this.cell.profile.runtime;
    this.#from = clock.monotonicMs();
    timers.set(this, this.#from + this.ms);
  }

  override run(): void {
    const { timers, clock } = this.cell.profile.runtime;
    const now = clock.monotonicMs();
    const working = (this.cell.flags & (BUSY | SCHEDULED)) !== 0 || depthOf(this.cell) > 0;
    if (working) this.idle.late = true;
    const since = working ? now : Math.max(this.#from, this.idle.touchedAt);
    if (since + this.ms > now) timers.set(this, since + this.ms);
    else this.passed();
  }

  cancel(): void {
    this.cell.profile.runtime.timers.cancel(this);
  }
}

/** A receive timeout, and the origin of the message it sends. */
class ReceiveTimeout extends IdleTimer implements Origin {
  lapsed = false;

  constructor(readonly context: ActorContext, idle: IdleTimes, ms: number, message: unknown) {
    const { cell } = context;
    super(cell, idle, ms, () => {
      this.arm();
      cell.deliverOwn(message, this);
    });
  }

  get path(): string {
    return this.cell.path;
  }

  get correlationId(): undefined {
    return undefined;
  }

  take(): boolean {
    return !this.lapsed;
  }

  /** It will not fire, and a message it has sent already is skipped. */
  override cancel(): void {
    this.lapsed = true;
    super.cancel();
  }
}

/** Sends a message to the actor itself whenever none has come for so long. */
export function setReceiveTimeout(context: ActorContext, ms: number, message: unknown): void {
  if (!(ms > 0 && ms < Infinity)) {
    throw new RangeError(`receiveTimeout ms must be finite and above 0, got ${ms}`);
  }
  if (!context.active) return;
  cancelReceiveTimeout(context.cell);
  const idle = idleOf(context.cell);
  idle.receive = new ReceiveTimeout(context, idle, ms, message);
  idle.receive.arm();
}

/** Takes the receive timeout back. */
export function cancelReceiveTimeout(cell: Cell): void {
  const idle = cell.rare?.life?.idle;
  idle?.receive?.cancel();
  if (idle !== undefined) idle.receive = undefined;
}

/** Makes the actor passive when it has been without a message for so long. */
export function armPassivation(cell: Cell, ms: number): void {
  const idle = idleOf(cell);
  const again = (): void => {
    if (passivate(cell)) return;
    // Something it owes keeps it awake.
    timer.arm();
  };
  const timer = idle.passivation = new IdleTimer(cell, idle, ms, again);
  timer.arm();
}

/** Notes the time when a message is about to be handled. An actor's own timers do not count as company. */
export function touch(cell: Cell, idle: IdleTimes): void {
  const urgent = cell.rare?.urgentLane;
  const lane = urgent !== undefined && urgent.count > 0 ? urgent : cell.mailbox;
  const none = lane === undefined || lane.count === 0;
  if (none && !idle.late) return;
  idle.late = false;
  if (none || !isTick(lane.origin)) idle.touchedAt = cell.profile.runtime.time.read();
}

/** True for a message that an actor's own clock sent. */
export function isTick(origin: Origin | undefined): boolean {
  return origin instanceof KeyedTimer || origin instanceof ReceiveTimeout;
}

function idleOf(cell: Cell): IdleTimes {
  cell.flags |= HAS_CHORES;
  return lifeOf(cell).idle ??= new IdleTimes(cell.profile.runtime.clock.monotonicMs());
}
