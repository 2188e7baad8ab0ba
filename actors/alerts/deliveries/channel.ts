import { CommitQueue } from "../../commit_queue.ts";
import type { ActorDefinition } from "../../kernel/mod.ts";
import type { ChannelArgs, ChannelContext, ChannelState } from "./channel_state.ts";
import type { ChannelPlan } from "./door.ts";
import type { ChannelMessage } from "./messages.ts";
import { limitQueue } from "./queue.ts";
import { notSent, sendDue, sendNext, sent } from "./sending.ts";
import type { DeliveryChange } from "./store.ts";
import { takeNotice } from "./taking.ts";
import { tried, tryOut } from "./trial.ts";

/**
 * One channel: puts what it is told on the disk, and sends it in order, one at a time, until the other side has it.
 * After a `kill -9` what was under way is sent again, with the same id.
 */
export const alertChannelActor: ActorDefinition<ChannelMessage, ChannelState, ChannelArgs> = {
  kind: "alertChannel",
  // Twice the queue: all that one wave of changes can say while the disk writes.
  mailbox: { capacity: 1_024, whenFull: "dropNewest" },
  init(ctx, { store, seat }) {
    const commits = new CommitQueue<ChannelMessage, DeliveryChange>(
      store,
      (cause) => ({ type: "commitSettled", cause }),
    );
    const state: ChannelState = {
      store,
      seat,
      commits,
      abort: new AbortController(),
      sendingSince: 0,
      trials: new Map(),
    };
    recall(state, ctx);
    ctx.timers.once("send", 0, { type: "sendDue" });
    return state;
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "noticed":
        return takeNotice(state, message.notice, ctx);
      case "sendDue":
        return sendDue(state, ctx);
      case "sent":
        return sent(state, message.detail, ctx);
      case "notSent":
        return notSent(state, message.cause, ctx);
      case "reconfigured":
        return reconfigure(state, message.plan, ctx);
      case "testChannel":
        return tryOut(state, message, ctx);
      case "trialDue":
        return state.trials.get(message.id)?.abort.abort();
      case "tried":
        return tried(state, message, ctx);
      case "commitSettled":
        return state.commits.settle(message.cause, ctx);
    }
  },
  stopped(state) {
    state.abort.abort();
    for (const { abort } of state.trials.values()) abort.abort();
    return state.commits.flush([]);
  },
};

/** Takes up what an earlier run has left on the disk, or an earlier incarnation in the seat. */
function recall({ store, seat, commits }: ChannelState, ctx: ChannelContext): void {
  seat.sending = false;
  if (!seat.recalled) {
    const { name } = seat.plan.setting;
    seat.recalled = true;
    seat.waiting = [...store.waiting(name)];
    seat.lastDeliveredAt = store.lastDeliveredAt(name);
  }
  const arriving = [...seat.arriving.values()];
  seat.arriving.clear();
  seat.waiting.push(...arriving);
  commits.push(arriving.map((parcel) => ({ type: "parcelQueued", parcel })), () => {}, ctx);
}

/** Another address or another password may be what was wrong: it is tried at once. */
function reconfigure(state: ChannelState, plan: ChannelPlan, ctx: ChannelContext): void {
  const { seat } = state;
  seat.plan = plan;
  seat.allowance.change(plan.setting.ratePerMinute, ctx.monotonicMs());
  seat.retryAt = 0;
  limitQueue(state, ctx);
  sendNext(state, ctx);
}
