import type { AlertNotice } from "../alert.ts";
import type { ChannelContext, ChannelSeat, ChannelState } from "./channel_state.ts";
import type { ChannelSetting } from "./door.ts";
import { limitQueue } from "./queue.ts";
import { sendNext } from "./sending.ts";
import type { Parcel } from "./store.ts";

/** Takes a notice in, if it is for this channel and new: onto the disk first, and then into the queue. */
export function takeNotice(state: ChannelState, notice: AlertNotice, ctx: ChannelContext): void {
  const { seat, store, commits } = state;
  const { setting } = seat.plan;
  if (!isFor(setting, notice) || isKnown(seat, notice.id)) return;
  if (store.has(setting.name, notice.id)) return;
  const parcel = parcelOf(setting.name, notice, ctx.now());
  seat.arriving.set(parcel.id, parcel);
  // On a full disk it is sent all the same: that the disk is full may be what it says.
  const arrived = () => {
    seat.arriving.delete(parcel.id);
    seat.waiting.push(parcel);
    limitQueue(state, ctx);
    sendNext(state, ctx);
  };
  commits.push([{ type: "parcelQueued", parcel }], arrived, ctx);
}

function isFor(
  { name, minSeverity }: ChannelSetting,
  { channel, alert }: AlertNotice,
): boolean {
  if (channel !== null && channel.toLowerCase() !== name.toLowerCase()) return false;
  return alert === null || minSeverity === "warning" || alert.severity === "critical";
}

function isKnown({ arriving, waiting }: ChannelSeat, id: string): boolean {
  return arriving.has(id) || waiting.some((parcel) => parcel.id === id);
}

function parcelOf(channel: string, notice: AlertNotice, now: number): Parcel {
  const { id, kind, at, alert, text } = notice;
  const critical = alert?.severity === "critical" && kind !== "resolved";
  const lines = [{ en: text.en, ko: text.ko, critical }];
  return { channel, id, kind, at, alert, lines, count: 1, queuedAt: now, attempts: 0 };
}
