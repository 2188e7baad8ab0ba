import type { Right } from "../access/messages.ts";
import type { Authored } from "../audit/author.ts";
import type { Edited } from "../edited.ts";
import type { Question } from "../kernel/mod.ts";
import type { Command, Order } from "../ledger/command.ts";
import type { Idempotency } from "../ledger/messages.ts";
import type { CommandParams } from "../nodes/rules.ts";
import type { NodeSelection, NodeSubmission } from "../nodes/messages.ts";
import type { RotationRun } from "../nodes/rotation/rotation_messages.ts";
import type { Target } from "../ledger/command.ts";
import type { Outcome, Refusal } from "../outcome.ts";
import type { Requester } from "../requester.ts";
import type { ScheduleRun } from "./runs.ts";

/** What a schedule has done: the same orders that a person can give. */
export type ScheduleWork =
  | {
    readonly type: "node";
    readonly selection: NodeSelection;
    readonly command: string;
    readonly params: CommandParams;
    /** For each command; null: what the command's own table says. */
    readonly deadlineMs: number | null;
    readonly waitOnlineMs: number | null;
    /** Between two containers whose keys are rotated or backed up. */
    readonly pauseMs: number;
  }
  | {
    readonly type: "preset";
    readonly presetId: number;
    readonly action: "execute" | "stop";
    readonly deadlineMs: number;
    readonly waitOnlineMs: number | null;
  }
  | {
    readonly type: "display";
    readonly displayId: number;
    readonly order: Order;
    readonly deadlineMs: number;
    readonly waitOnlineMs: number | null;
  };

/** A schedule as it is asked for. */
export interface ScheduleDraft {
  /** Unique; its commands are in the ledger as asked for by `schedule <name>`. */
  readonly name: string;
  readonly enabled: boolean;
  readonly cron: string;
  /** IANA name, such as `Asia/Seoul`. */
  readonly timeZone: string;
  readonly work: ScheduleWork;
  /**
   * What happens to a run whose moment has passed because the control host was not running or was busy: `skip`, or
   * `runOnce` as soon as it can, however many were missed.
   */
  readonly missed: "skip" | "runOnce";
  /** A run that would be later than this is not made up for. */
  readonly maxLatenessMs: number;
}

/** A schedule as it is kept. Times are epoch ms. */
export interface Schedule extends ScheduleDraft, Edited {
  readonly id: number;
  /** What its maker might do beyond operating, at the time: its runs may do the same. */
  readonly rights: readonly Right[];
  /** Who gave it its work and switched it on. */
  readonly orderedBy: Requester;
  readonly createdAt: number;
  /** Due moments up to this one are dealt with. */
  readonly dealtUntil: number;
}

/** A schedule as people see it. */
export interface ScheduleView extends Schedule {
  /** Epoch ms; null while it is off, and when no moment is left. */
  readonly nextRunAt: number | null;
  readonly lastRun: ScheduleRun | null;
}

/** Who makes or changes a schedule. */
export interface ScheduleAuthor extends Authored {
  readonly requester: Requester;
  readonly rights: readonly Right[];
}

/** To the actor that keeps schedules and runs them. */
export type SchedulesMessage =
  /** By id. */
  | (Question<readonly ScheduleView[]> & { readonly type: "listSchedules" })
  | (Question<Outcome<ScheduleView>> & { readonly type: "findSchedule"; readonly id: number })
  | (Question<Outcome<ScheduleView>> & ScheduleAuthor & {
    readonly type: "createSchedule";
    readonly draft: ScheduleDraft;
  })
  | (Question<Outcome<ScheduleView>> & ScheduleAuthor & {
    readonly type: "updateSchedule";
    readonly id: number;
    readonly draft: ScheduleDraft;
    /** The draft was made from one of these versions; absent: it replaces whatever is there. */
    readonly versions?: readonly number[] | undefined;
  })
  /** With its history. Containers that wait for their turn are not begun. */
  | (Question<Outcome<null>> & Authored & {
    readonly type: "deleteSchedule";
    readonly id: number;
    readonly versions?: readonly number[] | undefined;
  })
  | RunSchedule
  | { readonly type: "lookDue" }
  | { readonly type: "runWritten"; readonly runId: string }
  | { readonly type: "runUnwritten"; readonly runId: string; readonly cause: unknown }
  | { readonly type: "runsKept"; readonly batch: readonly ScheduleRun[] }
  | { readonly type: "runsNotKept" }
  | {
    readonly type: "submitted";
    readonly runId: string;
    readonly submission: NodeSubmission;
    readonly executionId: string | null;
  }
  | { readonly type: "submitRefused"; readonly runId: string; readonly refusal: Refusal }
  /** Nobody knows whether the order was taken. */
  | { readonly type: "submitUnanswered"; readonly runId: string }
  | {
    readonly type: "sequencePlanned";
    readonly runId: string;
    readonly targets: readonly Target[];
  }
  | { readonly type: "stepDue"; readonly runId: string }
  | {
    readonly type: "stepSubmitted";
    readonly runId: string;
    readonly index: number;
    readonly command: Command;
  }
  | {
    readonly type: "stepRefused";
    readonly runId: string;
    readonly index: number;
    readonly reason: string;
    /** True when nobody knows whether the command was taken. */
    readonly unanswered: boolean;
  }
  | { readonly type: "commandMoved"; readonly command: Command }
  | { readonly type: "rotationMoved"; readonly rotation: RotationRun }
  | { readonly type: "rotationLost"; readonly rotationId: string }
  | { readonly type: "backupCame"; readonly targetKey: string }
  | { readonly type: "ignored" };

/** Runs a schedule now, whether it is on or off; refused while its last run is open. */
export interface RunSchedule
  extends Question<Outcome<{ readonly run: ScheduleRun; readonly replayed: boolean }>>, Authored {
  readonly type: "runSchedule";
  readonly id: number;
  readonly requester: Requester;
  /** The same rights are needed as for making it. */
  readonly rights: readonly Right[];
  readonly idempotency: Idempotency | null;
}

/** What is wrong with a cron expression or a time zone: which of the two, and the rule with an example. */
export interface CronProblem {
  readonly field: "cron" | "timeZone";
  readonly rule: string;
}

/** What the actor has to know of calendars; an adapter knows them. */
export interface CronRules {
  /** The first moment after `at`, in epoch ms; null: there is none. Given only what has no problem. */
  nextAfter(expression: string, timeZone: string, at: number): number | null;
  problem(expression: string, timeZone: string): CronProblem | null;
}
