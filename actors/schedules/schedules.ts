import { answerWhenReady } from "../answering.ts";
import type { ActorDefinition, Context, Question } from "../kernel/mod.ts";
import { backupStored } from "../backups/messages.ts";
import { containerTarget } from "../nodes/target_keys.ts";
import { WARM_UP_MS } from "../liveness.ts";
import { rotationChanged } from "../nodes/topics.ts";
import { accept } from "../outcome.ts";
import { commandChanged } from "../topics.ts";
import { look } from "./due_runs.ts";
import { planned, stepDue, stepRefused, stepSubmitted } from "./key_sequence.ts";
import type { SchedulesMessage } from "./messages.ts";
import { recover } from "./recovery.ts";
import { runWritten } from "./run_submission.ts";
import { runNow } from "./run_orders.ts";
import { backupCame, commandMoved, submitted } from "./run_progress.ts";
import { keptRuns, runsNotKept } from "./run_saving.ts";
import { rotationLost, rotationMoved } from "./run_rotation.ts";
import { runUnwritten, submitRefused, submitUnanswered } from "./run_refusals.ts";
import { createSchedule, deleteSchedule, noSchedule, updateSchedule } from "./schedule_changes.ts";
import { type Schedules, type SchedulesArgs, viewOf } from "./schedules_state.ts";

/**
 * Keeps schedules and runs them. Every run is on the disk before its commands are asked for, and asks for them under
 * a key of its own, so that a crash at any moment repeats none. Of one schedule one run is in hand at a time, and of
 * all that touch keys together.
 */
export const schedulesActor: ActorDefinition<SchedulesMessage, Schedules, SchedulesArgs> = {
  kind: "schedules",
  // It hears of every command that ends, and those of a large preset end together.
  mailbox: { capacity: 16_384, whenFull: "dropNewest" },
  init(ctx, args) {
    ctx.subscribe(commandChanged, (command) => ({ type: "commandMoved", command }));
    ctx.subscribe(rotationChanged, (rotation) => ({ type: "rotationMoved", rotation }));
    ctx.subscribe(
      backupStored,
      ({ serverId, container, source }) =>
        source === "message"
          ? { type: "backupCame", targetKey: containerTarget(serverId, container).key }
          : { type: "ignored" },
    );
    const state: Schedules = {
      args,
      seats: new Map(),
      inHand: new Map(),
      warmUpUntil: ctx.monotonicMs() + (args.warmUpMs ?? WARM_UP_MS),
      lookedAt: { now: ctx.now(), monotonicMs: ctx.monotonicMs() },
      keysRestUntil: 0,
      unsaved: new Map(),
      saving: false,
      prunedAt: 0,
    };
    recover(state, ctx);
    look(state, ctx);
    return state;
  },
  handle,
};

function handle(
  state: Schedules,
  message: SchedulesMessage,
  ctx: Context<SchedulesMessage>,
): void | Promise<void> {
  switch (message.type) {
    case "listSchedules":
      return ctx.reply(message, [...state.seats.values()].map(viewOf));
    case "findSchedule": {
      const seat = state.seats.get(message.id);
      return ctx.reply(message, seat ? accept(viewOf(seat)) : noSchedule(message.id));
    }
    case "createSchedule":
      return answerWhenReady(ctx, message, createSchedule(state, message, ctx));
    case "updateSchedule":
      return answerWhenReady(ctx, message, updateSchedule(state, message, ctx));
    case "deleteSchedule":
      return answerWhenReady(ctx, message, deleteSchedule(state, message, ctx));
    case "runSchedule":
      return ctx.reply(message, runNow(state, message, ctx));
    default:
      return advance(state, message, ctx);
  }
}

/** What moves by itself: time, and what was asked for. */
function advance(
  state: Schedules,
  message: Exclude<SchedulesMessage, Question<unknown> & { readonly id: number }>,
  ctx: Context<SchedulesMessage>,
): void {
  switch (message.type) {
    case "lookDue":
      return look(state, ctx);
    case "runWritten":
      return runWritten(state, message.runId, ctx);
    case "runUnwritten":
      return runUnwritten(state, message.runId, message.cause, ctx);
    case "runsKept":
      return keptRuns(state, message.batch, ctx);
    case "runsNotKept":
      return runsNotKept(state);
    case "submitted":
      return submitted(state, message, ctx);
    case "submitRefused":
      return submitRefused(state, message.runId, message.refusal, ctx);
    case "submitUnanswered":
      return submitUnanswered(state, message.runId, ctx);
    case "sequencePlanned":
      return planned(state, message.runId, message.targets, ctx);
    case "stepDue":
      return stepDue(state, message.runId, ctx);
    case "stepSubmitted":
      return stepSubmitted(state, message, ctx);
    case "stepRefused":
      return stepRefused(state, message, ctx);
    case "commandMoved":
      return commandMoved(state, message.command, ctx);
    case "rotationMoved":
      return rotationMoved(state, message.rotation, ctx);
    case "rotationLost":
      return rotationLost(state, message.rotationId, ctx);
    case "backupCame":
      return backupCame(state, message.targetKey);
  }
}
