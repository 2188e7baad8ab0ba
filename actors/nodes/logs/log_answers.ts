import type { Json } from "../../ledger/command.ts";
import { isJsonRecord } from "../json_record.ts";
import { sayDivider } from "../commands/command_output.ts";
import { askLater, beginLeg, concludeFollow, endLeg } from "./log_follow.ts";
import {
  type ContainerMark,
  type FollowLeg,
  followOf,
  type LogFollow,
} from "./log_follow_state.ts";
import { linesOf, tellMerged } from "./log_output.ts";
import type { NodeMemberEvent } from "../messages.ts";
import type { NodeHostContext, NodeHostState } from "../node_host_state.ts";

type Answered = Extract<NodeMemberEvent, { readonly type: "commandAnswered" }>;

/** A client of ours ends a leg by itself after an hour; one that ended sooner had a reason. */
const OWN_CAP_MS = 3_000_000;
/** Answers without a log in a row, after which nobody asks any more: a minute of them. */
const MAX_FAILURES = 20;

/** An answer to a question about a log that is followed. False: it belongs to something else. */
export function followAnswered(
  state: NodeHostState,
  event: Answered,
  ctx: NodeHostContext,
): boolean {
  const follow = followOf(state, event.commandId);
  if (!follow?.leg) return state.endedIds.has(event.commandId);
  const { leg } = follow;
  if (leg.streaming) streamEnded(state, follow, leg, event, ctx);
  else polled(state, follow, event, ctx);
  return true;
}

function streamEnded(
  state: NodeHostState,
  follow: LogFollow,
  leg: FollowLeg,
  event: Answered,
  ctx: NodeHostContext,
): void {
  if (event.completed && ctx.monotonicMs() - leg.startedAt >= OWN_CAP_MS) {
    endLeg(state, follow);
    return beginLeg(state, follow, ctx);
  }
  // Nobody has asked it to end this. Its program stops, perhaps: it is asked again, by then in its next life.
  if (!event.completed) return failed(state, follow, event, ctx);
  const result = isJsonRecord(event.result) ? event.result : { followed: true };
  concludeFollow(state, follow, { state: "completed", result }, ctx);
}

/** The end of a log, as a fielded client answers it. */
function polled(
  state: NodeHostState,
  follow: LogFollow,
  event: Answered,
  ctx: NodeHostContext,
): void {
  const text = event.completed ? textOf(event.result) : undefined;
  if (text === undefined) return failed(state, follow, event, ctx);
  endLeg(state, follow);
  tellMerged(state, follow, linesOf(text), lookForRestart(state, follow));
}

/** Texts in the two places where builds put them. */
function textOf(result: Json): string | undefined {
  if (typeof result === "string") return result;
  if (!isJsonRecord(result)) return undefined;
  const text = result.output ?? result.logs;
  return typeof text === "string" ? text : undefined;
}

/** Somebody who asks for a log that there never was hears so; one that was there may come back. */
function failed(
  state: NodeHostState,
  follow: LogFollow,
  { error }: Answered,
  ctx: NodeHostContext,
): void {
  const reason = error ?? "The client answered without a log.";
  endLeg(state, follow);
  const never = follow.seen.length === 0;
  if (never || ++follow.failures >= MAX_FAILURES) {
    return concludeFollow(state, follow, { state: "failed", reason }, ctx);
  }
  if (follow.failures === 1) sayDivider(state, follow.entry.command.id, "away", reason);
  askLater(state, follow, ctx);
}

/** Whether the host's readings say that the container has begun anew since the last look. */
function lookForRestart({ seat }: NodeHostState, follow: LogFollow): boolean {
  const container = seat.containers.get(follow.container);
  const before = follow.mark;
  if (!container?.stats) return false;
  const { id, networkReceivedBytes: receivedBytes } = container.stats;
  const now: ContainerMark = { id, receivedBytes };
  follow.mark = now;
  // The counters of a container only grow until it is started again.
  return before !== undefined && (before.id !== id || receivedBytes < before.receivedBytes);
}
