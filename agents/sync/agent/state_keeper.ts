import type { Clock } from "../../../actors/kernel/mod.ts";
import type { AgentLog } from "../../agent_log.ts";
import { Waits } from "../../waits.ts";
import type { RunningStateSource, StateFeed, StateSource } from "./state_source.ts";
import { STATE_NAMES, type SyncDigit } from "./sync_state.ts";

/**
 * How long a state counts that nobody has read again. Fielded builds repeat the last one for ever when WMI goes away,
 * so that a wall looks synced that is not; one reading that failed must not raise an alarm either.
 */
export const HOLD_MS = 5_000;
const LOOK_MS = 500;

/** What a keeper needs of the world around it. */
export interface StateKeeperOptions {
  readonly source: StateSource;
  readonly clock: Clock;
  readonly log: AgentLog;
}

/** Keeps the newest state, and turns it into an error when it is old. */
export class StateKeeper implements StateFeed {
  readonly #options: StateKeeperOptions;
  readonly #waits: Waits;
  readonly #changed: () => void;
  #running: RunningStateSource | undefined;
  #digit: SyncDigit | undefined;
  /** Monotonic milliseconds. */
  #readAt = 0;
  #reason: string | undefined;

  /** @param changed called at the first state and at every other one */
  constructor(options: StateKeeperOptions, changed: () => void) {
    this.#options = options;
    this.#waits = new Waits(options.clock, 1);
    this.#changed = changed;
  }

  /** Undefined until the first reading, for 5 s at most. */
  get digit(): SyncDigit | undefined {
    return this.#digit;
  }

  /** @throws {StateUnavailable} when no other try would go better */
  start(): void {
    this.#readAt = this.#options.clock.monotonicMs();
    this.#waits.every(LOOK_MS, () => this.#look());
    try {
      this.#running = this.#options.source.start(this);
    } catch (cause) {
      this.#waits.cancelAll();
      throw cause;
    }
  }

  async stop(): Promise<void> {
    this.#waits.cancelAll();
    await this.#running?.stop();
  }

  read(digit: SyncDigit): void {
    const { clock, log, source } = this.#options;
    this.#readAt = clock.monotonicMs();
    if (this.#reason !== undefined) log("info", `${source.name} can be read again`);
    this.#reason = undefined;
    this.#become(digit);
  }

  failed(reason: string): void {
    const { log, source } = this.#options;
    // The first failure matters; the same thing once a second does not.
    log(this.#reason === undefined ? "warn" : "debug", `${source.name}: ${reason}`);
    this.#reason = reason;
  }

  #look(): void {
    const { clock, log } = this.#options;
    if (clock.monotonicMs() - this.#readAt < HOLD_MS || this.#digit === 0) return;
    log("warn", `no state for ${HOLD_MS / 1_000} s, which counts as an error`);
    this.#become(0);
  }

  #become(digit: SyncDigit): void {
    if (digit === this.#digit) return;
    const before = this.#digit === undefined ? "" : ` (was ${STATE_NAMES[this.#digit]})`;
    this.#digit = digit;
    this.#options.log("info", `the sync card says ${STATE_NAMES[digit]}${before}`);
    this.#changed();
  }
}
