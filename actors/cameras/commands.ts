import type { Command, Json } from "../ledger/command.ts";
import type { CommandReported } from "../ledger/messages.ts";
import type { CameraContext, CameraState } from "./camera_state.ts";
import { beginRecording, endRecording } from "./recording_flow.ts";
import type { RecordingStatus } from "./recording.ts";
import { type RecordingTally, statusOf } from "./recording_tally.ts";
import { nameOf } from "./seat.ts";

/** What a camera may be told. */
export const CAMERA_ACTIONS = ["record_start", "record_stop"] as const;

/**
 * A command in this camera's hands. `waiting`: for the camera to stream. `ready`: the ledger was asked for its release.
 * `running`: the recording begins or ends; `tally` is the one that ends.
 */
export interface CameraCommand {
  readonly command: Command;
  phase: "waiting" | "ready" | "running";
  /** It has begun the recording, which ends when that fails. */
  begins: boolean;
  tally: RecordingTally | null;
}

/** The ledger hands over a command: ready at once, waiting for the camera, or failed. */
export function deliver(state: CameraState, command: Command, ctx: CameraContext): void {
  const { action } = command.order;
  if (!CAMERA_ACTIONS.some((known) => known === action)) {
    const reason = `A camera does not know "${action}", only ${CAMERA_ACTIONS.join(" and ")}.`;
    return report(state, command.id, { state: "failed", reason });
  }
  if (action === "record_stop" || canRecord(state)) return makeReady(state, command, ctx);
  if (command.waitOnlineUntil !== null && command.waitOnlineUntil > ctx.now()) {
    return void state.commands.set(command.id, newEntry(command, "waiting"));
  }
  const reason = `not_connected: ${nameOf(state.seat.record)} does not stream: ${state.reason}`;
  report(state, command.id, { state: "failed", reason });
}

function canRecord({ stream, seat }: CameraState): boolean {
  return stream === "streaming" || seat.recording !== null;
}

function newEntry(command: Command, phase: CameraCommand["phase"]): CameraCommand {
  return { command, phase, begins: false, tally: null };
}

function makeReady(state: CameraState, command: Command, ctx: CameraContext): void {
  state.commands.set(command.id, newEntry(command, "ready"));
  state.args.ledger.tell({ type: "commandReady", id: command.id }, ctx.correlationId);
}

/** The camera streams: what waited for it may go. */
export function deliverWaiting(state: CameraState, ctx: CameraContext): void {
  for (const { phase, command } of [...state.commands.values()]) {
    if (phase === "waiting") makeReady(state, command, ctx);
  }
}

/** The ledger has written `sent`: the recording may begin or end. */
export function release(state: CameraState, id: string, ctx: CameraContext): void {
  const entry = state.commands.get(id);
  if (entry?.phase !== "ready") return;
  entry.phase = "running";
  report(state, id, { state: "running" });
  const { seat } = state;
  seat.leftSite = entry.command.order.action === "record_stop";
  if (seat.leftSite) entry.tally = endRecording(state, ctx);
  else {
    entry.begins = seat.recording === null;
    beginRecording(state, ctx);
  }
  settleCommands(state, ctx);
}

/** Nobody waits for the command any more. */
export function withdraw(state: CameraState, id: string): void {
  state.commands.delete(id);
}

/** Concludes what is done: a start when its first picture is on the disk, a stop when all its files are closed. */
export function settleCommands(state: CameraState, ctx: CameraContext): void {
  for (const entry of [...state.commands.values()]) {
    if (entry.phase !== "running") continue;
    const start = entry.command.order.action === "record_start";
    const ending = start ? outcomeOfStart(state) : outcomeOfStop(entry);
    if (ending === undefined) continue;
    state.commands.delete(entry.command.id);
    report(state, entry.command.id, ending);
    if (entry.begins && ending.state === "failed") endRecording(state, ctx);
  }
}

type Ending = Pick<CommandReported, "state" | "reason" | "result">;

function outcomeOfStart({ seat: { recording } }: CameraState): Ending | undefined {
  if (recording === null) {
    return { state: "failed", reason: "The recording was stopped before a picture was written." };
  }
  const status = statusOf(recording);
  if (status.problem !== null) return { state: "failed", reason: status.problem };
  return status.bytes > 0 ? { state: "completed", result: resultOf(status) } : undefined;
}

function outcomeOfStop({ tally }: CameraCommand): Ending | undefined {
  if (tally === null) return { state: "completed", reason: "It was not being recorded." };
  if (tally.ending.size > 0) return undefined;
  const status = statusOf(tally);
  const result = resultOf(status);
  if (status.problem === null) return { state: "completed", result };
  return { state: "failed", reason: status.problem, result };
}

function resultOf(status: RecordingStatus): { readonly [key: string]: Json } {
  const { startedAt, segments, bytes, framesDropped } = status;
  return { startedAt, segments, bytes, framesDropped };
}

function report({ args }: CameraState, id: string, ending: Ending): void {
  args.ledger.tell({ type: "commandReported", id, ...ending });
}

/** The actor ends: what was not begun fails, and of the rest nobody knows. */
export function abandonCommands(state: CameraState, reason: string): void {
  for (const { phase, command: { id } } of state.commands.values()) {
    if (phase === "running") state.args.ledger.tell({ type: "commandDoubtful", id, reason });
    else report(state, id, { state: "failed", reason: `not_connected: ${reason}.` });
  }
  state.commands.clear();
}
