import type { Target } from "../ledger/command.ts";
import type { OrderNodes } from "../nodes/messages.ts";
import { containerOf, serverIdOf } from "../nodes/target_keys.ts";
import type { SchedulesMessage } from "./messages.ts";
import { countOf, endRun } from "./run_end.ts";
import { afterEnd, settle } from "./run_progress.ts";
import { keepRun } from "./run_saving.ts";
import { MAX_NAMED_TARGETS } from "./runs.ts";
import { lastOf, mustStopAfter } from "./sequence_rules.ts";
import {
  patienceFor,
  type RunInHand,
  type Schedules,
  type SchedulesContext,
} from "./schedules_state.ts";

type Answer<T> = Extract<SchedulesMessage, { readonly type: T }>;

/** It is known which containers are to be backed up; the first has its turn. */
export function planned(
  state: Schedules,
  runId: string,
  targets: readonly Target[],
  ctx: SchedulesContext,
): void {
  const inHand = state.inHand.get(runId);
  if (inHand?.run.state !== "starting") return;
  inHand.counts = { ...inHand.counts, total: targets.length };
  if (targets.length > MAX_NAMED_TARGETS) {
    const reason = `One after the other takes too long for ${targets.length} containers: ` +
      `at most ${MAX_NAMED_TARGETS} are taken, so make several schedules.`;
    inHand.run = { ...inHand.run, reason };
    return endRun(state, inHand, ctx, "failed");
  }
  inHand.run = { ...inHand.run, state: "running" };
  for (const target of targets) {
    inHand.targets.push({ target, commandId: null, state: "waiting", reason: null, backup: null });
  }
  keepRun(state, inHand, ctx);
  beginStep(state, inHand, ctx);
}

/** The pause is over, or there was none: the next container, or the end. */
export function stepDue(state: Schedules, runId: string, ctx: SchedulesContext): void {
  const inHand = state.inHand.get(runId);
  if (inHand?.run.state !== "running" || inHand.open.size > 0) return;
  const last = lastOf(inHand);
  if (last === undefined || !mustStopAfter(last)) return beginStep(state, inHand, ctx);
  const reason = `${last.target.name}: ${last.reason ?? `The command is ${last.state}.`}`;
  endSequence(state, inHand, reason, ctx);
}

/** Begins no further container. The one in hand is waited for. */
export function endSequence(
  state: Schedules,
  inHand: RunInHand,
  reason: string,
  ctx: SchedulesContext,
): void {
  const { targets, open } = inHand;
  const rest = targets.some(({ state }, index) => state === "waiting" && index !== inHand.asking);
  if (rest) inHand.run = { ...inHand.run, reason };
  targets.forEach((target, index) => {
    if (target.state !== "waiting" || index === inHand.asking) return;
    targets[index] = { ...target, state: "notStarted", backup: "missed" };
    inHand.counts = countOf(inHand.counts, "notStarted");
  });
  if (open.size === 0 && inHand.asking === undefined) endRun(state, inHand, ctx);
}

/** Asks for the next container's backup, under a key of its own. */
export function beginStep(state: Schedules, inHand: RunInHand, ctx: SchedulesContext): void {
  const { run, work, rights, targets } = inHand;
  const index = targets.findIndex((target) => target.state === "waiting");
  const next = targets[index];
  if (!next || work.type !== "node") return endRun(state, inHand, ctx);
  inHand.asking = index;
  const { command, params, deadlineMs, waitOnlineMs } = work;
  const key = stepKey(run.id, index);
  const [serverId, container] = [serverIdOf(next.target.key), containerOf(next.target.key) ?? ""];
  const order: OrderNodes = {
    type: "orderNodes",
    selection: { scope: "container", serverId, container },
    command,
    params,
    requester: run.requester,
    rights,
    deadlineMs,
    waitOnlineMs,
    idempotency: { key, contentHash: key },
  };
  const step = { runId: run.id, index } as const;
  const refused = (reason: string, unanswered: boolean) =>
    ({ type: "stepRefused", ...step, reason, unanswered }) as const;
  ctx.pipe(
    state.args.nodes.ask(order, patienceFor(run.id)),
    (outcome) => {
      if (!outcome.ok) return refused(outcome.refusal.detail, false);
      const [made] = outcome.value.commands;
      return made
        ? { type: "stepSubmitted", ...step, command: made }
        : refused("The ledger made no command.", false);
    },
    () => refused("Nobody answered in time.", true),
  );
}

/** The idempotency key of one container's backup. */
export function stepKey(runId: string, index: number): string {
  return `${runId}-${index}`;
}

/** The container's command is in the ledger, and may have ended meanwhile. */
export function stepSubmitted(
  state: Schedules,
  { runId, index, command }: Answer<"stepSubmitted">,
  ctx: SchedulesContext,
): void {
  const step = askedStep(state, runId, index);
  if (!step) return;
  const { inHand, target } = step;
  const { id, state: commandState } = command;
  inHand.targets[index] = { ...target, commandId: id, state: commandState };
  inHand.open.set(id, index);
  settle(inHand, inHand.early.get(id) ?? command);
  inHand.early.delete(id);
  if (inHand.open.size === 0) return afterEnd(state, inHand, ctx);
  keepRun(state, inHand, ctx);
}

/** Nothing was sent to this container, or nobody knows: then no other is begun. */
export function stepRefused(
  state: Schedules,
  { runId, index, reason, unanswered }: Answer<"stepRefused">,
  ctx: SchedulesContext,
): void {
  const step = askedStep(state, runId, index);
  if (!step) return;
  const { inHand, target } = step;
  const ended = unanswered ? "unknown" : "failed";
  inHand.targets[index] = { ...target, state: ended, reason, backup: "missed" };
  inHand.counts = countOf(inHand.counts, ended);
  if (unanswered) return endSequence(state, inHand, `${target.target.name}: ${reason}`, ctx);
  beginStep(state, inHand, ctx);
}

/** The container that was asked for, if its run still goes on. */
function askedStep({ inHand: runs }: Schedules, runId: string, index: number) {
  const inHand = runs.get(runId);
  const target = inHand?.targets[index];
  if (inHand?.run.state !== "running" || target?.state !== "waiting") return undefined;
  inHand.asking = undefined;
  return { inHand, target };
}
