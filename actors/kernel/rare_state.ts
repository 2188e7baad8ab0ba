import type { Ask } from "./asking/ask.ts";
import type { Cell } from "./cell.ts";
import type { Children } from "./life/children.ts";
import type { KeyedTimer } from "./timers/keyed_timers.ts";
import type { LifeNotes } from "./life/life_notes.ts";
import type { Origin } from "./origin.ts";
import type { RingMailbox } from "./mailbox/ring_mailbox.ts";
import type { StopRequest } from "./life/stop_deadline.ts";
import type { RestartBudget } from "./supervision/supervision.ts";
import type { TimerEntry } from "./timers/timer_heap.ts";
import type { ErrorReport, Signal } from "./types.ts";

/** An entry of the system lane: a fact to tell the actor, or a failure that it must take as its own. */
export type LaneItem =
  | { readonly type: "signal"; readonly signal: Signal; readonly watch?: Watch }
  | { readonly type: "fault"; readonly cause: unknown };

/** One watch; nothing but itself, so that a fact of an earlier watch is told from one of a later. */
export type Watch = Readonly<Record<never, never>>;

/** The message of a turn whose handler returned a promise. */
export interface InHand {
  readonly message: unknown;
  readonly origin: Origin | undefined;
}

/** What most actors do not have, kept beside the cell so that an idle one stays small. */
export class RareState {
  crashed = 0;
  dropped = 0;
  restarts = 0;
  lastError: ErrorReport | undefined = undefined;
  children: Children | undefined = undefined;
  /** Holds {@link LaneItem}s. */
  lane: RingMailbox | undefined = undefined;
  /** Messages that go ahead of the mailbox's. */
  urgentLane: RingMailbox | undefined = undefined;
  /** Urgent messages handled in a row while others waited. */
  urgentStreak = 0;
  inHand: InHand | undefined = undefined;
  /** Asks taken along by `ctx.defer`, still open. */
  deferred: Set<Ask> | undefined = undefined;
  /** Asks made by `ctx.ask` in the turn in progress. */
  waitingOn: Ask[] | undefined = undefined;
  /** Who wants to hear of this actor's end. */
  watchers: Set<Cell> | undefined = undefined;
  /** Whose end this actor wants to hear of. */
  watching: Map<Cell, Watch> | undefined = undefined;
  timers: Map<string, KeyedTimer> | undefined = undefined;
  subscriptions: (() => void)[] | undefined = undefined;
  writers: (() => void)[] | undefined = undefined;
  budget: RestartBudget | undefined = undefined;
  /** Set while a backoff or a cooldown is waited out. */
  restartTimer: TimerEntry | undefined = undefined;
  stopRequest: StopRequest | undefined = undefined;
  life: LifeNotes | undefined = undefined;
}
