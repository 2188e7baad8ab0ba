import { pack } from "tar-stream";
import {
  type ContainerEngine,
  type ContainerFacts,
  type ContainerLoad,
  type ContainerState,
  EngineError,
  type ExecLimits,
  type ExecOutcome,
  type FollowLimits,
  type LogPiece,
} from "../../../../agents/nodes/agent/container_engine.ts";

/** Answers a method of a node. Throw to refuse, as a node does. */
export type FakeRpc = (method: string, params: readonly unknown[]) => unknown;

/** A container of the fake machine; a test may change it at any time. */
export interface FakeContainer {
  state: ContainerState;
  readonly argv: readonly string[];
  readonly image: string;
  /** What stands in its files, by path. */
  readonly files: Map<string, string>;
}

export const LOAD: ContainerLoad = {
  cpuPercent: 12.345,
  cpuCores: 4,
  memoryUsedBytes: 250,
  memoryLimitBytes: 1_000,
  networkReceivedBytes: 11,
  networkSentBytes: 12,
  diskReadBytes: 13,
  diskWrittenBytes: 14,
};

/** Containers in memory, that do what they are told at once and write down that they did. */
export class FakeEngine implements ContainerEngine {
  readonly containersByName = new Map<string, FakeContainer>();
  /** What changed something, in order: `stop 3node0`. */
  readonly calls: string[] = [];
  readonly execs: { readonly argv: readonly string[]; readonly input: string | undefined }[] = [];
  readonly pieces: LogPiece[] = [];
  rpc: FakeRpc = () => null;
  exec_: (argv: readonly string[], limits: ExecLimits) => Promise<ExecOutcome> | undefined = () =>
    undefined;
  /** What is thrown at a call, by its name; the first one of each is taken. */
  readonly failures = new Map<string, Error[]>();
  down = false;
  loads = 0;

  add(name: string, more: Partial<FakeContainer> = {}): FakeContainer {
    const container: FakeContainer = {
      state: "running",
      argv: ["creditcoin3-node", "--base-path", "/data"],
      image: "creditcoin3:3.61.0",
      files: new Map(),
      ...more,
    };
    this.containersByName.set(name, container);
    return container;
  }

  info() {
    return Promise.resolve({ version: "27.0", memoryTotalBytes: 10_000, cpuCores: 4 });
  }

  containers(): Promise<readonly ContainerFacts[]> {
    if (this.down) return Promise.reject(new EngineError("unreachable", "no engine"));
    return Promise.resolve(
      [...this.containersByName].map(([name, { state, argv, image }]) => ({
        id: "9f2c31ab77de",
        name,
        image,
        state,
        status: state === "running" ? "Up 3 days" : "Exited (0) 2 hours ago",
        labels: {},
        nickname: "alpha",
        argv,
      })),
    );
  }

  load(name: string): Promise<ContainerLoad> {
    this.loads++;
    return this.#do(`load ${name}`, () => LOAD, false);
  }

  start(name: string): Promise<boolean> {
    return this.#do(`start ${name}`, () => this.#become(name, "running"));
  }

  stop(name: string): Promise<boolean> {
    return this.#do(`stop ${name}`, () => this.#become(name, "exited"));
  }

  async restart(name: string): Promise<void> {
    await this.#do(`restart ${name}`, () => this.#become(name, "running"));
  }

  logs(name: string, lines: number) {
    return this.#do(`logs ${name}`, () => ({ text: `${lines} lines\n`, truncated: false }), false);
  }

  async *followLogs(_name: string, { signal }: FollowLimits): AsyncGenerator<LogPiece> {
    yield* this.pieces;
    if (signal.aborted) return;
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  }

  async exec(
    name: string,
    argv: readonly string[],
    limits: ExecLimits = {},
  ): Promise<ExecOutcome> {
    this.execs.push({ argv, input: limits.input });
    const container = this.#find(name);
    if (container.state !== "running") {
      throw new EngineError("notRunning", `${name} is not running`);
    }
    const scripted = await this.exec_(argv, limits);
    if (scripted !== undefined) return scripted;
    if (argv[0] === "curl") return outcome(answer(limits.input ?? "", this.rpc));
    if (argv[0] === "ls") return outcome(list(container.files, argv.at(-1) ?? ""));
    if (argv[0] === "du") return outcome(`2048\t${argv.at(-1)}\n`);
    return { ...outcome(""), exitCode: 1, stderr: "no" };
  }

  readArchive(name: string, path: string): Promise<ReadableStream<Uint8Array>> {
    return this.#do(`read ${path}`, () => {
      const { files, state } = this.#find(name);
      if (state === "running") throw new Error("a backup is made of a node that does not run");
      const inside = [...files].filter(([file]) => file.startsWith(`${path}/`));
      if (inside.length === 0) throw new EngineError("notFound", `no ${path}`);
      const parent = path.slice(0, path.lastIndexOf("/") + 1);
      const tar = pack();
      tar.entry({ name: path.slice(parent.length), type: "directory", mode: 0o700 });
      for (const [file, text] of inside) {
        tar.entry({ name: file.slice(parent.length), mode: 0o600 }, text);
      }
      tar.finalize();
      return ReadableStream.from(tar as AsyncIterable<Uint8Array>);
    });
  }

  writeArchive(): Promise<void> {
    return Promise.reject(new Error("nothing is written in these tests"));
  }

  close(): void {}

  #find(name: string): FakeContainer {
    const container = this.containersByName.get(name);
    if (container === undefined) throw new EngineError("notFound", `No such container: ${name}`);
    return container;
  }

  #become(name: string, state: ContainerState): boolean {
    const container = this.#find(name);
    const changed = (container.state === "running") !== (state === "running");
    if (changed) container.state = state;
    return changed;
  }

  async #do<T>(call: string, work: () => T, noted = true): Promise<T> {
    if (noted) this.calls.push(call);
    await Promise.resolve();
    const failure = this.failures.get(call)?.shift();
    if (failure !== undefined) throw failure;
    return work();
  }
}

export function outcome(stdout: string): ExecOutcome {
  return { exitCode: 0, stdout, stderr: "", truncated: false };
}

interface Asked {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

function answer(body: string, rpc: FakeRpc): string {
  const asked: Asked | Asked[] = JSON.parse(body);
  const one = ({ id, method, params }: Asked) => {
    try {
      return { jsonrpc: "2.0", id, result: rpc(method, params) };
    } catch (cause) {
      return { jsonrpc: "2.0", id, error: { code: -32_000, message: (cause as Error).message } };
    }
  };
  return JSON.stringify(Array.isArray(asked) ? asked.map(one) : one(asked));
}

function list(files: Map<string, string>, folder: string): string {
  const names = new Set(
    [...files.keys()].filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder.length + 1).split("/")[0]),
  );
  return [...names].map((name) => `${name}\n`).join("");
}
