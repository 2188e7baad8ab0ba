import type { CancelWait, Waits } from "../waits.ts";
import { retryDelayMs, type SyncBuild } from "./sync_build.ts";

/** When a host may dial again: not while it dials, nor too soon after it began to the last time. */
export class Redial {
  attempts = 0;
  /** Those that failed since the last one that succeeded. */
  failures = 0;
  #dialling = false;
  #beganAt = -Infinity;
  #timeout: CancelWait | undefined;

  constructor(private readonly build: SyncBuild, private readonly waits: Waits) {}

  get allowed(): boolean {
    const { clock, timeScale } = this.waits;
    const waitedMs = (clock.now() - this.#beganAt) * timeScale;
    return !this.#dialling && waitedMs >= retryDelayMs(this.build, this.failures);
  }

  /** An attempt begins; `givenUp` is called when it takes too long. */
  begin(givenUp: () => void): void {
    this.attempts++;
    this.#dialling = true;
    this.#beganAt = this.waits.clock.now();
    this.#timeout = this.waits.after(this.build.connectTimeoutMs, () => {
      givenUp();
      this.end(false);
    });
  }

  end(succeeded: boolean): void {
    this.#dialling = false;
    this.#timeout?.();
    this.failures = succeeded ? 0 : this.failures + 1;
  }

  /** The program is started anew; all waits have been cancelled. */
  reset(): void {
    this.failures = 0;
    this.#dialling = false;
    this.#beganAt = -Infinity;
  }
}
