import type { Clock } from "../../../actors/kernel/mod.ts";
import type { CancelWait, Waits } from "../../waits.ts";
import type { StartableProgram } from "./command_line.ts";
import type { RunRecord } from "./journal.ts";
import type { Launched, ProcessIdentity, ProgramEnd, RunLeader, ShowMachine } from "./machine.ts";
import type { OutputFile } from "./output_file.ts";

/** How a run ended. */
export interface RunEnd {
  /** Null when an earlier life of the agent started it: then nobody is told. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last that it has written. */
  readonly output: string;
}

/** What a run needs. */
export interface RunTools {
  readonly machine: ShowMachine;
  readonly clock: Clock;
  readonly waits: Waits;
  readonly output: OutputFile;
  readonly outputPath: string;
}

/** Some times a second: a program in a loop writes a gigabyte in one. */
const TRIM_MS = 250;
/** Signal 0 reaches what has ended and was not fetched by its parent, so now and then the table is read. */
const LOOKS_PER_TABLE = 5;
/** A program that saves something gets so long; a stop has to be over within 2 s. */
const ASK_MS = 1_000;
/** What is still there then, cannot be ended by us. */
const GIVE_UP_MS = 4_000;
const STOP_LOOK_MS = 100;

/**
 * One program and everything that it starts, up to the end of the last of it: a launcher that ends and leaves its show
 * behind is a show that runs.
 */
export class ProgramRun {
  readonly record: RunRecord;
  /** Never rejects. */
  readonly ended: Promise<RunEnd>;
  /** Somebody wants it to end. */
  stopRequested = false;
  readonly #tools: RunTools;
  readonly #ended = Promise.withResolvers<RunEnd>();
  #launched: Launched | undefined;
  #end: ProgramEnd | undefined;
  #living: readonly number[] = [];
  #looks = 0;
  #over = false;
  #stopTrimming: CancelWait = () => {};
  #stopping: Promise<readonly number[]> | undefined;

  constructor(record: RunRecord, tools: RunTools) {
    this.record = record;
    this.#tools = tools;
    this.ended = this.#ended.promise;
  }

  /** @throws Error with a sentence when it cannot be started */
  start(line: StartableProgram): void {
    const { machine, outputPath, clock } = this.#tools;
    const launched = machine.launch({ ...line, runId: this.record.id, outputPath });
    this.#launched = launched;
    this.record.pid = launched.pid;
    this.record.since = clock.now();
    this.#trim();
    launched.ended.then((end) => {
      this.#end = end;
      return this.#look();
    });
  }

  /** Finds out by which start its program is known; undone when it has ended by then. */
  async identify(): Promise<void> {
    const found = await this.#members();
    const leader = found.find(({ pid }) => pid === this.record.pid);
    this.record.startedAt ??= leader?.startedAt ?? null;
  }

  /** Looks for what an earlier life of the agent has started. False when nothing of it is left. */
  async adopt(): Promise<boolean> {
    const [first] = await this.#members();
    if (first === undefined) return false;
    // The agent ended before it could note the number.
    this.record.pid ??= first.pid;
    this.record.startedAt ??= first.startedAt;
    this.#trim();
    this.#lookLater();
    return true;
  }

  /** Ends all of it, and resolves with whatever could not be ended. */
  stop(): Promise<readonly number[]> {
    this.stopRequested = true;
    return this.#stopping ??= this.#stop().then((left) => {
      this.#stopping = undefined;
      this.stopRequested = left.length === 0;
      return left;
    });
  }

  async #stop(): Promise<readonly number[]> {
    const { machine, clock, waits } = this.#tools;
    const begin = clock.monotonicMs();
    for (let asked = false;; asked = true) {
      const pids = (await this.#members()).map(({ pid }) => pid);
      const tookMs = clock.monotonicMs() - begin;
      if (pids.length === 0) await this.#finish();
      if (pids.length === 0 || tookMs >= GIVE_UP_MS) return pids;
      if (tookMs >= ASK_MS) await machine.signal(pids, "force");
      else if (!asked) await machine.signal(pids, "ask");
      await new Promise<void>((resolve) => waits.after(STOP_LOOK_MS, resolve));
    }
  }

  async #members(): Promise<readonly ProcessIdentity[]> {
    const { id, pid, startedAt } = this.record;
    const leader: RunLeader = {
      pid: pid ?? -1,
      startedAt,
      witnessed: this.#launched !== undefined,
    };
    const { machine } = this.#tools;
    try {
      return await machine.members(id, leader);
    } catch {
      // A machine too busy to look: then what counts is the program itself.
      if (pid === null || !machine.alive(pid)) return [];
      return [{ pid, startedAt: startedAt ?? "" }];
    }
  }

  /** The program has ended, or is not ours to wait for: is anything left? */
  async #look(): Promise<void> {
    if (this.#over) return;
    const { machine } = this.#tools;
    const cheap = ++this.#looks % LOOKS_PER_TABLE !== 0;
    if (!cheap || !this.#living.some((pid) => machine.alive(pid))) {
      this.#living = (await this.#members()).map(({ pid }) => pid);
    }
    if (this.#living.length === 0) await this.#finish();
    else this.#lookLater();
  }

  #lookLater(): void {
    if (!this.#over) this.#tools.waits.after(this.#tools.machine.lookEveryMs, () => this.#look());
  }

  async #finish(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    this.#stopTrimming();
    const end = this.#end ?? await this.#launched?.ended;
    const output = this.#launched?.output?.() ?? await this.#tools.output.text();
    await this.#tools.output.remove();
    const { exitCode = null, signal = null } = end ?? {};
    this.#ended.resolve({ exitCode, signal, output });
  }

  #trim(): void {
    this.#stopTrimming = this.#tools.waits.every(TRIM_MS, () => this.#tools.output.trim());
  }
}
