import {
  type CallLimits,
  type ContainerEngine,
  type ContainerFacts,
  type ContainerLoad,
  EngineError,
  type EngineInfo,
  type ExecLimits,
  type ExecOutcome,
  type FollowLimits,
  type LogPiece,
  type LogTail,
} from "../../nodes/agent/container_engine.ts";
import { type DeviceClock, realClock } from "../../waits.ts";
import { pause } from "./engine_pause.ts";
import { followLog, textOf } from "./log_follow.ts";
import { factsOf } from "./container_facts.ts";
import { archiveOf } from "./node_files.ts";
import { lastLines } from "./node_log.ts";
import { concernsKeys } from "./node_rpc.ts";
import type { SimulatedContainer } from "./simulated_container.ts";
import type { SimulatedHost } from "./simulated_host.ts";
import { runProgram } from "./simulated_programs.ts";

/** What things take on a healthy machine: from, to. */
const QUICK_MS = [3, 15] as const;
const STOP_MS = [1_200, 2_500] as const;
const START_MS = [700, 1_500] as const;
/** What everything that touches it takes besides, on a disk that is slow. */
const SLOW_DISK_MS = [2_000, 4_000] as const;
/** A slow disk makes an RPC wait, too, but not for ever. */
const SLOW_RPC_MS = [400, 900] as const;
/** Longer than anybody waits for an RPC. */
const NEVER_MS = 600_000;
const MINUTE_MS = 60_000;
const EXEC_TIMEOUT_MS = 30_000;
const CORES = 8;

/** A container engine that has no containers: the machine behind it exists in words only. */
export class SimulatedEngine implements ContainerEngine {
  readonly #host: SimulatedHost;
  readonly #random: () => number;
  readonly #clock: DeviceClock;

  /** @param random 0 to below 1; decides how long things take */
  constructor(host: SimulatedHost, random: () => number, clock: DeviceClock = realClock) {
    this.#host = host;
    this.#random = random;
    this.#clock = clock;
  }

  async info(limits: CallLimits = {}): Promise<EngineInfo> {
    await this.#work(QUICK_MS, limits);
    const { memoryTotalBytes, cpuCores } = this.#host.system(this.#now);
    return { version: "simulated", memoryTotalBytes, cpuCores };
  }

  async containers(limits: CallLimits = {}): Promise<readonly ContainerFacts[]> {
    await this.#work(QUICK_MS, limits);
    return this.#host.containers.map((container) => factsOf(container, this.#now));
  }

  async load(name: string, limits: CallLimits = {}): Promise<ContainerLoad> {
    const container = this.#running(name);
    await this.#work(QUICK_MS, limits);
    const load = container.load(this.#now);
    return {
      cpuPercent: load.cpuPercent,
      cpuCores: CORES,
      memoryUsedBytes: load.memoryBytes,
      memoryLimitBytes: this.#host.system(this.#now).memoryTotalBytes,
      networkReceivedBytes: load.receivedBytes,
      networkSentBytes: load.sentBytes,
      diskReadBytes: load.readBytes,
      diskWrittenBytes: load.writtenBytes,
    };
  }

  async start(name: string, limits: CallLimits = {}): Promise<boolean> {
    const container = this.#find(name);
    if (container.running) return false;
    await this.#workOnDisk(START_MS, { timeoutMs: MINUTE_MS, ...limits });
    container.start(this.#now);
    return true;
  }

  async stop(name: string, limits: CallLimits = {}): Promise<boolean> {
    const container = this.#find(name);
    if (!container.running) return false;
    await this.#workOnDisk(STOP_MS, { timeoutMs: MINUTE_MS, ...limits });
    container.stop(this.#now);
    return true;
  }

  async restart(name: string, limits: CallLimits = {}): Promise<void> {
    await this.stop(name, limits);
    await this.start(name, limits);
  }

  async logs(name: string, lines: number, limits: CallLimits = {}): Promise<LogTail> {
    const container = this.#find(name);
    await this.#workOnDisk(QUICK_MS, limits);
    return { text: textOf(lastLines(container, lines, this.#now)), truncated: false };
  }

  followLogs(name: string, limits: FollowLimits): AsyncIterable<LogPiece> {
    return followLog(this.#find(name), limits, this.#clock);
  }

  async exec(
    name: string,
    [program = "", ...args]: readonly string[],
    limits: ExecLimits = {},
  ): Promise<ExecOutcome> {
    const container = this.#running(name);
    const { input = "" } = limits;
    const fails = this.#host.keysFail && concernsKeys(input);
    const takes = fails ? [NEVER_MS, NEVER_MS] as const : this.#host.slow ? SLOW_RPC_MS : QUICK_MS;
    await this.#work(takes, { timeoutMs: EXEC_TIMEOUT_MS, ...limits });
    return runProgram(program, { container, args, input, now: this.#now });
  }

  async readArchive(
    name: string,
    path: string,
    limits: CallLimits = {},
  ): Promise<ReadableStream<Uint8Array>> {
    const container = this.#find(name);
    await this.#workOnDisk(QUICK_MS, limits);
    const archive = archiveOf(container, path);
    if (archive === undefined) throw new EngineError("notFound", `There is no ${path} in ${name}.`);
    return archive;
  }

  writeArchive(name: string): Promise<void> {
    return Promise.reject(new EngineError("refused", `${name} is simulated, and takes no files.`));
  }

  close(): void {
    // It holds nothing.
  }

  get #now(): number {
    return this.#clock.now();
  }

  #find(name: string): SimulatedContainer {
    const found = this.#host.containers.find((container) => container.name === name);
    if (found !== undefined) return found;
    throw new EngineError("notFound", `There is no container ${name}.`);
  }

  #running(name: string): SimulatedContainer {
    const container = this.#find(name);
    if (container.running) return container;
    throw new EngineError("notRunning", `${name} does not run.`);
  }

  #work([from, to]: readonly [number, number], limits: CallLimits): Promise<void> {
    return pause(this.#clock, from + (to - from) * this.#random(), limits);
  }

  async #workOnDisk(takes: readonly [number, number], limits: CallLimits): Promise<void> {
    await this.#work(takes, limits);
    if (this.#host.slow) await this.#work(SLOW_DISK_MS, limits);
  }
}
