import { accept, refuse } from "../../outcome.ts";
import type { ChannelContext, ChannelState } from "./channel_state.ts";
import type { ChannelMessage, TestChannel, TrialResult } from "./messages.ts";
import { failureOf, postingOf } from "./sending.ts";
import type { Parcel } from "./store.ts";

/** Somebody waits at a button, and the HTTP API waits for 10 s. */
const TRIAL_MS = 8_000;

/** Sends a test past the queue: once, and at once. It is written down when it is over. */
export function tryOut(state: ChannelState, question: TestChannel, ctx: ChannelContext): void {
  const { seat, trials } = state;
  const now = ctx.monotonicMs();
  const waitMs = seat.trialAllowance.waitMs(now);
  if (waitMs > 0) {
    const detail = "Six tests a minute are enough.";
    return ctx.reply(question, refuse("rateLimited", detail, { retryAfterMs: waitMs }));
  }
  seat.trialAllowance.take(now);
  const { setting, door } = seat.plan;
  const parcel = trialParcel(setting.name, question.by, ctx);
  const { id } = parcel;
  const abort = new AbortController();
  trials.set(id, { reply: ctx.defer(question), parcel, abort, since: now });
  ctx.timers.once(id, TRIAL_MS, { type: "trialDue", id });
  ctx.pipe(
    door.deliver(postingOf(parcel, setting.language), abort.signal),
    (detail): ChannelMessage => ({ type: "tried", id, delivered: true, detail }),
    (cause) => ({ type: "tried", id, delivered: false, detail: failureOf(cause).message }),
  );
}

/** The other side has answered a test, or has not. */
export function tried(
  { seat, trials, commits }: ChannelState,
  { id, delivered, detail }: Extract<ChannelMessage, { readonly type: "tried" }>,
  ctx: ChannelContext,
): void {
  const trial = trials.get(id);
  trials.delete(id);
  ctx.timers.cancel(id);
  if (trial === undefined) return;
  const durationMs = Math.round(ctx.monotonicMs() - trial.since);
  const result: TrialResult = { delivered, detail, durationMs };
  if (delivered) seat.lastDeliveredAt = ctx.now();
  trial.reply.ok(accept(result));
  const { channel } = trial.parcel;
  const outcome = { channel, id, attempts: 1, durationMs, detail };
  const state = delivered ? "delivered" as const : "failed" as const;
  commits.push(
    [
      { type: "parcelQueued", parcel: trial.parcel },
      { type: "parcelEnded", state, at: ctx.now(), ...outcome },
    ],
    () => {},
    ctx,
  );
}

function trialParcel(channel: string, by: string, ctx: ChannelContext): Parcel {
  const now = ctx.now();
  const en = `Test: the channel ${channel} works (asked for by ${by}).`;
  const ko = `시험: ${channel} 채널이 작동합니다 (요청: ${by}).`;
  return {
    channel,
    id: `test-${now}-${Math.floor(ctx.random() * 1e9)}`,
    kind: "test",
    at: now,
    alert: null,
    lines: [{ en, ko, critical: false }],
    count: 1,
    queuedAt: now,
    attempts: 0,
  };
}
