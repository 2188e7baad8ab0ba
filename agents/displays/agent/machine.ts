import type { LineDialect, StartableProgram } from "./command_line.ts";

/** What tells a process from another one that gets its number later. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, to the precision of the system, and in which run of the system. */
  readonly startedAt: string;
}

/** The program that a run was started with. */
export interface RunLeader {
  readonly pid: number;
  /** As in {@link ProcessIdentity}; null while it is not known yet. */
  readonly startedAt: string | null;
  /** This agent has started it, and not one before it. */
  readonly witnessed: boolean;
}

/** A program to start, and by which its processes are known later. */
export interface LaunchOrder extends StartableProgram {
  /** Letters and digits; every process of the program inherits it. */
  readonly runId: string;
  /** Where its output goes, where the system can do that: a program must outlive the agent, and a pipe would not. */
  readonly outputPath: string;
}

/** How a program ended. */
export interface ProgramEnd {
  readonly exitCode: number;
  /** `SIGKILL`, where it was one. */
  readonly signal: string | null;
}

/** A program that was started. */
export interface Launched {
  readonly pid: number;
  /** Never rejects. */
  readonly ended: Promise<ProgramEnd>;
  /** What it has written last, where that does not go to the file. */
  output?(): string;
}

/** The machine that shows run on, as the agent needs it. */
export interface ShowMachine {
  readonly dialect: LineDialect;
  /** How often to look after programs whose end nobody tells us. */
  readonly lookEveryMs: number;
  /** @throws Error with a sentence when there is no such program, or it cannot be started */
  launch(order: LaunchOrder): Launched;
  /** Every living process of a run: the program, what it has started, what that has started, and nobody else. */
  members(runId: string, leader: RunLeader): Promise<readonly ProcessIdentity[]>;
  /** Whether a process is there; cheap. */
  alive(pid: number): boolean;
  /** Asks processes to end, or makes them. Those that are gone already do no harm. */
  signal(pids: readonly number[], how: "ask" | "force"): Promise<void>;
}
