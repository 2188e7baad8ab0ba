import type { DisplaysMessage } from "../displays/messages.ts";
import type { ActorRef, Context } from "../kernel/mod.ts";
import type { Command } from "../ledger/command.ts";
import type { LedgerMessage } from "../ledger/messages.ts";
import type { LedgerStore } from "../ledger/store.ts";
import type { NodesMessage } from "../nodes/messages.ts";
import type { RotationMessage } from "../nodes/rotation/rotation_messages.ts";
import type { NodeRules } from "../nodes/rules.ts";
import type { PresetsMessage } from "../presets/messages.ts";
import type {
  CronRules,
  Schedule,
  SchedulesMessage,
  ScheduleView,
  ScheduleWork,
} from "./messages.ts";
import type { RunCounts, RunTarget, ScheduleRun } from "./runs.ts";
import type { ScheduleStore } from "./store.ts";
import { scheduleChanged } from "./topics.ts";

/** What the actor is started with. */
export interface SchedulesArgs {
  readonly store: ScheduleStore;
  /** Reads of the ledger: what became of commands while nobody looked. */
  readonly commands: Pick<LedgerStore, "command" | "remembered">;
  readonly cron: CronRules;
  readonly rules: NodeRules;
  readonly ledger: ActorRef<LedgerMessage>;
  readonly nodes: ActorRef<NodesMessage>;
  readonly rotations: ActorRef<RotationMessage>;
  readonly presets: ActorRef<PresetsMessage>;
  readonly displays: ActorRef<DisplaysMessage>;
  /** How long after the start nothing is begun by itself; default a minute. Clients come back first. */
  readonly warmUpMs?: number | undefined;
}

/** One schedule as the actor keeps it. */
export interface ScheduleSeat {
  schedule: Schedule;
  /** Epoch ms of the next moment that is not dealt with; null: there is none, or the schedule is off. */
  nextAt: number | null;
  /** A run whose moment has come, and that waits until nothing else is in hand. */
  waiting: ScheduleRun | undefined;
  lastRun: ScheduleRun | undefined;
}

/** A run whose commands are under way. What they do changes in place; the rest by replacing `run`. */
export interface RunInHand {
  run: Omit<ScheduleRun, "counts" | "targets">;
  readonly work: ScheduleWork;
  readonly rights: Schedule["rights"];
  readonly targets: RunTarget[];
  counts: RunCounts;
  /** Commands that are not over, with the place of their target; -1: it is not among those that are named. */
  readonly open: Map<string, number>;
  /** Commands that ended before the answer that names ours. */
  readonly early: Map<string, Command>;
  /** The place of the container whose command is being asked for, where containers have turns. */
  asking: number | undefined;
  /** Containers whose backup a client told of since the run began. */
  readonly backups: Set<string>;
}

/** The actor's state; built from the store at every start. */
export interface Schedules {
  readonly args: SchedulesArgs;
  readonly seats: Map<number, ScheduleSeat>;
  /** By run id. */
  readonly inHand: Map<string, RunInHand>;
  /** Monotonic ms of the end of the warm-up. */
  readonly warmUpUntil: number;
  /** Wall time and monotonic time at the last look: a clock that was set back is seen by them. */
  lookedAt: { readonly now: number; readonly monotonicMs: number };
  /** Until then no schedule touches keys: the pause between two containers holds between two runs as well. */
  keysRestUntil: number;
  /** Runs that the disk does not have as they are, by id. */
  readonly unsaved: Map<string, ScheduleRun>;
  saving: boolean;
  prunedAt: number;
}

export type SchedulesContext = Context<SchedulesMessage>;

/** Others answer within one write of the disk. */
export const ASK_MS = 30_000;

/** No rotation and no backup begins sooner than this after the one before: a mistake shows first. */
export const LEAST_KEY_PAUSE_MS = 600_000;

const KEY_COMMANDS: ReadonlySet<string> = new Set(["rotate_keys", "backup_keys"]);

/** True for work that goes from one container to the next, with a pause between. */
export function isKeyWork(work: ScheduleWork): work is Extract<ScheduleWork, { type: "node" }> {
  return work.type === "node" && KEY_COMMANDS.has(work.command);
}

/** True for work that is a backup of keys. */
export function isBackup(work: ScheduleWork): boolean {
  return work.type === "node" && work.command === "backup_keys";
}

/** The run as it is kept and shown. */
export function snapshotOf({ run, counts, targets }: RunInHand): ScheduleRun {
  return { ...run, counts, targets: [...targets] };
}

/** The schedule as people see it. */
export function viewOf({ schedule, nextAt, lastRun }: ScheduleSeat): ScheduleView {
  return { ...schedule, nextRunAt: nextAt, lastRun: lastRun ?? null };
}

/** Finds the next moment anew, and tells whoever looks. */
export function planNext(state: Schedules, seat: ScheduleSeat, ctx: SchedulesContext): void {
  seat.nextAt = nextOf(state, seat.schedule);
  ctx.publish(scheduleChanged, viewOf(seat));
}

/** The first moment that is not dealt with. */
export function nextOf({ args }: Schedules, schedule: Schedule): number | null {
  const { enabled, cron, timeZone, dealtUntil } = schedule;
  return enabled ? args.cron.nextAfter(cron, timeZone, dealtUntil) : null;
}

/** How long to wait for an answer, under the run's own correlation id. */
export function patienceFor(runId: string) {
  return { timeoutMs: ASK_MS, correlationId: runId } as const;
}
