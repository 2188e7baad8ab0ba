import type { Clock } from "../../actors/kernel/mod.ts";
import { Waits } from "../waits.ts";
import type { AgentLog } from "../agent_log.ts";
import { LineBudget } from "./line_budget.ts";
import { levelOf } from "./program_lines.ts";
import type { RunningSource, VideoSource } from "./video_source.ts";

/** What a keeper reports of its source. */
export interface KeeperEvents {
  /** A run begins: its bytes have nothing to do with those before. */
  began(): void;
  /** As in {@link SourceFeed}. */
  received(bytes: Uint8Array): Promise<void> | undefined;
  /** No more comes for now. */
  lost(): void;
}

/** What a keeper needs of the world around it. */
export interface KeeperOptions {
  readonly source: VideoSource;
  /** A run without a picture for so long is ended, and another is started. */
  readonly silenceMs: number;
  readonly clock: Clock;
  /** 0 to below 1. */
  readonly random: () => number;
  readonly log: AgentLog;
}

/** A camera whose cable is loose is tried at once, and one that is gone twice a minute. */
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;
/** A run that has lasted so long was no failed start. */
const HEALTHY_MS = 30_000;
const LOOK_MS = 1_000;

/** Keeps a source running: starts it again when it ends or falls silent, ever more slowly while that does not help. */
export class SourceKeeper {
  /** Runs since the beginning. */
  runs = 0;
  readonly #options: KeeperOptions;
  readonly #events: KeeperEvents;
  readonly #waits: Waits;
  readonly #lines = new LineBudget();
  #run: RunningSource | undefined;
  /** Monotonic milliseconds. */
  #startedAt = 0;
  #heardAt = 0;
  #delivers = false;
  #failures = 0;
  #stopped = false;
  /** A run that is being ended, if any. */
  #ending: Promise<void> = Promise.resolve();

  constructor(options: KeeperOptions, events: KeeperEvents) {
    this.#options = options;
    this.#events = events;
    this.#waits = new Waits(options.clock, 1);
  }

  /** Pictures are coming. */
  get delivers(): boolean {
    return this.#delivers;
  }

  /** @throws {SourceUnavailable} when no other try would go better */
  start(): void {
    this.#begin();
    this.#waits.every(LOOK_MS, () => this.#look());
  }

  /** What the run has brought is a picture, or part of one. */
  pictureCame(): void {
    if (this.#stopped || this.#run === undefined) return;
    this.#heardAt = this.#options.clock.monotonicMs();
    if (!this.#delivers) this.#back();
  }

  /** Resolves when nothing of the source is left. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waits.cancelAll();
    const run = this.#run;
    this.#run = undefined;
    await Promise.all([run?.stop(), this.#ending]);
  }

  #begin(): void {
    const { source, clock } = this.#options;
    this.#startedAt = this.#heardAt = clock.monotonicMs();
    this.runs++;
    this.#events.began();
    const run: RunningSource = source.start({
      received: (bytes) => this.#received(bytes),
      said: (line) => this.#said(line),
      ended: (reason) => this.#lost(`has ended (${reason})`),
    });
    this.#run = run;
  }

  #received(bytes: Uint8Array): Promise<void> | undefined {
    return this.#stopped ? undefined : this.#events.received(bytes);
  }

  #back(): void {
    this.#delivers = true;
    const { source: { name }, log } = this.#options;
    const again = this.#failures === 0 ? "" : ` again, at try ${this.#failures + 1}`;
    log("info", `${name} delivers${again}`);
  }

  #look(): void {
    const now = this.#options.clock.monotonicMs();
    if (this.#delivers && now - this.#startedAt >= HEALTHY_MS) this.#failures = 0;
    const run = this.#run;
    if (run === undefined || now - this.#heardAt < this.#options.silenceMs) return;
    this.#ending = run.stop();
    this.#lost(`has brought no picture for ${Math.round((now - this.#heardAt) / 1_000)} s`);
  }

  #lost(what: string): void {
    if (this.#stopped) return;
    this.#run = undefined;
    this.#delivers = false;
    this.#events.lost();
    const delayMs = this.#nextDelay();
    const { source: { name }, log } = this.#options;
    const next = `started again in ${(delayMs / 1_000).toFixed(1)} s`;
    // The first failure matters; the same thing twice a minute does not.
    log(this.#failures === 1 ? "warn" : "debug", `${name} ${what}; ${next}`);
    this.#waits.after(delayMs, () => this.#again());
  }

  /** Doubling, capped, and half of it left to chance, so that a room full of cameras does not come back as one. */
  #nextDelay(): number {
    const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(this.#failures, 10));
    this.#failures++;
    return full * (1 - this.#options.random() / 2);
  }

  async #again(): Promise<void> {
    // Two runs at a time would fight for one camera.
    await this.#ending;
    if (this.#stopped) return;
    try {
      this.#begin();
    } catch (cause) {
      this.#lost(`cannot be started (${cause instanceof Error ? cause.message : String(cause)})`);
    }
  }

  #said(line: string): void {
    const level = levelOf(line);
    const { source: { name }, clock, log } = this.#options;
    if (level === "debug") return log(level, `${name}: ${line}`);
    const { pass, leftOut } = this.#lines.take(clock.monotonicMs());
    if (leftOut > 0) log("warn", `${name}: ${leftOut} more lines were left out`);
    if (pass) log(level, `${name}: ${line}`);
  }
}
