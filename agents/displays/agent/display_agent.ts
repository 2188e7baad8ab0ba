/**
 * The display guide's client: registers, beats, answers checks, runs what it is told, and reports what runs. It never
 * ends a show because of the network. Source: display guide, sections 1 to 10.
 *
 * @example
 * ```ts
 * const agent = await startDisplayAgent({
 *   url: "http://192.0.2.10:8000",
 *   name: "Display_01",
 *   address: () => Promise.resolve("192.0.2.31"),
 *   stateDir: "/var/lib/signalbox-display",
 *   rules: { shell: "auto", allowed: null },
 *   machine: POSIX_MACHINE,
 *   log: (level, sentence) => console.error(level, sentence),
 * });
 * await agent.stop();
 * ```
 * @module
 */
import { SYSTEM_CLOCK } from "../../../actors/kernel/clock.ts";
import type { Clock } from "../../../actors/kernel/mod.ts";
import type { AgentLog } from "../../agent_log.ts";
import { Waits } from "../../waits.ts";
import { type AgentNotes, Journal } from "./journal.ts";
import type { LineRules } from "./line_rules.ts";
import type { ShowMachine } from "./machine.ts";
import { OrderDesk, wordPreset } from "./order_desk.ts";
import { readOrder } from "./orders.ts";
import { Outbox } from "./outbox.ts";
import { PowerDesk } from "./power_desk.ts";
import type { PowerSwitch } from "./power_switch.ts";
import { Presence } from "./presence.ts";
import { ProgramRuns } from "./program_runs.ts";
import {
  checkAnswer,
  type ExecutionReport,
  executionResult,
  type PowerReport,
  powerResult,
  type Speaker,
  stopResult,
} from "./sayings.ts";
import { ServerLine } from "./server_line.ts";
import { StateFolder } from "./state_folder.ts";

/** Which display to be. */
export interface DisplayAgentOptions {
  /** `http://` or `https://`, without a path. */
  readonly url: string;
  readonly name: string;
  /** The address that it says it has; asked at every connect, as a machine may move. Must not reject. */
  address(): Promise<string>;
  /** Of this agent alone; made where it is missing. */
  readonly stateDir: string;
  readonly rules: LineRules;
  readonly machine: ShowMachine;
  /** Restarts and shuts down the machine. Default: such orders are refused. */
  readonly power?: PowerSwitch;
  /** The MAC address of the network card with an address, where the system tells. Must not throw. */
  readonly macOf?: (address: string) => string | undefined;
  readonly log: AgentLog;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: `Math.random`. */
  readonly random?: () => number;
  /** Divides the times of the protocol; for tests. */
  readonly timeScale?: number;
}

/** A display agent that runs. */
export interface DisplayAgent {
  readonly registered: boolean;
  /** Programs that run. */
  readonly running: number;
  /** Ends what runs, tells the server, and hangs up. */
  stop(): Promise<void>;
}

/** A full disk may have room again. */
const RETRY_NOTES_MS = 20_000;
/** How long the last words may take to be confirmed. */
const FAREWELL_MS = 1_000;

/** Starts one. Rejects with `StateFolderUnavailable`; a server that is away is waited for. */
export async function startDisplayAgent(options: DisplayAgentOptions): Promise<DisplayAgent> {
  const folder = StateFolder.open(options.stateDir);
  const agent = new RunningAgent(options, folder);
  await agent.start();
  return agent;
}

class RunningAgent implements DisplayAgent {
  readonly #options: DisplayAgentOptions;
  readonly #folder: StateFolder;
  readonly #clock: Clock;
  /** Of the protocol. */
  readonly #waits: Waits;
  /** What a program gets to start and to end has nothing to do with the protocol. */
  readonly #programWaits: Waits;
  readonly #journal: Journal;
  readonly #outbox: Outbox;
  readonly #runs: ProgramRuns;
  readonly #presence: Presence;
  readonly #line: ServerLine;
  readonly #desk: OrderDesk;
  #address = "";
  #macAddress: string | undefined;
  #stopped: Promise<void> | undefined;

