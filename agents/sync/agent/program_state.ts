import type { Clock } from "../../../actors/kernel/mod.ts";
import { type ProcessGroup, type ProgramLine, startGroup } from "../../cameras/process_group.ts";
import { readLines } from "../../cameras/program_lines.ts";
import { type CancelWait, Waits } from "../../waits.ts";
import {
  type RunningStateSource,
  type StateFeed,
  type StateSource,
  StateUnavailable,
} from "./state_source.ts";
import { readState } from "./sync_state.ts";
import { readWmiLine, WMI_PROGRAM, type WmiReading } from "./wmi_state.ts";

/** How often a state is read. Source: SyncGuard guide, "상태 모니터링". */
export const READ_EVERY_MS = 1_000;
/** A program that says nothing for so long hangs: it is ended, and started again. */
const SILENT_MS = 10_000;

/** A program that writes a line for each reading. One that ends is started again, once a second at most. */
export interface ProgramStateOptions {
  readonly name: string;
  readonly line: ProgramLine;
  readonly clock: Clock;
  read(line: string): WmiReading;
  /** Default: a process group of its own. */
  readonly start?: (line: ProgramLine) => ProcessGroup;
}

/** The sync card by NVIDIA's WMI class. Throws where there is no Windows. */
export function wmiState(clock: Clock, os: string = Deno.build.os): StateSource {
  if (os !== "windows") throw new StateUnavailable("noWmi", os);
  return programState({ name: "NVIDIA's WMI", line: WMI_PROGRAM, clock, read: readWmiLine });
}

/** What a command says, given to the system's shell: whatever writes a state and ends, or writes one again and again. */
export function commandState(command: string, clock: Clock): StateSource {
  const line = Deno.build.os === "windows"
    ? { program: "cmd.exe", args: ["/d", "/s", "/c", command] }
    : { program: "sh", args: ["-c", command] };
  return programState({ name: command, line, clock, read: readCommandLine });
}

function readCommandLine(line: string): WmiReading {
  const digit = readState(line);
  if (digit !== undefined) return { digit };
  return { reason: `the command says ${JSON.stringify(line.slice(0, 80))}, which is no state` };
}

/** The state that a program tells. */
export function programState(options: ProgramStateOptions): StateSource {
  return { name: options.name, start: (feed) => new ProgramRuns(options, feed) };
}

class ProgramRuns implements RunningStateSource {
  readonly #options: ProgramStateOptions;
  readonly #feed: StateFeed;
  readonly #waits: Waits;
  #group: ProcessGroup;
  #ending: Promise<void> = Promise.resolve();
  #silence: CancelWait = () => {};
  #stopped = false;

  constructor(options: ProgramStateOptions, feed: StateFeed) {
    this.#options = options;
    this.#feed = feed;
    this.#waits = new Waits(options.clock, 1);
    this.#group = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waits.cancelAll();
    await Promise.all([this.#group.stop(), this.#ending]);
  }

  #run(): ProcessGroup {
    const { clock, line, start = startGroup } = this.#options;
    const startedAt = clock.monotonicMs();
    const group = startOrRefuse(line, start);
    this.#expectLine(group);
    let last = "";
    const output = readLines(group.stdout, (text) => this.#hear(text, group));
    const errors = readLines(group.stderr, (text) => last = text);
    this.#ending = Promise.all([group.ended, Promise.allSettled([output, errors])])
      .then(([reason]) => this.#ended(reason, last, startedAt));
    return group;
  }

  #hear(text: string, group: ProcessGroup): void {
    if (this.#stopped) return;
    this.#expectLine(group);
    const reading = this.#options.read(text);
    if ("digit" in reading) this.#feed.read(reading.digit);
    else this.#feed.failed(reading.reason);
  }

  #expectLine(group: ProcessGroup): void {
    this.#silence();
    this.#silence = this.#waits.after(SILENT_MS, () => {
      this.#feed.failed(`it has said nothing for ${SILENT_MS / 1_000} s`);
      group.stop();
    });
  }

  #ended(reason: string, said: string, startedAt: number): void {
    if (this.#stopped) return;
    this.#silence();
    // Ending well is what a command does that is asked once a second.
    if (reason !== "exit code 0") this.#feed.failed(`${reason}${said === "" ? "" : `: ${said}`}`);
    const sinceMs = this.#options.clock.monotonicMs() - startedAt;
    this.#waits.after(Math.max(0, READ_EVERY_MS - sinceMs), () => this.#again());
  }

  #again(): void {
    try {
      this.#group = this.#run();
    } catch (cause) {
      this.#feed.failed(cause instanceof Error ? cause.message : String(cause));
      this.#waits.after(READ_EVERY_MS, () => this.#again());
    }
  }
}

function startOrRefuse(line: ProgramLine, start: (line: ProgramLine) => ProcessGroup) {
  try {
    return start(line);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotCapable) {
      throw new StateUnavailable("forbidden", line.program);
    }
    if (cause instanceof Deno.errors.NotFound) throw new StateUnavailable("missing", line.program);
    throw cause;
  }
}
