import { Child } from "./child.ts";

/** What a server of the benchmark can be told. */
export interface ServerOrders {
  /** Opens a free port of the loopback address. `token`: for the HTTP API, where there is one. */
  readonly open: (order: null) => Promise<{ readonly url: string; readonly token: string }>;
  /** Collects garbage, and answers with the resident bytes. */
  readonly settledBytes: (order: null) => Promise<number>;
  /** How long the event loop was kept from its turn, in ms, since the last question. */
  readonly longestStallMs: (order: null) => number;
}

/** A server that runs, with its address. */
export interface RunningServer {
  readonly child: Child<ServerOrders>;
  readonly url: string;
  readonly token: string;
}

/** `bare`: npm socket.io with a handler that answers. `host`: the whole control host. */
export type ServerKind = "bare" | "host";

/** Starts a server in a process of its own. */
export async function startServer(
  kind: ServerKind,
  flags: readonly string[] = [],
): Promise<RunningServer> {
  const child = new Child<ServerOrders>(`./${kind}_server.ts`, flags);
  return { child, ...await child.call("open", null) };
}
