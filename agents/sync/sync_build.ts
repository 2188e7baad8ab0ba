/** `O`: one connection per line (June builds). `P`: persistent (from 2025-07-01 on). */
export type SyncBuildId = "O" | "P";

/** Everything in which the builds that push differ. Times are in milliseconds of the host's own time. */
export interface SyncBuild {
  readonly id: SyncBuildId;
  /** Keeps its connection from line to line. */
  readonly persistent: boolean;
  /** From its line to the end of a connection that is not kept. */
  readonly closeAfterMs: number;
  /** A connect that takes longer is given up; the socket is not closed, and may turn into a ghost. */
  readonly connectTimeoutMs: number;
  /** Least time between two attempts, after a success. */
  readonly minRetryMs: number;
  /** After n failures it waits 2^n s, at most this. */
  readonly maxRetryMs: number;
  /** Sends a line at once when the state changes, besides those of its interval. */
  readonly saysChanges: boolean;
  /** Once switched off and on again in its dialog, it only connects and closes until it is started anew. */
  readonly breaksWhenToggled: boolean;
}

const P: SyncBuild = {
  id: "P",
  persistent: true,
  closeAfterMs: 0,
  connectTimeoutMs: 5_000,
  minRetryMs: 1_000,
  maxRetryMs: 30_000,
  saysChanges: true,
  breaksWhenToggled: true,
};

const O: SyncBuild = {
  ...P,
  id: "O",
  persistent: false,
  closeAfterMs: 100,
  minRetryMs: 0,
  maxRetryMs: 0,
  saysChanges: false,
  breaksWhenToggled: false,
};

/** Every build by its id. Source: fielded builds O and P. */
export const SYNC_BUILDS: Readonly<Record<SyncBuildId, SyncBuild>> = { O, P };

/** How long a build that has failed so often in a row waits from one attempt to the next. */
export function retryDelayMs({ minRetryMs, maxRetryMs }: SyncBuild, failures: number): number {
  if (failures === 0) return minRetryMs;
  return Math.min(1_000 * 2 ** failures, maxRetryMs);
}
