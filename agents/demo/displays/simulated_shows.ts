import type { Launched, LaunchOrder, ShowMachine } from "../../displays/agent/machine.ts";
import { WINDOWS } from "../../displays/agent/windows_line.ts";
import {
  type ProcessEnd,
  type ProcessTable,
  programOf,
  type SimulatedProcesses,
  simulateProcesses,
} from "../../displays/process_table.ts";
import { type DeviceClock, realClock, Waits } from "../../waits.ts";
import { CRASHED, showKindOf, START_LINES } from "./show_kinds.ts";

/** A program that was asked to end saves what it has, and is gone after this. */
const FAREWELL_MS = [150, 600] as const;
/** In a crash loop, a program lives so long: longer than it takes to be called running. */
const CRASH_AFTER_MS = [1_500, 4_000] as const;
const CRASH: Partial<ProcessEnd> = { exitCode: CRASHED, stdout: "Fatal error: the GPU was lost" };
/** As on Windows, where nobody tells of the end of what a program has started. */
const LOOK_MS = 1_000;
/** From one line of a program that starts to the next. */
const LINE_MS = 300;

/** The programs of a display PC that exist in words only: they come up, say what engines say, run, end and crash. */
export class SimulatedShows {
  /** For a fielded build. */
  readonly table: ProcessTable;
  /** For our agent. */
  readonly machine: ShowMachine;
  readonly #processes: SimulatedProcesses = simulateProcesses((command) =>
    showKindOf(programOf(command)).missing === true
      ? `${programOf(command)} was not found`
      : undefined
  );
  /** Command lines that run, by process number. */
  readonly #running = new Map<number, { readonly command: string; readonly since: number }>();
  readonly #random: () => number;
  readonly #waits: Waits;
  readonly #onStart: (command: string) => void;
  #crashing = false;

  /**
   * @param random 0 to below 1; decides how long things take
   * @param onStart told of the command line of each start
   */
  constructor(
    random: () => number,
    clock: DeviceClock = realClock,
    onStart: (command: string) => void = () => {},
  ) {
    this.#random = random;
    this.#onStart = onStart;
    this.#waits = new Waits(clock, 1);
    this.table = this.#tableOf(this.#processes);
    this.machine = this.#newMachine();
  }

  get running(): readonly string[] {
    return [...this.#running.values()].map(({ command }) => command);
  }

  crashLoop(on: boolean): void {
    this.#crashing = on;
    if (on) { for (const pid of [...this.#running.keys()]) this.#processes.exit(pid, CRASH); }
  }

  /** Nothing ends or begins any more. */
  close(): void {
    this.#waits.cancelAll();
  }

  #start(command: string): number {
    const pid = this.#processes.start(command);
    this.#running.set(pid, { command, since: this.#waits.clock.now() });
    this.#onStart(command);
    this.#processes.onExit(pid, () => this.#running.delete(pid));
    if (this.#crashing) this.#crashLater(pid);
    const { endsAfterMs, exitCode, lastLine } = showKindOf(programOf(command));
    if (endsAfterMs !== undefined) this.#endLater(pid, endsAfterMs, { exitCode, stdout: lastLine });
    return pid;
  }

  /** Not if it has been left alone meanwhile: whoever ended the fault takes it for one that runs. */
  #crashLater(pid: number): void {
    this.#waits.after(
      this.#within(CRASH_AFTER_MS),
      () => this.#crashing && this.#processes.exit(pid, CRASH),
    );
  }

  #within([from, to]: readonly [number, number]): number {
    return from + (to - from) * this.#random();
  }

  #endLater(pid: number, within: readonly [number, number], end: Partial<ProcessEnd>): void {
    this.#waits.after(this.#within(within), () => this.#processes.exit(pid, end));
  }

  #tableOf(processes: SimulatedProcesses): ProcessTable {
    return {
      start: (command) => this.#start(command),
      alive: (pid) => processes.alive(pid),
      kill: (pid) => processes.kill(pid),
      pidsOf: (program) => processes.pidsOf(program),
      onExit: (pid, listener) => processes.onExit(pid, listener),
    };
  }

  #newMachine(): ShowMachine {
    return {
      dialect: WINDOWS,
      lookEveryMs: LOOK_MS,
      launch: (order) => this.#launch(order),
      members: (_runId, { pid }) =>
        Promise.resolve(this.table.alive(pid) ? [{ pid, startedAt: `simulated ${pid}` }] : []),
      alive: (pid) => this.table.alive(pid),
      signal: (pids, how) => this.#signal(pids, how),
    };
  }

  #launch({ program, args }: LaunchOrder): Launched {
    const pid = this.#start([program, ...args].join(" "));
    const since = this.#waits.clock.now();
    const ended = Promise.withResolvers<ProcessEnd>();
    let last = "";
    this.#processes.onExit(pid, (end) => {
      last = end.stdout;
      ended.resolve(end);
    });
    return {
      pid,
      ended: ended.promise.then(({ exitCode }) => ({ exitCode, signal: null })),
      output: () => [...this.#linesSince(since), last].join("\n"),
    };
  }

  #linesSince(since: number): readonly string[] {
    return START_LINES.slice(0, 1 + Math.floor((this.#waits.clock.now() - since) / LINE_MS));
  }

  #signal(pids: readonly number[], how: "ask" | "force"): Promise<void> {
    for (const pid of pids) {
      if (how === "force") this.#processes.kill(pid);
      else this.#endLater(pid, FAREWELL_MS, { exitCode: 0, stdout: "LogExit: asked to close" });
    }
    return Promise.resolve();
  }
}
