import type { Posting } from "../../../protocols/alert_posting/posting.ts";
import { retryDelayMs } from "./backoff.ts";
import type { ChannelContext, ChannelSeat, ChannelState } from "./channel_state.ts";
import { DeliveryFailure } from "./door.ts";
import { textOf } from "./folding.ts";
import { channelChanged } from "./messages.ts";
import { foldFrom, giveUp } from "./queue.ts";
import type { DeliveryEnd, Parcel } from "./store.ts";

/** An alert of yesterday is no news: it is in the list of alerts. */
const NEWS_MS = 86_400_000;
/** A beat says that we are alive now; the next one says it again. */
const BEAT_MS = 60_000;
/** A way out that answers neither yes nor no; each has a shorter limit of its own. */
const STUCK_MS = 60_000;

/** Sends the first of those that wait, unless one is under way, or it is not the time for it. */
export function sendNext(state: ChannelState, ctx: ChannelContext): void {
  const { seat } = state;
  if (seat.sending) return;
  expire(state, ctx);
  const [first] = seat.waiting;
  if (first === undefined) return;
  const now = ctx.monotonicMs();
  const retryMs = seat.failures > 0 ? seat.retryAt - now : 0;
  const waitMs = Math.max(retryMs, first.kind === "beat" ? 0 : seat.allowance.waitMs(now));
  if (waitMs > 0) return ctx.timers.once("send", waitMs, { type: "sendDue" });
  // The last message that may be sent is for all that wait. One that was tried goes by itself: it may have arrived.
  const last = seat.allowance.left(now) < 2 && first.attempts === 0 && first.kind !== "beat";
  seat.sending = true;
  if (last && seat.plan.setting.folds) foldFrom(state, 0, () => begin(state, ctx), ctx);
  else begin(state, ctx);
}

function begin(state: ChannelState, ctx: ChannelContext): void {
  const { seat } = state;
  const [parcel] = seat.waiting;
  if (parcel === undefined) return;
  const { door, setting } = seat.plan;
  if (parcel.kind !== "beat") seat.allowance.take(ctx.monotonicMs());
  state.abort = new AbortController();
  state.sendingSince = ctx.monotonicMs();
  ctx.timers.once("send", STUCK_MS, { type: "sendDue" });
  ctx.pipe(
    door.deliver(postingOf(parcel, setting.language), state.abort.signal),
    (detail) => ({ type: "sent", detail }),
    (cause) => ({ type: "notSent", cause }),
  );
}

/** What the other side gets. */
export function postingOf(parcel: Parcel, language: Posting["language"]): Posting {
  const { id, kind, at, alert, count } = parcel;
  return { id, kind, at, language, text: textOf(parcel)[language], count, alert };
}

/** The time has come to send, or to give up what is under way. */
export function sendDue(state: ChannelState, ctx: ChannelContext): void {
  if (!state.seat.sending) return sendNext(state, ctx);
  state.abort.abort();
}

/** The other side has it. */
export function sent(state: ChannelState, detail: string, ctx: ChannelContext): void {
  const { seat } = state;
  const parcel = takeUnderWay(seat);
  seat.lastDeliveredAt = ctx.now();
  if (seat.failures > 0) changed(seat, false, detail, ctx);
  seat.failures = 0;
  if (parcel !== undefined) endTried(state, parcel, { state: "delivered", detail }, ctx);
  sendNext(state, ctx);
}

/** The other side has it not: what it refuses for good is given up, everything else is tried again, in its turn. */
export function notSent(state: ChannelState, cause: unknown, ctx: ChannelContext): void {
  const { seat } = state;
  const parcel = takeUnderWay(seat);
  const failure = failureOf(cause);
  seat.lastFailure = { at: ctx.now(), reason: failure.message };
  if (seat.failures === 0) changed(seat, true, failure.message, ctx);
  seat.failures += 1;
  const delayMs = retryDelayMs(seat.failures, failure.retryAfterMs, ctx);
  // What one message is refused for, the next may be free of; but nothing is hurried.
  seat.retryAt = ctx.monotonicMs() + delayMs;
  if (parcel !== undefined) keepOrEnd(state, parcel, failure, ctx);
  sendNext(state, ctx);
}

function keepOrEnd(
  state: ChannelState,
  parcel: Parcel,
  { lasting, message: detail }: DeliveryFailure,
  ctx: ChannelContext,
): void {
  if (lasting) return endTried(state, parcel, { state: "failed", detail }, ctx);
  const tried = { ...parcel, attempts: parcel.attempts + 1 };
  state.seat.waiting.unshift(tried);
  const { channel, id, attempts } = tried;
  const durationMs = durationOf(state, ctx);
  const change = { type: "parcelTried", channel, id, attempts, durationMs, detail } as const;
  state.commits.push([change], () => {}, ctx);
}

function takeUnderWay(seat: ChannelSeat): Parcel | undefined {
  seat.sending = false;
  return seat.waiting.shift();
}

function durationOf({ sendingSince }: ChannelState, ctx: ChannelContext): number {
  return Math.round(ctx.monotonicMs() - sendingSince);
}

function endTried(
  state: ChannelState,
  { channel, id, attempts }: Parcel,
  { state: end, detail }: { readonly state: DeliveryEnd; readonly detail: string },
  ctx: ChannelContext,
): void {
  const facts = { channel, id, at: ctx.now(), attempts: attempts + 1, detail };
  const durationMs = durationOf(state, ctx);
  state.commits.push([{ type: "parcelEnded", state: end, ...facts, durationMs }], () => {}, ctx);
}

/** Gives up what is too old to be told. */
function expire(state: ChannelState, ctx: ChannelContext): void {
  const { seat } = state;
  const now = ctx.now();
  const old = seat.waiting.filter((parcel) => isOld(parcel, now));
  if (old.length === 0) return;
  seat.waiting = seat.waiting.filter((parcel) => !isOld(parcel, now));
  giveUp(state, old, { state: "expired", detail: seat.lastFailure?.reason ?? "" }, ctx);
}

function isOld({ kind, queuedAt }: Parcel, now: number): boolean {
  return now - queuedAt >= (kind === "beat" ? BEAT_MS : NEWS_MS);
}

function changed(
  { plan }: ChannelSeat,
  failing: boolean,
  reason: string,
  ctx: ChannelContext,
): void {
  ctx.publish(channelChanged, { name: plan.setting.name, failing, reason });
}

/** Anything else than a failure is a defect of ours, whose words nobody has looked through for secrets. */
export function failureOf(cause: unknown): DeliveryFailure {
  if (cause instanceof DeliveryFailure) return cause;
  return new DeliveryFailure(
    `A fault of ours: ${cause instanceof Error ? cause.name : "unknown"}.`,
  );
}
