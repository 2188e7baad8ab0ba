import { statfs } from "node:fs/promises";
import type { SelfProbe, SelfReading } from "../../actors/alerts/self.ts";
import type { LoadState } from "../../actors/load.ts";
import type { ActorSystem, Clock } from "../../actors/kernel/mod.ts";
import { watchLateness } from "../lateness.ts";

/** Ten looks a second: a loop that is late by a quarter of a second is never missed. */
const LOOK_MS = 100;

/** What the control host is made of, as far as it is watched. */
export interface OwnHealthParts {
  readonly dataDir: string;
  readonly system: Pick<ActorSystem, "metrics">;
  readonly clock: Clock;
  /** Writes nothing, behind everything that waits to be written. */
  readonly touchStore: () => Promise<void>;
  readonly load: () => LoadState;
}

/** Watches how the control host itself does, until it is closed. */
export class OwnHealth implements SelfProbe {
  readonly #parts: OwnHealthParts;
  readonly #stopLooking: () => void;
  #delayMs = 0;
  #dropped: number;
  #touchedAtMs: number | undefined;
  #storeWaitMs = 0;

  /** Begins at once. */
  constructor(parts: OwnHealthParts) {
    this.#parts = parts;
    this.#dropped = this.#countDropped();
    this.#stopLooking = watchLateness(parts.clock, LOOK_MS, (lateMs) => {
      this.#delayMs = Math.max(this.#delayMs, lateMs);
    });
  }

  /** How it did since the last reading. Never rejects: what cannot be asked is left out. */
  async read(): Promise<SelfReading> {
    const dropped = this.#countDropped();
    const loopDelayMs = Math.round(this.#delayMs);
    const droppedMessages = dropped - this.#dropped;
    this.#delayMs = 0;
    this.#dropped = dropped;
    const storeWaitMs = this.#readStore();
    const load = this.#parts.load();
    return { loopDelayMs, droppedMessages, storeWaitMs, load, disk: await this.#readDisk() };
  }

  close(): void {
    this.#stopLooking();
  }

  #countDropped(): number {
    return this.#parts.system.metrics().kinds.reduce((sum, { dropped }) => sum + dropped, 0);
  }

  /** How long the last empty write took, or has taken so far. One is under way at a time. */
  #readStore(): number {
    const { clock, touchStore } = this.#parts;
    const now = clock.monotonicMs();
    if (this.#touchedAtMs !== undefined) return now - this.#touchedAtMs;
    this.#touchedAtMs = now;
    const settle = () => {
      this.#storeWaitMs = clock.monotonicMs() - now;
      this.#touchedAtMs = undefined;
    };
    // A disk that is full answers at once, and has an alert of its own.
    touchStore().then(settle, settle);
    return this.#storeWaitMs;
  }

  async #readDisk(): Promise<SelfReading["disk"]> {
    try {
      const { blocks, bavail, bfree, bsize } = await statfs(this.#parts.dataDir);
      // As df counts: what is kept for root is neither used nor free.
      const [used, free] = [blocks - bfree, bavail];
      if (used + free <= 0) return null;
      return { usedPercent: 100 * used / (used + free), freeBytes: free * bsize };
    } catch {
      return null;
    }
  }
}
