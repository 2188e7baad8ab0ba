import { setTimeout as wait } from "node:timers/promises";
import { LightDisplay } from "./light_display.ts";

/** Longest that an answer to a heartbeat may take while others misbehave: whoever waits for longer would be shown as stale. */
const ANSWER_WITHIN_MS = 5_000;
/** Between two beats: below the rate at which a device counts as flooding. */
const PAUSE_MS = 10;

/** A well-behaved display that beats all the time, and notes when an answer is late or missing. */
export class SteadyNeighbour {
  readonly #display: LightDisplay;
  readonly #beating: Promise<void>;
  #failure: unknown;
  #leaving = false;

  private constructor(display: LightDisplay) {
    this.#display = display;
    this.#beating = this.#beat();
  }

  /** Resolves when it is registered. */
  static async join(url: string, name: string): Promise<SteadyNeighbour> {
    const display = new LightDisplay(url, name);
    await display.registered;
    return new SteadyNeighbour(display);
  }

  /** Resolves after a few more answered beats. Rejects when any beat since it joined was not answered in time. */
  async undisturbed(): Promise<void> {
    const enough = this.#display.beatsAnswered + 5;
    while (this.#failure === undefined && this.#display.beatsAnswered < enough) {
      await wait(PAUSE_MS);
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  async leave(): Promise<void> {
    this.#leaving = true;
    await this.#beating;
    this.#display.close();
  }

  async #beat(): Promise<void> {
    try {
      while (!this.#leaving) {
        await this.#display.beat(ANSWER_WITHIN_MS);
        await wait(PAUSE_MS);
      }
    } catch (cause) {
      this.#failure = cause;
    }
  }
}
