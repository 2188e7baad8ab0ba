import type { Refusal } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import { adopt } from "./run_progress.ts";
import { endRun } from "./run_end.ts";
import { keepRun } from "./run_saving.ts";
import {
  type RunInHand,
  type Schedules,
  type SchedulesContext,
  snapshotOf,
} from "./schedules_state.ts";
import { putOff } from "./waiting_runs.ts";

/** Refusals that have nothing to do with the order: the same may be accepted a little later. */
const PASSING: ReadonlySet<Refusal["code"]> = new Set([
  "conflict",
  "storageFull",
  "storageFailed",
  "tooMany",
]);

/** The run could not be written, so nothing was asked for. */
export function runUnwritten(
  state: Schedules,
  runId: string,
  cause: unknown,
  ctx: SchedulesContext,
): void {
  submitRefused(state, runId, refuseStorage(cause).refusal, ctx);
}

/** Nothing was ordered: the run waits or is skipped where that may pass, and has failed otherwise. */
export function submitRefused(
  state: Schedules,
  runId: string,
  { code, detail }: Refusal,
  ctx: SchedulesContext,
): void {
  const inHand = state.inHand.get(runId);
  if (inHand?.run.state !== "starting") return;
  inHand.run = { ...inHand.run, reason: detail };
  const seat = state.seats.get(inHand.run.scheduleId);
  if (!PASSING.has(code) || !seat) return endRun(state, inHand, ctx, "failed");
  state.inHand.delete(runId);
  putOff(state, seat, snapshotOf(inHand), ctx);
}

/** Nobody answered: the ledger knows whether the order was taken, for all but a rotation of several. */
export function submitUnanswered(state: Schedules, runId: string, ctx: SchedulesContext): void {
  const inHand = state.inHand.get(runId);
  if (inHand?.run.state !== "starting") return;
  if (adoptRemembered(state, inHand)) {
    inHand.run = { ...inHand.run, state: "running" };
    if (inHand.open.size === 0) return endRun(state, inHand, ctx);
    return keepRun(state, inHand, ctx);
  }
  const reason = "Nobody answered in time; whether commands were made, the ledger knows.";
  inHand.run = { ...inHand.run, reason };
  endRun(state, inHand, ctx, "unknown");
}

/** Takes over what the ledger has under the run's key. False when it knows nothing of it. */
export function adoptRemembered({ args: { commands } }: Schedules, inHand: RunInHand): boolean {
  const { requester, id } = inHand.run;
  const request = commands.remembered(requester.name, id);
  if (!request) return false;
  inHand.run = { ...inHand.run, executionId: request.executionId };
  adopt(inHand, request.commandIds.flatMap((commandId) => commands.command(commandId) ?? []));
  return true;
}
