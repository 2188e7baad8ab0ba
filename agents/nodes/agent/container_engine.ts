/**
 * The containers of one machine, as the node agent needs them: looked at, started and stopped, read from. Whatever
 * runs them (Docker, or a simulated machine) stands behind {@link ContainerEngine}. Nothing here makes or removes a
 * container.
 *
 * Every method rejects with an {@link EngineError} and nothing else. A container is named by its name.
 *
 * @module
 */

/** What a container is doing, in Docker's words. */
export type ContainerState =
  | "created"
  | "running"
  | "paused"
  | "restarting"
  | "removing"
  | "exited"
  | "dead";

/** A container that is there, running or not. */
export interface ContainerFacts {
  /** The first 12 hexadecimal digits, as people write it. */
  readonly id: string;
  readonly name: string;
  /** `creditcoin3:3.61.0`, as it was named when the container was made. */
  readonly image: string;
  readonly state: ContainerState;
  /** One line for people: `Up 3 days`, `Exited (0) 2 hours ago`. */
  readonly status: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Name at the telemetry (`TELEMETRY_NAME` of its environment); empty without one. */
  readonly nickname: string;
  /** The program and what it is given, in order. */
  readonly argv: readonly string[];
}

/** What a running container uses. Bytes; the counters only grow, until the container is started again. */
export interface ContainerLoad {
  /** Since the reading before, or over the last second at the first one; 100 is one core. */
  readonly cpuPercent: number;
  /** Cores of the machine. */
  readonly cpuCores: number;
  /** Without the cache of files, which the system gives back when it is needed. */
  readonly memoryUsedBytes: number;
  readonly memoryLimitBytes: number;
  readonly networkReceivedBytes: number;
  readonly networkSentBytes: number;
  readonly diskReadBytes: number;
  readonly diskWrittenBytes: number;
}

/** The engine itself. */
export interface EngineInfo {
  readonly version: string;
  /** Memory that containers may use together. */
  readonly memoryTotalBytes: number;
  readonly cpuCores: number;
}

/** What a program inside a container has come to. */
export interface ExecOutcome {
  readonly exitCode: number;
  /** UTF-8 as far as it is; from its end, where there was more than allowed. */
  readonly stdout: string;
  readonly stderr: string;
  /** The beginning of stdout or stderr was left out. */
  readonly truncated: boolean;
}

/** How a call may end early. */
export interface CallLimits {
  /** Each method names its default. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** How a program is run inside a container. */
export interface ExecLimits extends CallLimits {
  /** Given to the program, whose standard input then ends; without it the program has none. */
  readonly input?: string;
  /** Kept of stdout and of stderr each, from the end. Default 1 MiB: what a result may hold. */
  readonly maxOutputBytes?: number;
}

/** How a log is followed. */
export interface FollowLimits {
  /** Lines from before to begin with; 0 to 10,000. */
  readonly lines: number;
  readonly signal: AbortSignal;
}

/** What was written, or that the container was started again in between. Several lines may come in one piece. */
export type LogPiece =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "restarted"; readonly at: number };

/** A bounded part of a log, from its end. */
export interface LogTail {
  readonly text: string;
  readonly truncated: boolean;
}

/** See the module. */
export interface ContainerEngine {
  /** Within 5 s. */
  info(limits?: CallLimits): Promise<EngineInfo>;
  /** All containers of the machine, those that do not run included; by name. Within 5 s. */
  containers(limits?: CallLimits): Promise<readonly ContainerFacts[]>;
  /** What a running container uses now. Within 5 s. @throws `notRunning` */
  load(name: string, limits?: CallLimits): Promise<ContainerLoad>;
  /** False when it ran already. Within 60 s. */
  start(name: string, limits?: CallLimits): Promise<boolean>;
  /** False when it did not run. The program has `graceMs` (default 10 s) to end by itself. Within 60 s beyond that. */
  stop(name: string, limits?: CallLimits & { readonly graceMs?: number }): Promise<boolean>;
  /** Starts it too when it does not run. Within 60 s beyond the grace of 10 s. */
  restart(name: string, limits?: CallLimits): Promise<void>;
  /** The last lines of stdout and stderr, in the order they were written; 1 MiB at most. Within 30 s. */
  logs(name: string, lines: number, limits?: CallLimits): Promise<LogTail>;
  /**
   * The last lines, then what is written from now on, also after the container was stopped and started again. Ends
   * when the container is removed or the signal is given; then without an error.
   */
  followLogs(name: string, limits: FollowLimits): AsyncIterable<LogPiece>;
  /**
   * Runs a program inside, without a shell and without a terminal, to its end. What it started is ended, as far as
   * the container allows it, when the time (default 30 s) is over or the signal is given.
   *
   * @throws `notRunning`, `timedOut`, `aborted`, and `noProgram` where there is no such program
   */
  exec(name: string, argv: readonly string[], limits?: ExecLimits): Promise<ExecOutcome>;
  /**
   * A file or a folder of a container, running or not, as a tar archive: the names in it begin with the last part of
   * the path. @throws `notFound` where there is no such path
   */
  readArchive(name: string, path: string, limits?: CallLimits): Promise<ReadableStream<Uint8Array>>;
  /** Unpacks a tar archive into a folder that is there. */
  writeArchive(
    name: string,
    path: string,
    tar: ReadableStream<Uint8Array>,
    limits?: CallLimits,
  ): Promise<void>;
  /** Lets go of what it holds. */
  close(): void;
}

/** Why an engine did not do it. */
export type EngineErrorCode =
  /** Nobody listens: no socket, no answer, or the engine is stopped. */
  | "unreachable"
  /** We may not use the socket. */
  | "forbidden"
  /** The engine speaks no version that we do. */
  | "tooOld"
  /** No such container, or no such path in it. */
  | "notFound"
  | "notRunning"
  /** There is no such program inside the container. */
  | "noProgram"
  | "timedOut"
  | "aborted"
  /** The engine says no, in its own words. */
  | "refused"
  /** An answer that cannot be understood. */
  | "odd";

/** Something that an engine did not do. The message is a sentence for people, without secrets. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "EngineError";
    this.code = code;
  }
}
