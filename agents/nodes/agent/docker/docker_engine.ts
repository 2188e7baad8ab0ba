/**
 * Docker's engine as the node agent uses it, over the engine's own HTTP interface.
 *
 * @example
 * ```ts
 * const engine = connectDocker("unix:///var/run/docker.sock");
 * for (const { name, status } of await engine.containers()) console.log(name, status);
 * engine.close();
 * ```
 * @module
 */
import { ByteTail } from "../byte_tail.ts";
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
} from "../container_engine.ts";
import { CallTime } from "./call_time.ts";
import { ContainerList } from "./container_list.ts";
import { DEFAULT_ENGINE, readEngineAddress } from "./engine_address.ts";
import { EngineHttp } from "./engine_http.ts";
import { Info, Inspected } from "./engine_shapes.ts";
import { runExec } from "./exec_run.ts";
import { LoadReader } from "./load_reader.ts";
import { followLog } from "./log_follower.ts";
import { RawStream } from "./raw_stream.ts";

const LOOK_MS = 5_000;
const LOG_MS = 30_000;
/** A node that was killed may need this long until its database lets it start. */
const START_MS = 60_000;
const GRACE_MS = 10_000;
/** Keystore and network of a node have some kilobytes; a slow disk has time for a gigabyte. */
const ARCHIVE_MS = 600_000;
/** What a result may hold. */
const MAX_LOG_BYTES = 1_024 * 1_024;

/**
 * The engine at an address; nothing is sent before the first call.
 *
 * @param address `unix:///…`, a path, or `tcp://host:port`, as `DOCKER_HOST` has it
 * @throws {EngineError} `refused` for an address that is none
 */
export function connectDocker(address: string = DEFAULT_ENGINE): ContainerEngine {
  return new DockerEngine(new EngineHttp(readEngineAddress(address)));
}

class DockerEngine implements ContainerEngine {
  readonly #http: EngineHttp;
  readonly #list: ContainerList;
  readonly #loads: LoadReader;

  constructor(http: EngineHttp) {
    this.#http = http;
    this.#list = new ContainerList(http);
    this.#loads = new LoadReader(http);
  }

  async info(limits?: CallLimits): Promise<EngineInfo> {
    const time = new CallTime(limits, LOOK_MS);
    const info = await this.#http.json(Info, { path: "/info" }, time);
    return {
      version: info.ServerVersion,
      memoryTotalBytes: info.MemTotal,
      cpuCores: info.NCPU,
    };
  }

  async containers(limits?: CallLimits): Promise<readonly ContainerFacts[]> {
    const containers = await this.#list.read(new CallTime(limits, LOOK_MS));
    this.#loads.keepOnly(containers);
    return containers;
  }

  async load(name: string, limits?: CallLimits): Promise<ContainerLoad> {
    return await this.#loads.read(name, new CallTime(limits, LOOK_MS));
  }

  async start(name: string, limits?: CallLimits): Promise<boolean> {
    return await this.#change(name, "start", new CallTime(limits, START_MS));
  }

  async stop(name: string, limits?: CallLimits & { readonly graceMs?: number }): Promise<boolean> {
    const graceMs = limits?.graceMs ?? GRACE_MS;
    const time = new CallTime(limits, START_MS + graceMs);
    return await this.#change(name, `stop?t=${Math.ceil(graceMs / 1_000)}`, time);
  }

  async restart(name: string, limits?: CallLimits): Promise<void> {
    const time = new CallTime(limits, START_MS + GRACE_MS);
    await this.#change(name, `restart?t=${GRACE_MS / 1_000}`, time);
  }

  async logs(name: string, lines: number, limits?: CallLimits): Promise<LogTail> {
    const time = new CallTime(limits, LOG_MS);
    const { Config: { Tty } } = await this.#inspect(name, time);
    const path = `${pathOf(name)}/logs?stdout=1&stderr=1&tail=${lines}`;
    const response = await this.#http.open({ path }, time);
    const tail = new ByteTail(MAX_LOG_BYTES);
    const frames = new RawStream();
    try {
      for await (const chunk of response.body ?? []) {
        if (Tty) tail.push(chunk);
        else for (const { bytes } of frames.push(chunk)) tail.push(bytes);
      }
    } catch (cause) {
      throw time.failure(`The log of ${name}`) ?? brokenOff(cause);
    }
    return { text: tail.text(), truncated: tail.truncated };
  }

  async *followLogs(name: string, limits: FollowLimits): AsyncGenerator<LogPiece> {
    if (limits.signal.aborted) return;
    const time = new CallTime({ signal: limits.signal }, LOOK_MS);
    let container: Inspected;
    try {
      container = await this.#inspect(name, time);
    } catch (cause) {
      if (limits.signal.aborted) return;
      throw cause;
    }
    yield* followLog(this.#http, container, limits);
  }

  async exec(name: string, argv: readonly string[], limits?: ExecLimits): Promise<ExecOutcome> {
    return await runExec(this.#http, name, argv, limits);
  }

  async readArchive(name: string, path: string, limits?: CallLimits) {
    const time = new CallTime(limits, ARCHIVE_MS);
    const response = await this.#http.open({ path: archivePathOf(name, path) }, time);
    return response.body ?? ReadableStream.from<Uint8Array>([]);
  }

  async writeArchive(
    name: string,
    path: string,
    tar: ReadableStream<Uint8Array>,
    limits?: CallLimits,
  ): Promise<void> {
    const time = new CallTime(limits, ARCHIVE_MS);
    const call = { method: "PUT", path: archivePathOf(name, path), body: tar } as const;
    await this.#http.status(call, time);
  }

  close(): void {
    this.#http.close();
  }

  /** False when the engine says that there was nothing to do. */
  async #change(name: string, what: string, time: CallTime): Promise<boolean> {
    const call = { method: "POST", path: `${pathOf(name)}/${what}` } as const;
    return await this.#http.status(call, time) !== 304;
  }

  async #inspect(name: string, time: CallTime): Promise<Inspected> {
    return await this.#http.json(Inspected, { path: `${pathOf(name)}/json` }, time);
  }
}

function pathOf(name: string): string {
  return `/containers/${encodeURIComponent(name)}`;
}

function archivePathOf(name: string, path: string): string {
  return `${pathOf(name)}/archive?path=${encodeURIComponent(path)}`;
}

function brokenOff(cause: unknown): EngineError {
  if (cause instanceof EngineError) return cause;
  return new EngineError("unreachable", "The Docker engine's answer broke off", cause);
}
