import type { CommitQueue } from "../../commit_queue.ts";
import type { Context, Reply } from "../../kernel/mod.ts";
import type { Outcome } from "../../outcome.ts";
import { Allowance } from "./allowance.ts";
import type { ChannelPlan } from "./door.ts";
import type { ChannelMessage, ChannelView, TrialResult } from "./messages.ts";
import type { DeliveryChange, DeliveryStore, Parcel } from "./store.ts";

/** What one channel is started with. */
export interface ChannelArgs {
  readonly store: DeliveryStore;
  readonly seat: ChannelSeat;
}

/** What must outlive a crash of a channel's actor. The directory makes one per channel, and reads it. */
export interface ChannelSeat {
  plan: ChannelPlan;
  /** Given to the disk, and not there yet. */
  readonly arriving: Map<string, Parcel>;
  /** In the order in which they are sent. */
  waiting: Parcel[];
  /** True while the first of them is under way. */
  sending: boolean;
  /** True once what an earlier run has left is in it. */
  recalled: boolean;
  readonly allowance: Allowance;
  readonly trialAllowance: Allowance;
  /** In a row. */
  failures: number;
  /** Monotonic ms. */
  retryAt: number;
  lastDeliveredAt: number | null;
  lastFailure: ChannelView["lastFailure"];
}

/** The state of one run of a channel's actor. */
export interface ChannelState {
  readonly store: DeliveryStore;
  readonly seat: ChannelSeat;
  readonly commits: CommitQueue<ChannelMessage, DeliveryChange>;
  /** Ends what is under way. */
  abort: AbortController;
  /** Monotonic ms. */
  sendingSince: number;
  /** Tests that are under way, by their id. */
  readonly trials: Map<string, Trial>;
}

/** A test that is under way. */
export interface Trial {
  readonly reply: Reply<Outcome<TrialResult>>;
  readonly parcel: Parcel;
  readonly abort: AbortController;
  /** Monotonic ms. */
  readonly since: number;
}

export type ChannelContext = Context<ChannelMessage>;

/** Tests that a person may press in a minute. */
const TRIALS_PER_MINUTE = 6;

/** A channel that has said nothing yet. `now` is monotonic. */
export function newChannelSeat(plan: ChannelPlan, now: number): ChannelSeat {
  return {
    plan,
    arriving: new Map(),
    waiting: [],
    sending: false,
    recalled: false,
    allowance: new Allowance(plan.setting.ratePerMinute, now),
    trialAllowance: new Allowance(TRIALS_PER_MINUTE, now),
    failures: 0,
    retryAt: 0,
    lastDeliveredAt: null,
    lastFailure: null,
  };
}

/** How a channel is doing. */
export function viewOf(seat: ChannelSeat, clock: Pick<ChannelContext, "now" | "monotonicMs">) {
  const monotonic = clock.monotonicMs();
  const state = stateOf(seat, monotonic);
  const waitMs = state === "retrying"
    ? seat.retryAt - monotonic
    : state === "limited"
    ? seat.allowance.waitMs(monotonic)
    : 0;
  const parcels = [...seat.waiting, ...seat.arriving.values()];
  return {
    ...seat.plan.setting,
    state,
    waiting: parcels.reduce((sum, { count }) => sum + count, 0),
    lastDeliveredAt: seat.lastDeliveredAt,
    lastFailure: seat.lastFailure,
    nextTryAt: waitMs > 0 ? clock.now() + waitMs : null,
  } satisfies ChannelView;
}

function stateOf(seat: ChannelSeat, now: number): ChannelView["state"] {
  if (seat.sending) return "sending";
  if (seat.failures > 0 && seat.waiting.length > 0) return "retrying";
  return seat.waiting.length > 0 && seat.allowance.left(now) < 1 ? "limited" : "idle";
}
