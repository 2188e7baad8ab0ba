import { Child } from "../displays/child.ts";
import type { Delay } from "./loop_delay.ts";

/** What a server of the benchmark can be told. */
export interface ServerOrders {
  /** Opens a free port of the loopback address. */
  readonly open: (order: null) => Promise<OpenedServer>;
  /** How late the event loop was, since the last question. */
  readonly loopDelay: (order: null) => Delay;
  /** Collects garbage, and answers with the resident bytes. */
  readonly settledBytes: (order: null) => Promise<number>;
  /** Bytes on disk of one day of one container. */
  readonly bytesPerContainerDay: (order: null) => number;
  /** Drops the database from the machine's memory, as if nobody had read it for days. */
  readonly forgetPages: (order: null) => Promise<void>;
  /** Where its HTTP API is. */
  readonly api: (order: null) => ApiAccess;
}

export interface OpenedServer {
  /** `ws://host:port`. */
  readonly url: string;
  /** Whose CPU time counts; null: the process that was started. */
  readonly pid: number | null;
}

/** The address of an HTTP API, and a token that may see everything. */
export interface ApiAccess {
  readonly url: string;
  readonly token: string;
}

/** A server that runs. */
export interface RunningServer {
  readonly child: Child<ServerOrders>;
  readonly url: string;
  readonly pid: number;
}

/**
 * `host`: the whole control host. `bare`: npm ws behind the same listener, parse and acknowledge. `deno`: Deno's own
 * `upgradeWebSocket`, the same. `python`: Python's websockets, the same.
 */
export type ServerKind = "host" | "bare" | "deno" | "python";

/** Starts a server in a process of its own. */
export async function startServer(
  kind: ServerKind,
  flags: readonly string[] = [],
): Promise<RunningServer> {
  const script = new URL(`./${kind}_server.ts`, import.meta.url).href;
  const child = new Child<ServerOrders>(script, flags);
  const { url, pid } = await child.call("open", null);
  return { child, url, pid: pid ?? child.pid };
}

/** The orders of a server that has nothing but a port. */
export function bareAnswers(
  open: () => Promise<{ readonly port: number; readonly pid?: number }>,
): ServerOrders {
  return {
    async open() {
      const { port, pid } = await open();
      return { url: `ws://127.0.0.1:${port}`, pid: pid ?? null };
    },
    loopDelay: () => ({ p99Ms: NaN, longestMs: NaN }),
    settledBytes: () => Promise.resolve(NaN),
    bytesPerContainerDay: () => NaN,
    forgetPages: () => Promise.resolve(),
    api: () => ({ url: "", token: "" }),
  };
}
