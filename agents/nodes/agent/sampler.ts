import type { CancelWait, Waits } from "../../waits.ts";
import type { NodeMeasurements, Summary } from "./measurements.ts";
import type { WireFrame } from "./wire_frame.ts";

/** What a sampler needs. */
export interface SamplerNeeds {
  readonly serverId: string;
  readonly intervalMs: number;
  readonly measurements: NodeMeasurements;
  readonly waits: Waits;
  /** A reading or a summary is to be sent. */
  say(sequence: number, text: string): void;
  summarised(summary: Summary, at: number): void;
}

/** Fielded builds sum up so many. */
const READINGS_PER_SUMMARY = 60;

/**
 * Reads the machine again and again, and sums up every sixty readings. Readings and summaries share one sequence, which
 * begins at 1 with each process. A reading that takes longer than the interval delays the next one, and none piles up.
 */
export class Sampler {
  readonly #needs: SamplerNeeds;
  #sequence = 0;
  /** Since the last summary. */
  #readings = 0;
  #busy = false;
  #cancel: CancelWait = () => {};

  constructor(needs: SamplerNeeds) {
    this.#needs = needs;
  }

  start(): void {
    const { waits, intervalMs } = this.#needs;
    this.#cancel = waits.every(intervalMs, () => void this.#read(), 0);
  }

  stop(): void {
    this.#cancel();
  }

  async #read(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const data = await this.#needs.measurements.read();
    this.#busy = false;
    this.#say("stats", data);
    if (++this.#readings >= READINGS_PER_SUMMARY) await this.#summarise();
  }

  /** Readings go on meanwhile: it asks the nodes about their chains. */
  async #summarise(): Promise<void> {
    this.#readings = 0;
    const summary = await this.#needs.measurements.summarise();
    const at = this.#say("summary", summary.data);
    this.#needs.summarised(summary, at);
  }

  #say(type: "stats" | "summary", data: WireFrame): number {
    const { serverId, intervalMs, waits: { clock } } = this.#needs;
    const sequence = ++this.#sequence;
    const timestamp = clock.now();
    const interval = Math.max(1, Math.round(intervalMs / 1_000));
    const text = JSON.stringify({ type, serverId, timestamp, sequence, interval, data });
    this.#needs.say(sequence, text);
    return timestamp;
  }
}
