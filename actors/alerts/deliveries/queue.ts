import type { ChannelContext, ChannelState } from "./channel_state.ts";
import { fold } from "./folding.ts";
import type { DeliveryChange, DeliveryEnd, Parcel } from "./store.ts";

/** Parcels that wait in one channel: an hour of one every seven seconds. */
const MAX_WAITING = 500;

/** When nobody takes what is said for long: one digest for all, or without the oldest where there are no digests. */
export function limitQueue(state: ChannelState, ctx: ChannelContext): void {
  const { seat } = state;
  if (seat.waiting.length <= MAX_WAITING) return;
  const start = seat.sending ? 1 : 0;
  if (seat.plan.setting.folds) return foldFrom(state, start, () => {}, ctx);
  const dropped = seat.waiting.splice(start, 1);
  giveUp(state, dropped, { state: "dropped", detail: `More than ${MAX_WAITING} waited.` }, ctx);
}

/** Makes one digest of what waits, from this place on; `then` runs when that is on the disk. */
export function foldFrom(
  state: ChannelState,
  start: number,
  then: () => void,
  ctx: ChannelContext,
): void {
  const { seat, commits } = state;
  const [first, ...others] = seat.waiting.slice(start);
  if (first === undefined || others.length === 0) return then();
  const digest = fold([first, ...others], ctx.now());
  seat.waiting = [...seat.waiting.slice(0, start), digest];
  commits.push([{ type: "parcelQueued", parcel: digest }], then, ctx);
  giveUp(state, [first, ...others], { state: "folded", detail: `In ${digest.id}.` }, ctx);
}

/** Writes down of parcels that they are not sent any more. */
export function giveUp(
  { commits }: ChannelState,
  parcels: readonly Parcel[],
  { state, detail }: { readonly state: DeliveryEnd; readonly detail: string },
  ctx: ChannelContext,
): void {
  const changes = parcels.map(({ channel, id, attempts }): DeliveryChange => {
    const facts = { channel, id, at: ctx.now(), attempts, durationMs: null, detail };
    return { type: "parcelEnded", state, ...facts };
  });
  commits.push(changes, () => {}, ctx);
}
