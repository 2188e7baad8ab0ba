import type { Context } from "../kernel/mod.ts";
import type { CronRules } from "../schedules/messages.ts";
import type {
  HostBackupAttempt,
  HostBackupPlan,
  HostBackupPort,
  HostBackupsMessage,
} from "./messages.ts";

/** What the actor is started with. */
export interface HostBackupsArgs {
  readonly port: HostBackupPort;
  readonly cron: Pick<CronRules, "nextAfter">;
  /** Replaced when the config file is read again. */
  readonly plan: { current: HostBackupPlan };
  /** How long after the start nothing is begun by itself; default a minute: the fleet comes back first. */
  readonly warmUpMs?: number | undefined;
}

/** The actor's state; the folder itself is the memory over restarts. */
export interface HostBackupsState {
  readonly args: HostBackupsArgs;
  attempts: readonly HostBackupAttempt[];
  /** Id of the one that is being made. */
  running: string | null;
  /** Moments of the schedule up to here are dealt with, or owed. */
  dealtUntil: number;
  /** The newest moment whose backup has not come yet. */
  owed: number | null;
  /** Monotonic ms before which nothing begins by itself. */
  restUntil: number;
}

export type HostBackupsContext = Context<HostBackupsMessage>;
