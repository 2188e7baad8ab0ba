/**
 * Keeps the process of a simulated fleet alive: starts it, starts it again when it dies, and passes on what is asked
 * of it. The process itself is handed in, so that a test needs none.
 *
 * @module
 */
import type { Clock } from "../../../actors/kernel/mod.ts";
import type { DemoFault, DemoFaultName } from "../../../protocols/demo/faults.ts";
import { type FleetOrder, FleetSaying } from "../../../protocols/demo/fleet_lines.ts";
import type { LineLevel } from "../../agent_log.ts";
import { Backoff } from "../../backoff.ts";
import { FleetRequests } from "./fleet_requests.ts";

/** The process of a fleet. */
export interface FleetProcess {
  /** What it says; ends with it. */
  readonly lines: AsyncIterable<string>;
  /** Resolves when it is gone, and never rejects: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>;
  /** One line down. Lost when the process is gone. */
  write(line: string): void;
  /** Ends its input, which tells it to end. */
  closeInput(): void;
  kill(): void;
}

/** What a keeper needs, and whom it tells. */
export interface FleetKeeperOptions {
  readonly spawn: () => FleetProcess;
  readonly order: FleetOrder;
  readonly clock: Clock;
  readonly random: () => number;
  /** Every member was started. */
  readonly onReady: (members: number) => void;
  /** It died by itself, and is started again after `waitMs`. */
  readonly onDeath: (reason: string, waitMs: number) => void;
  /** What goes wrong has changed. */
  readonly onFaults: (faults: readonly DemoFault[]) => void;
  readonly onLog: (level: LineLevel, sentence: string) => void;
}

/** Soon enough for a demo; a fleet that dies at once each time is no load. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const JITTER = 0.2;
/** Long enough for a thousand members to say goodbye. */
const STOP_MS = 5_000;

/** Keeps one fleet. */
export class FleetKeeper {
  readonly #options: FleetKeeperOptions;
  readonly #backoff: Backoff;
  readonly #requests: FleetRequests;
  #process: FleetProcess | undefined;
  #faults: readonly DemoFault[] = [];
  #timer: unknown;
  #stopping = false;

  constructor(options: FleetKeeperOptions) {
    this.#options = options;
    const { random, clock } = options;
    this.#backoff = new Backoff({
      firstMs: FIRST_WAIT_MS,
      maxMs: LONGEST_WAIT_MS,
      jitter: JITTER,
      random,
    });
    this.#requests = new FleetRequests(clock, (line) => this.#process?.write(line));
  }

  /** What goes wrong now. */
  get faults(): readonly DemoFault[] {
    return this.#faults;
  }

  start(): void {
    const process = this.#options.spawn();
    this.#process = process;
    process.write(JSON.stringify(this.#options.order));
    void this.#follow(process);
  }

  /** Rejects with {@link FleetAway} while the fleet is being started again, else with its own reason. */
  async inject(name: DemoFaultName, forMs?: number): Promise<void> {
    const lasting = forMs === undefined ? {} : { forMs };
    await this.#requests.ask(this.#process !== undefined, { type: "inject", name, ...lasting });
  }

  /** Harmless when the fault does not run. Rejects as `inject` does. */
  async clear(name: DemoFaultName): Promise<void> {
    await this.#requests.ask(this.#process !== undefined, { type: "clear", name });
  }

  /** Ends the process: nothing of it is left. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const { clock } = this.#options;
    clock.clearTimer(this.#timer);
    const process = this.#process;
    if (process === undefined) return;
    process.closeInput();
    const timer = clock.setTimer(STOP_MS, () => process.kill());
    await process.ended;
    clock.clearTimer(timer);
  }

  async #follow(process: FleetProcess): Promise<void> {
    try {
      for await (const line of process.lines) this.#heard(FleetSaying.parse(JSON.parse(line)));
    } catch {
      // What speaks another language is no fleet of ours: it is started anew.
      process.kill();
    }
    const reason = await process.ended;
    this.#process = undefined;
    this.#requests.failAll();
    this.#changed([]);
    if (this.#stopping) return;
    const waitMs = this.#backoff.next();
    this.#options.onDeath(reason, waitMs);
    this.#timer = this.#options.clock.setTimer(waitMs, () => this.start());
  }

  #heard(saying: FleetSaying): void {
    switch (saying.type) {
      case "ready":
        this.#backoff.reset();
        return this.#options.onReady(saying.members);
      case "log":
        return this.#options.onLog(saying.level, saying.sentence);
      case "faults":
        return this.#changed(saying.faults);
      case "done":
        return this.#requests.answered(saying.id, saying.failure);
    }
  }

  #changed(faults: readonly DemoFault[]): void {
    if (faults.length === 0 && this.#faults.length === 0) return;
    this.#faults = faults;
    // A fleet that goes home ends its faults first, which is no news.
    if (this.#stopping) return;
    this.#options.onFaults(faults);
  }
}