  constructor(options: DisplayAgentOptions, folder: StateFolder) {
    const { clock = SYSTEM_CLOCK, random = Math.random, timeScale = 1, log, url } = options;
    this.#options = options;
    this.#folder = folder;
    this.#clock = clock;
    this.#waits = new Waits(clock, timeScale);
    this.#programWaits = new Waits(clock, 1);
    this.#journal = new Journal(folder.path, log);
    this.#outbox = this.#newOutbox();
    this.#runs = this.#newRuns();
    this.#presence = this.#newPresence();
    this.#desk = this.#newDesk();
    this.#line = new ServerLine({ url, waits: this.#waits, random, log }, {
      up: (asked) => void this.#up(asked),
      down: () => this.#down(),
      heard: (event, args) => this.#desk.take(readOrder(event, args, options.name)),
    });
  }

  get registered(): boolean {
    return this.#presence.registered;
  }

  get running(): number {
    return this.#runs.records.length;
  }

  async start(): Promise<void> {
    const notes = await this.#journal.read();
    this.#outbox.restore(notes.reports);
    await this.#runs.restore(notes.runs, notes.executions);
    await this.#folder.sweep(this.#runs.records.map(({ id }) => id));
    await this.#journal.prepare(() => this.#notes);
    this.#waits.every(RETRY_NOTES_MS, () => this.#journal.retry());
    this.#line.start();
  }

  stop(): Promise<void> {
    return this.#stopped ??= this.#stop();
  }

  async #stop(): Promise<void> {
    await this.#runs.close();
    if (this.registered) await this.#outbox.emptied(FAREWELL_MS);
    // Nobody lost this connection.
    this.#presence.leave();
    this.#line.stop();
    this.#waits.cancelAll();
    this.#programWaits.cancelAll();
    await this.#save();
    this.#folder[Symbol.dispose]();
  }

  #newOutbox(): Outbox {
    return new Outbox({
      waits: this.#waits,
      send: (saying, confirmed) => this.#line.say(saying, confirmed),
      changed: () => void this.#save(),
    });
  }

  #newRuns(): ProgramRuns {
    const { machine, rules } = this.#options;
    return new ProgramRuns({
      machine,
      rules,
      folder: this.#folder,
      clock: this.#clock,
      waits: this.#programWaits,
      report: (report) => this.#report(report),
      reportStop: (report) => this.#outbox.add(stopResult(this.#speaker, report)),
      save: () => this.#save(),
      changed: () => this.#presence.sayProcesses(),
    });
  }

  #newPresence(): Presence {
    return new Presence({
      clock: this.#clock,
      waits: this.#waits,
      log: this.#options.log,
      speaker: () => this.#speaker,
      running: () => this.#runs.records,
      say: (saying) => this.#line.say(saying),
      registered: () => this.#outbox.open(),
    });
  }

  #newPower(): PowerDesk {
    const { power, log } = this.#options;
    const report = (told: PowerReport) => this.#outbox.add(powerResult(this.#speaker, told));
    return new PowerDesk({ power, log, report });
  }

  #newDesk(): OrderDesk {
    return new OrderDesk({
      runs: this.#runs,
      power: this.#newPower(),
      presence: this.#presence,
      log: this.#options.log,
      answerCheck: (asked) => this.#line.say(checkAnswer(this.#speaker, asked)),
      reconnectAfter: (delayMs) => this.#line.reconnectAfter(delayMs),
    });
  }

  get #notes(): AgentNotes {
    return {
      runs: [...this.#runs.records],
      reports: [...this.#outbox.reports],
      executions: [...this.#runs.executions],
    };
  }

  async #save(): Promise<void> {
    await this.#journal.write(this.#notes);
  }

  get #speaker(): Speaker {
    const { name } = this.#options;
    const now = this.#clock.now();
    return { name, address: this.#address, macAddress: this.#macAddress, now };
  }

  async #up(asked: boolean): Promise<void> {
    this.#address = await this.#options.address();
    this.#macAddress = this.#options.macOf?.(this.#address);
    if (this.#line.connected) this.#presence.lineUp(asked);
  }

  #down(): void {
    this.#presence.lineDown();
    this.#outbox.close();
  }

  #report(report: ExecutionReport): void {
    const { status, details: { error, pid } } = report;
    const where = pid === undefined ? "" : ` (process ${pid})`;
    const why = error === undefined ? "" : `: ${error}`;
    const level = status === "failed" ? "warn" : "info";
    this.#options.log(level, `${wordPreset(report.presetId)} ${status}${where}${why}`);
    this.#outbox.add(executionResult(this.#speaker, report));
  }
}
