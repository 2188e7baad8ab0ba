/** How a program ended. */
export interface ProcessEnd {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The programs of a show machine, as a display client needs them. */
export interface ProcessTable {
  /** Launches a command line. @throws Error with the system's words when it cannot be launched */
  start(command: string): number;
  alive(pid: number): boolean;
  /** Ends a program. False when it is gone already. */
  kill(pid: number): boolean;
  /** Living programs with this file name, whoever started them. */
  pidsOf(program: string): readonly number[];
  /** Calls once at the end of a living program; the return value takes that back. */
  onExit(pid: number, listener: (end: ProcessEnd) => void): () => void;
}

/** A process table in memory, driven by a test or a fleet. */
export interface SimulatedProcesses extends ProcessTable {
  /** What was launched, oldest first; the last 1,000. */
  readonly started: readonly { readonly pid: number; readonly command: string }[];
  readonly aliveCount: number;
  /** Lets a program end by itself. */
  exit(pid: number, end?: Partial<ProcessEnd>): void;
}

interface Living {
  readonly program: string;
  readonly listeners: Set<(end: ProcessEnd) => void>;
}

/** Launches remembered: more than one machine's show day. */
const MAX_STARTED = 1_000;
/** Programs at a time: far above what a show machine bears. */
const MAX_ALIVE = 256;
/** What Windows reports for a program that taskkill ended. */
const KILLED: ProcessEnd = { exitCode: 1, stdout: "", stderr: "" };

/** @param refuse returns the reason why a command cannot be launched, or undefined */
export function simulateProcesses(
  refuse: (command: string) => string | undefined = () => undefined,
): SimulatedProcesses {
  return new MemoryProcesses(refuse);
}

class MemoryProcesses implements SimulatedProcesses {
  readonly started: { pid: number; command: string }[] = [];
  readonly #living = new Map<number, Living>();
  readonly #refuse: (command: string) => string | undefined;
  #lastPid = 1_000;

  constructor(refuse: (command: string) => string | undefined) {
    this.#refuse = refuse;
  }

  get aliveCount(): number {
    return this.#living.size;
  }

  start(command: string): number {
    const reason = this.#refuse(command);
    if (reason !== undefined) throw new Error(reason);
    if (this.#living.size >= MAX_ALIVE) {
      throw new Error(`${MAX_ALIVE} programs are running already`);
    }
    const pid = ++this.#lastPid;
    this.#living.set(pid, { program: programOf(command), listeners: new Set() });
    this.started.push({ pid, command });
    if (this.started.length > MAX_STARTED) this.started.shift();
    return pid;
  }

  alive(pid: number): boolean {
    return this.#living.has(pid);
  }

  kill(pid: number): boolean {
    const was = this.alive(pid);
    this.exit(pid, KILLED);
    return was;
  }

  pidsOf(program: string): readonly number[] {
    return [...this.#living].filter(([, living]) => living.program === program).map(([pid]) => pid);
  }

  onExit(pid: number, listener: (end: ProcessEnd) => void): () => void {
    const listeners = this.#living.get(pid)?.listeners;
    listeners?.add(listener);
    return () => listeners?.delete(listener);
  }

  exit(pid: number, end: Partial<ProcessEnd> = {}): void {
    const living = this.#living.get(pid);
    if (living === undefined) return;
    this.#living.delete(pid);
    for (const listener of [...living.listeners]) {
      listener({ exitCode: 0, stdout: "", stderr: "", ...end });
    }
  }
}

/** The file name of the program that a shell would run: `"D:\My Show\Stage.exe" -x` is `Stage.exe`. */
export function programOf(command: string): string {
  const quoted = /^\s*"([^"]*)"/.exec(command)?.[1];
  return fileName(quoted ?? firstToken(command));
}

/** What the trays take for the program: of a quoted path, everything up to the first space. */
export function imageNameOf(command: string): string {
  const token = firstToken(command);
  return token.startsWith('"') ? token : fileName(token);
}

function firstToken(command: string): string {
  return command.trim().split(/\s/, 1)[0] ?? "";
}

function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
