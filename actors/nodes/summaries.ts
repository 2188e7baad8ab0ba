import type { NodeMemberEvent } from "./messages.ts";
import { type NodeHostContext, type NodeHostState, seatOf } from "./node_host_state.ts";
import { noteNode } from "./noting.ts";

type Summary = Extract<NodeMemberEvent, { readonly type: "summaryReported" }>;

const MINUTE_MS = 60_000;

/** A minute's averages: the eras and payouts in it are news, its readings came one by one before. */
export function onSummary(state: NodeHostState, event: Summary, ctx: NodeHostContext): void {
  const { sequence, at } = event;
  if (sequence !== null && state.seat.sequence.note(sequence, at) === "repeat") return;
  state.summaryMinute = Math.floor(ctx.now() / MINUTE_MS);
  tellContainers(state, event, ctx);
}

/**
 * The same summary over HTTP, which builds 1.1 send after each one over the socket. It counts only when none came over
 * the socket in this minute or the one before.
 */
export function onSavedSummary(state: NodeHostState, event: Summary, ctx: NodeHostContext): void {
  const minute = Math.floor(ctx.now() / MINUTE_MS);
  if (minute - state.summaryMinute <= 1) return;
  state.summaryMinute = minute;
  tellContainers(state, event, ctx);
}

function tellContainers(state: NodeHostState, event: Summary, ctx: NodeHostContext): void {
  const at = ctx.now();
  for (
    const { container, currentEra: era, previousEra: previous, firstRun } of event.eraTransitions
  ) {
    const seat = seatOf(state, container, ctx);
    seat?.ref?.tell({ type: "eraBegan", era, previous, firstRun, at });
  }
  let hostError: string | null = null;
  for (const check of event.payoutChecks) {
    if (check.container === "") hostError = check.error;
    else seatOf(state, check.container, ctx)?.ref?.tell({ type: "payoutChecked", check, at });
  }
  if (hostError !== null && hostError !== state.payoutError) {
    noteNode(state.seat, ctx, "payoutCheckFailed", null, hostError);
  }
  state.payoutError = hostError;
}
