import type { CommandState, Target } from "../ledger/command.ts";
import type { Requester } from "../requester.ts";

/**
 * `waiting`: its moment has come, and something else is in hand. `starting`: it is on the disk, and its commands may
 * not be. All but these and `running` are final. `skipped`: due while something else was in hand. `missed`: due while
 * the control host was not running.
 */
export type RunState =
  | "waiting"
  | "starting"
  | "running"
  | "completed"
  | "partial"
  | "failed"
  | "unknown"
  | "skipped"
  | "missed";

/** True when nothing can change the run any more. */
export function isRunOver(state: RunState): boolean {
  return state !== "waiting" && state !== "starting" && state !== "running";
}

/** How one target of a run fares. */
export interface RunTarget {
  readonly target: Target;
  /** Its row in the ledger; null before it has one. */
  readonly commandId: string | null;
  /** That of its command; `waiting`: its turn has not come, `notStarted`: it will not come. */
  readonly state: CommandState | "waiting" | "notStarted";
  readonly reason: string | null;
  /** Whether its backup of keys came; null where none was asked for, or it may still come. */
  readonly backup: "made" | "missed" | null;
}

/** How the targets of a run fare together, those that are not named included. */
export interface RunCounts {
  readonly total: number;
  readonly completed: number;
  readonly unknown: number;
  /** Every other end. */
  readonly failed: number;
}

/** One run of a schedule. Times are epoch ms. */
export interface ScheduleRun {
  /** `schedule-<schedule id>-<due ms>`: the idempotency key and the correlation id of its commands as well. */
  readonly id: string;
  readonly scheduleId: number;
  /** As the schedule was called at the time. */
  readonly scheduleName: string;
  readonly trigger: "cron" | "manual";
  readonly dueAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly state: RunState;
  /** Why it is in this state, in a sentence; null where the state says it all. */
  readonly reason: string | null;
  /** In whose name its commands are in the ledger. */
  readonly requester: Requester;
  /** Who ran it by hand; null: its time had come. */
  readonly orderedBy: Requester | null;
  /** The idempotency key of the request that ran it by hand. */
  readonly orderKey: string | null;
  /** Set for a preset. */
  readonly executionId: string | null;
  /** Set when keys are rotated on several containers. */
  readonly rotationId: string | null;
  readonly counts: RunCounts;
  /** The first {@link MAX_NAMED_TARGETS}. */
  readonly targets: readonly RunTarget[];
}

/** Targets that a run names; more are counted, and are in the ledger. A week of containers at ten minutes each. */
export const MAX_NAMED_TARGETS = 1_000;

/** A run's id. */
export function runIdOf(scheduleId: number, dueAt: number): string {
  return `schedule-${scheduleId}-${dueAt}`;
}

/** How a run ended, by its targets. */
export function endOf({ total, completed, unknown }: RunCounts): RunState {
  if (total > 0 && completed === total) return "completed";
  if (completed > 0) return "partial";
  return unknown > 0 ? "unknown" : "failed";
}
