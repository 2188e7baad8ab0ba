import { conclude, type Conclusion, freeSlot } from "../commands/command_slot.ts";
import { followsLogs, isCapable, isConcurrent } from "../capabilities.ts";
import { sayDivider } from "../commands/command_output.ts";
import { type FollowLeg, followTimer, type LogFollow, rememberEnded } from "./log_follow_state.ts";
import { tellGathered, tellRest } from "./log_output.ts";
import {
  allowSilence,
  type NodeHostContext,
  type NodeHostState,
  type OpenCommand,
  openLink,
} from "../node_host_state.ts";
import { noteNode } from "../noting.ts";
import { containerOf } from "../target_keys.ts";

/** How often a fielded client is asked for the end of a log that is followed. */
const POLL_MS = 3_000;
/** How long it may take to answer: as long as for a command that asks for a log once. */
const ANSWER_MS = 60_000;
/** The most that is asked for again: a quarter of a megabyte. */
const MAX_POLLED_LINES = 1_000;
/** Lines that a client of ours begins with after a gap, to see where it went on. */
const OVERLAP_LINES = 200;

/** The ledger has released an order to follow a log: the container is asked, or the client follows by itself. */
export function beginFollow(
  state: NodeHostState,
  entry: OpenCommand,
  ctx: NodeHostContext,
): void {
  const { command } = entry;
  const container = containerOf(command.target.key) ?? "";
  const follow: LogFollow = {
    entry,
    container,
    lines: Number(command.order.params.lines ?? 50),
    seen: [],
    leg: undefined,
    legs: 0,
    failures: 0,
    mark: undefined,
  };
  state.follows.set(command.id, follow);
  noteNode(state.seat, ctx, "commandSent", container, command.order.action);
  state.args.ledger.tell({ type: "commandReported", id: command.id, state: "running" });
  if (state.slot?.wireId === command.id) freeSlot(state, ctx);
  beginLeg(state, follow, ctx);
}

/** The host is there again: every log that is followed goes on. */
export function resumeFollows(state: NodeHostState, ctx: NodeHostContext): void {
  for (const follow of state.follows.values()) {
    sayDivider(state, follow.entry.command.id, "back");
    follow.failures = 0;
    beginLeg(state, follow, ctx);
  }
}

/** Asks for the log again: by a client of ours it is followed from here on, a fielded one answers once. */
export function beginLeg(state: NodeHostState, follow: LogFollow, ctx: NodeHostContext): void {
  followDue(state, follow.entry.command.id, ctx);
}

function stream(state: NodeHostState, follow: LogFollow, ctx: NodeHostContext): void {
  const leg = follow.leg = newLeg(follow, true, ctx);
  const lines = leg.gathered ? OVERLAP_LINES : follow.lines;
  ask(state, follow, leg, { lines, follow: true });
}

/**
 * It is time to ask for the end of a log; a client that is at something else is asked later. Of one that follows by
 * itself, enough has come to see where it went on.
 */
export function followDue(state: NodeHostState, commandId: string, ctx: NodeHostContext): void {
  const follow = state.follows.get(commandId);
  if (!follow || !openLink(state)) return;
  if (follow.leg?.streaming) return tellGathered(state, follow);
  if (followsLogs(state.seat)) return stream(state, follow, ctx);
  askAgain(follow, ctx);
  if (state.slot) return;
  endLeg(state, follow);
  const leg = follow.leg = newLeg(follow, false, ctx);
  if (!isConcurrent(state.seat)) takeSlot(state, follow, leg, ctx);
  // As many as can be told apart from those that were told; more are not written in three seconds.
  const lines = follow.legs > 1 ? Math.min(follow.lines, MAX_POLLED_LINES) : follow.lines;
  ask(state, follow, leg, { lines, follow: false });
}

function takeSlot(
  state: NodeHostState,
  { entry: { command } }: LogFollow,
  { wireId }: FollowLeg,
  ctx: NodeHostContext,
): void {
  state.slot = { command, wireId, sentAt: ctx.now(), abandoned: false };
  ctx.timers.once("slot", ANSWER_MS, { type: "slotOverdue", commandId: wireId });
  allowSilence(state, ANSWER_MS, ctx);
}

/** The client has ended a leg that was not over. */
export function askLater(state: NodeHostState, follow: LogFollow, ctx: NodeHostContext): void {
  endLeg(state, follow);
  askAgain(follow, ctx);
}

function askAgain({ entry: { command: { id } } }: LogFollow, ctx: NodeHostContext): void {
  ctx.timers.once(followTimer(id), POLL_MS, { type: "followDue", commandId: id });
}

function newLeg(follow: LogFollow, streaming: boolean, ctx: NodeHostContext): FollowLeg {
  const number = ++follow.legs;
  const { id } = follow.entry.command;
  // The first of a client that follows has the ledger's own id; the form is the guide's either way.
  const wireId = streaming && number === 1 ? id : `${id}${number}`;
  const gathered = streaming && number > 1 ? [] : undefined;
  return { wireId, streaming, startedAt: ctx.monotonicMs(), sequence: 0, gathered, rest: "" };
}

function ask(
  { seat }: NodeHostState,
  { container }: LogFollow,
  { wireId: commandId }: FollowLeg,
  params: { readonly lines: number; readonly follow: boolean },
): void {
  seat.link?.say({ type: "runCommand", commandId, command: "logs", target: container, params });
}

/** The host is away: what is followed waits for it. */
export function pauseFollow(state: NodeHostState, follow: LogFollow, ctx: NodeHostContext): void {
  const { id } = follow.entry.command;
  ctx.timers.cancel(followTimer(id));
  endLeg(state, follow);
  // It was said before, with the client's reason.
  if (follow.failures === 0) sayDivider(state, id, "away");
}

/** The current leg is over, and what is left of it is told. */
export function endLeg(state: NodeHostState, follow: LogFollow): void {
  const { leg } = follow;
  if (!leg) return;
  tellRest(state, follow);
  // A client that is away goes on following; it is told when it is back, and still speaks.
  rememberEnded(state, leg.wireId, !leg.streaming);
  follow.leg = undefined;
}

/** Nobody follows any more. A client of ours is told; the answer of a fielded one is still on its way. */
export function endFollow(state: NodeHostState, follow: LogFollow, ctx: NodeHostContext): void {
  const { leg, entry: { command: { id } } } = follow;
  endLeg(state, follow);
  if (leg?.streaming && isCapable(state.seat, "command_cancel")) {
    state.seat.link?.say({ type: "cancelCommand", commandId: leg.wireId });
    rememberEnded(state, leg.wireId, true);
  }
  state.follows.delete(id);
  ctx.timers.cancel(followTimer(id));
}

/** The log itself has come to an end. */
export function concludeFollow(
  state: NodeHostState,
  follow: LogFollow,
  conclusion: Conclusion,
  ctx: NodeHostContext,
): void {
  endLeg(state, follow);
  endFollow(state, follow, ctx);
  conclude(state, follow.entry, conclusion, ctx);
}
