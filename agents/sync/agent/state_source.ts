import type { SyncDigit } from "./sync_state.ts";

/** What a source reports. */
export interface StateFeed {
  /** The state is this now; said again and again, as a state that nobody repeats does not count for long. */
  read(digit: SyncDigit): void;
  /** It could not be read this time. */
  failed(reason: string): void;
}

/** Where the state of the sync card comes from. */
export interface StateSource {
  /** For people: a path, a command, `NVIDIA's WMI`. */
  readonly name: string;
  /** @throws {StateUnavailable} when no other try would go better */
  start(feed: StateFeed): RunningStateSource;
}

/** A source that reads. */
export interface RunningStateSource {
  /** Resolves when nothing of it is left; nothing is reported any more. */
  stop(): Promise<void>;
}

/** A source that cannot be started here: `missing`, `forbidden`, or `noWmi` on a machine without Windows. */
export class StateUnavailable extends Error {
  constructor(readonly code: "missing" | "forbidden" | "noWmi", readonly what: string) {
    super(`${what}: ${code}`);
    this.name = "StateUnavailable";
  }
}
