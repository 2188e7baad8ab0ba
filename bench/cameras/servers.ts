import { Child } from "../displays/child.ts";
import type { BenchCodec } from "./cameras.ts";
import type { Target } from "./viewers.ts";

/** What a server of this benchmark can be told. */
export interface ServerOrders {
  readonly open: (order: OpenOrder) => Promise<OpenServer>;
}

/** Cameras at ports of the loopback address. */
export interface OpenOrder {
  readonly cameras: readonly number[];
  readonly codec: BenchCodec;
  readonly path: StreamPath;
}

/** `pieces`: bytes as they come. `frames`: whole pictures. */
export type StreamPath = "pieces" | "frames";

export interface OpenServer {
  /** One for each camera, in their order. */
  readonly targets: readonly Target[];
  /** Whose CPU time counts; null: the process that was started. */
  readonly pid: number | null;
}

/**
 * `host`: the whole control host. `bare`: node:net, each read written to each viewer. `python`: the guide's design, a
 * thread per client.
 */
export type ServerKind = "host" | "bare" | "python";

/** A server that runs. */
export interface RunningServer {
  readonly child: Child<ServerOrders>;
  readonly targets: readonly Target[];
  readonly pid: number;
}

/** Starts a server in a process of its own. */
export async function startServer(kind: ServerKind, order: OpenOrder): Promise<RunningServer> {
  const child = new Child<ServerOrders>(`../cameras/${kind}_server.ts`);
  const { targets, pid } = await child.call("open", order);
  return { child, targets, pid: pid ?? child.pid };
}
