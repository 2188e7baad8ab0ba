import { type Command, isFinal } from "../ledger/command.ts";
import type { SchedulesMessage } from "./messages.ts";
import { countOf, endRun } from "./run_end.ts";
import { keepRun } from "./run_saving.ts";
import { askRotation } from "./run_rotation.ts";
import { MAX_NAMED_TARGETS, type RunTarget } from "./runs.ts";
import { stepDelayMs } from "./sequence_rules.ts";
import {
  isBackup,
  type RunInHand,
  type Schedules,
  type SchedulesContext,
} from "./schedules_state.ts";

type Submitted = Extract<SchedulesMessage, { readonly type: "submitted" }>;

/** The commands are in the ledger, and some may have ended meanwhile. */
export function submitted(
  state: Schedules,
  { runId, submission, executionId }: Submitted,
  ctx: SchedulesContext,
): void {
  const inHand = state.inHand.get(runId);
  if (inHand?.run.state !== "starting") return;
  const { commands, rotation } = submission;
  const rotationId = rotation?.id ?? null;
  inHand.run = { ...inHand.run, state: "running", executionId, rotationId };
  if (rotation) {
    keepRun(state, inHand, ctx);
    // It may have ended already, and said so before we knew that it is ours.
    return askRotation(state, rotation.id, ctx);
  }
  adopt(inHand, commands);
  if (inHand.open.size === 0) return endRun(state, inHand, ctx);
  keepRun(state, inHand, ctx);
}

/** Takes commands of the ledger for those of the run, as they are now. */
export function adopt(inHand: RunInHand, commands: readonly Command[]): void {
  const { targets, open, early } = inHand;
  inHand.counts = { ...inHand.counts, total: commands.length };
  for (const command of commands) {
    const index = targets.length < MAX_NAMED_TARGETS ? targets.length : -1;
    if (index >= 0) targets.push(targetOf(command));
    open.set(command.id, index);
    settle(inHand, early.get(command.id) ?? command);
  }
  early.clear();
}

function targetOf({ target, id, state, reason }: Command): RunTarget {
  return { target, commandId: id, state, reason, backup: null };
}

/** Some command has moved; only the ends of ours count. */
export function commandMoved(state: Schedules, command: Command, ctx: SchedulesContext): void {
  const inHand = state.inHand.get(command.correlationId);
  if (!inHand || !isFinal(command.state)) return;
  if (!inHand.open.has(command.id)) {
    inHand.early.set(command.id, command);
    return;
  }
  settle(inHand, command);
  afterEnd(state, inHand, ctx);
}

/** Writes down how a command of the run ended; nothing where it goes on. */
export function settle(inHand: RunInHand, command: Command): void {
  const { id, state, reason } = command;
  const index = inHand.open.get(id);
  if (index === undefined || !isFinal(state)) return;
  inHand.open.delete(id);
  inHand.counts = countOf(inHand.counts, state);
  const before = inHand.targets[index];
  if (before) {
    const backup = backupOf(inHand, command);
    inHand.targets[index] = { ...before, commandId: id, state, reason, backup };
  }
}

/** What the client said in the end, or the message that it sent by itself, is a backup that came. */
function backupOf({ work, backups }: RunInHand, { state, target }: Command): RunTarget["backup"] {
  if (!isBackup(work)) return null;
  return state === "completed" || backups.has(target.key) ? "made" : "missed";
}

/** What follows when a command of a run is over: the next container, or the end of the run. */
export function afterEnd(state: Schedules, inHand: RunInHand, ctx: SchedulesContext): void {
  if (inHand.open.size > 0) return;
  if (!isBackup(inHand.work)) return endRun(state, inHand, ctx);
  keepRun(state, inHand, ctx);
  const runId = inHand.run.id;
  ctx.timers.once(`step:${runId}`, stepDelayMs(inHand), { type: "stepDue", runId });
}

/** A client told of a backup by itself: also one whose command was not answered in time has come. */
export function backupCame(state: Schedules, targetKey: string): void {
  for (const inHand of state.inHand.values()) {
    if (!isBackup(inHand.work)) continue;
    inHand.backups.add(targetKey);
    const index = inHand.targets.findIndex(({ target }) => target.key === targetKey);
    const target = inHand.targets[index];
    if (target?.backup === "missed") inHand.targets[index] = { ...target, backup: "made" };
  }
}
