import { setTimeout as pause } from "node:timers/promises";
import type { Child } from "../displays/child.ts";
import type { Exposition } from "./exposition.ts";
import type { MemberBeats, SoakFleetOrders } from "./orders.ts";

/** What the fleet has sent, and what of it the control host has not handled. */
export interface BeatCount {
  readonly members: number;
  readonly sent: number;
  /** Sent by a member and never answered, or never counted. */
  readonly missed: number;
  /** Members that something is missing of. */
  readonly missing: readonly string[];
}

/** Answers come within milliseconds; what has not come by then does not come. */
const PATIENCE_MS = 5_000;
/** Between two looks at what is still on its way. */
const LOOK_MS = 7;
const LINES = 'signalbox_messages_received_total{protocol="syncguard"}';

/**
 * Heartbeats of displays and readings of node hosts: each is answered by the actor that has handled it, so every member
 * is looked at until it has as many answers as it has asked for.
 */
export async function countAnswered(fleet: Child<SoakFleetOrders>): Promise<BeatCount> {
  const open = new Map<string, MemberBeats>();
  const before = await answeredOf(fleet);
  for (const member of before) open.set(member.key, member);
  const deadline = performance.now() + PATIENCE_MS;
  while (open.size > 0 && performance.now() < deadline) {
    for (const { key, sent, answered } of await answeredOf(fleet)) {
      if (sent === answered) open.delete(key);
    }
    await pause(LOOK_MS);
  }
  const sent = before.reduce((sum, each) => sum + each.sent, 0);
  const missed = [...open.values()].reduce(
    (sum, each) => sum + each.sent - (each.answered ?? 0),
    0,
  );
  return { members: before.length, sent, missed, missing: [...open.keys()] };
}

async function answeredOf(fleet: Child<SoakFleetOrders>): Promise<readonly MemberBeats[]> {
  return (await fleet.call("beats", null)).filter(({ answered }) => answered !== null);
}

/**
 * Lines of sync hosts, which nobody answers: the control host counts them. It counts no line twice and none that was
 * not sent, so where the sums agree, the counts of each member do. Looks until a moment comes at which nothing is on
 * its way.
 */
export async function countLines(
  fleet: Child<SoakFleetOrders>,
  metrics: () => Promise<Exposition>,
): Promise<BeatCount> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const first = await linesOf(fleet);
    const handled = (await metrics()).value(LINES);
    const { members, sent } = await linesOf(fleet);
    const agree = first.sent === handled && handled === sent;
    if (!agree && performance.now() < deadline) continue;
    const missed = agree ? 0 : Math.max(first.sent - handled, 1);
    return { members, sent, missed, missing: agree ? [] : [`${handled} handled of ${first.sent}`] };
  }
}

async function linesOf(fleet: Child<SoakFleetOrders>) {
  const lines = (await fleet.call("beats", null)).filter(({ answered }) => answered === null);
  return { members: lines.length, sent: lines.reduce((sum, each) => sum + each.sent, 0) };
}
