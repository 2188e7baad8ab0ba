import { type CommandState, isFinal } from "../ledger/command.ts";
import type {
  RotationMessage,
  RotationRun,
  RotationStep,
} from "../nodes/rotation/rotation_messages.ts";
import { countOf, endRun } from "./run_end.ts";
import { keepRun } from "./run_saving.ts";
import { MAX_NAMED_TARGETS, type RunTarget } from "./runs.ts";
import {
  ASK_MS,
  type RunInHand,
  type Schedules,
  type SchedulesContext,
} from "./schedules_state.ts";

type FindRotation = Extract<RotationMessage, { readonly type: "findRotation" }>;
type StopRotation = Extract<RotationMessage, { readonly type: "stopRotation" }>;

/** Asks how a rotation fares, for when its own word was missed. */
export function askRotation({ args }: Schedules, id: string, ctx: SchedulesContext): void {
  const question: FindRotation = { type: "findRotation", id };
  ctx.pipe(
    args.rotations.ask(question, { timeoutMs: ASK_MS }),
    (outcome) =>
      outcome.ok
        ? { type: "rotationMoved", rotation: outcome.value }
        : { type: "rotationLost", rotationId: id },
    () => ({ type: "ignored" }),
  );
}

/** Begins no further container of a rotation. */
export function stopRotation({ args }: Schedules, { run }: RunInHand, ctx: SchedulesContext): void {
  if (run.rotationId === null) return;
  const { rotationId: id, requester } = run;
  const question: StopRotation = { type: "stopRotation", id, requester };
  const done = () => ({ type: "ignored" } as const);
  ctx.pipe(args.rotations.ask(question, { timeoutMs: ASK_MS }), done, done);
}

/** A rotation has gone on; only ours counts. */
export function rotationMoved(
  state: Schedules,
  rotation: RotationRun,
  ctx: SchedulesContext,
): void {
  const inHand = runOf(state, rotation.id);
  if (!inHand) return;
  const { steps, state: rotationState, reason } = rotation;
  const targets = steps.map((step) => targetOf(state, step));
  if (rotationState === "running" && same(inHand, targets)) return;
  inHand.targets.splice(0, inHand.targets.length, ...targets.slice(0, MAX_NAMED_TARGETS));
  inHand.counts = targets.reduce(
    (counts, target) => countOf(counts, target.state),
    { total: targets.length, completed: 0, unknown: 0, failed: 0 },
  );
  if (rotationState === "running") return keepRun(state, inHand, ctx);
  inHand.run = { ...inHand.run, reason };
  endRun(state, inHand, ctx);
}

/** The rotation is not known any more: the control host was started anew, and none goes on after that. */
export function rotationLost(state: Schedules, rotationId: string, ctx: SchedulesContext): void {
  const inHand = runOf(state, rotationId);
  if (!inHand) return;
  const { targets } = inHand;
  targets.forEach((target, index) => {
    const row = target.commandId === null
      ? undefined
      : state.args.commands.command(target.commandId);
    targets[index] = row && isFinal(row.state)
      ? { ...target, state: row.state, reason: row.reason }
      : { ...target, state: target.commandId === null ? "notStarted" : "unknown" };
  });
  inHand.counts = targets.reduce(
    (counts, target) => countOf(counts, target.state),
    { ...inHand.counts, completed: 0, unknown: 0, failed: 0 },
  );
  const reason = "The control host was started anew; no further container was begun.";
  inHand.run = { ...inHand.run, reason };
  endRun(state, inHand, ctx, "unknown");
}

function runOf({ inHand }: Schedules, rotationId: string): RunInHand | undefined {
  for (const each of inHand.values()) if (each.run.rotationId === rotationId) return each;
  return undefined;
}

const STATES: Readonly<Record<RotationStep["state"], RunTarget["state"]>> = {
  waiting: "waiting",
  rotating: "running",
  verifying: "running",
  verified: "completed",
  failed: "failed",
  notStarted: "notStarted",
};

function targetOf({ args }: Schedules, step: RotationStep): RunTarget {
  const { target, commandId, reason } = step;
  const state = step.state === "failed" && commandId !== null
    ? failureOf(args.commands.command(commandId)?.state)
    : STATES[step.state];
  return { target, commandId, state, reason, backup: null };
}

/** A rotation whose key did not come is `unknown`; one whose new key is not held has failed all the same. */
function failureOf(state: CommandState | undefined): RunTarget["state"] {
  return state === undefined || state === "completed" || !isFinal(state) ? "failed" : state;
}

function same({ targets: before }: RunInHand, after: readonly RunTarget[]): boolean {
  return before.length === Math.min(after.length, MAX_NAMED_TARGETS) &&
    before.every((target, index) =>
      target.state === after[index]?.state && target.commandId === after[index]?.commandId
    );
}
