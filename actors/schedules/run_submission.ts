import type { DescribeDisplays } from "../displays/messages.ts";
import type { SubmitCommands } from "../ledger/messages.ts";
import type { OrderNodes, PlanNodes } from "../nodes/messages.ts";
import type { Outcome } from "../outcome.ts";
import type { RunPreset } from "../presets/messages.ts";
import type { SchedulesMessage, ScheduleWork } from "./messages.ts";
import {
  isBackup,
  patienceFor,
  type RunInHand,
  type Schedules,
  type SchedulesContext,
} from "./schedules_state.ts";

type NodeWork = Extract<ScheduleWork, { readonly type: "node" }>;
type PresetWork = Extract<ScheduleWork, { readonly type: "preset" }>;
type DisplayWork = Extract<ScheduleWork, { readonly type: "display" }>;
type Submitted = Extract<SchedulesMessage, { readonly type: "submitted" }>;

/** The run is on the disk: its commands may be asked for. */
export function runWritten(state: Schedules, runId: string, ctx: SchedulesContext): void {
  const inHand = state.inHand.get(runId);
  if (inHand?.run.state === "starting") submit(state, inHand, ctx);
}

function submit(state: Schedules, inHand: RunInHand, ctx: SchedulesContext): void {
  const { work } = inHand;
  switch (work.type) {
    case "node":
      return isBackup(work)
        ? planSequence(state, inHand, work, ctx)
        : orderNodes(state, inHand, work, ctx);
    case "preset":
      return runPreset(state, inHand, work, ctx);
    case "display":
      return orderDisplay(state, inHand, work, ctx);
  }
}

/** The same order again is the same commands, whoever asks twice: the run's id stands for it. */
function idempotencyOf({ run: { id } }: RunInHand) {
  return { key: id, contentHash: id };
}

function orderNodes(
  { args }: Schedules,
  inHand: RunInHand,
  { type: _type, ...work }: NodeWork,
  ctx: SchedulesContext,
): void {
  const { run, rights } = inHand;
  const idempotency = idempotencyOf(inHand);
  const order: OrderNodes = {
    type: "orderNodes",
    ...work,
    requester: run.requester,
    rights,
    idempotency,
  };
  const answer = args.nodes.ask(order, patienceFor(run.id));
  settled(answer, run.id, (submission) => ({ submission, executionId: null }), ctx);
}

/** Keys are backed up one container at a time, so first it is found which they are. */
function planSequence(
  { args }: Schedules,
  { run, rights }: RunInHand,
  { selection, command, params }: NodeWork,
  ctx: SchedulesContext,
): void {
  const runId = run.id;
  const plan: PlanNodes = { type: "planNodes", selection, command, params, rights };
  ctx.pipe(
    args.nodes.ask(plan, patienceFor(runId)),
    (outcome) =>
      outcome.ok
        ? { type: "sequencePlanned", runId, targets: outcome.value }
        : { type: "submitRefused", runId, refusal: outcome.refusal },
    () => ({ type: "submitUnanswered", runId }),
  );
}

function runPreset(
  { args }: Schedules,
  inHand: RunInHand,
  { presetId: id, action, deadlineMs, waitOnlineMs }: PresetWork,
  ctx: SchedulesContext,
): void {
  const { run } = inHand;
  const question: RunPreset = {
    type: "runPreset",
    id,
    action,
    requester: run.requester,
    deadlineMs,
    waitOnlineMs,
    idempotency: idempotencyOf(inHand),
  };
  const answer = args.presets.ask(question, patienceFor(run.id));
  settled(answer, run.id, ({ commands, execution, replayed }) => ({
    submission: { commands, rotation: null, replayed },
    executionId: execution.id,
  }), ctx);
}

function orderDisplay(
  { args }: Schedules,
  inHand: RunInHand,
  { displayId, order, deadlineMs, waitOnlineMs }: DisplayWork,
  ctx: SchedulesContext,
): void {
  const { run } = inHand;
  const describe: DescribeDisplays = { type: "describeDisplays", ids: [displayId] };
  const answered = args.displays.ask(describe, patienceFor(run.id)).then(([display]) => {
    const submission: SubmitCommands = {
      type: "submitCommands",
      requester: run.requester,
      commands: [{
        target: {
          kind: "display",
          key: String(displayId),
          name: display?.name ?? `display ${displayId}`,
        },
        order,
      }],
      deadlineMs,
      waitOnlineMs,
      idempotency: idempotencyOf(inHand),
    };
    return args.ledger.ask(submission, patienceFor(run.id));
  });
  settled(answered, run.id, ({ commands, replayed }) => ({
    submission: { commands, rotation: null, replayed },
    executionId: null,
  }), ctx);
}

type Facts = Pick<Submitted, "submission" | "executionId">;

function settled<T>(
  answer: Promise<Outcome<T>>,
  runId: string,
  facts: (value: T) => Facts,
  ctx: SchedulesContext,
): void {
  ctx.pipe(
    answer,
    (outcome) =>
      outcome.ok
        ? { type: "submitted", runId, ...facts(outcome.value) }
        : { type: "submitRefused", runId, refusal: outcome.refusal },
    () => ({ type: "submitUnanswered", runId }),
  );
}
