import { Child } from "../displays/child.ts";

/** What a server of this benchmark can be told. */
export interface SyncServerOrders {
  /** Opens a free port of the loopback address. `url` and `token`: of the HTTP API, where there is one. */
  readonly open: (order: OpenOrder) => Promise<OpenServer>;
  /** Lines that have been taken in so far: by the hosts' actors, or by the bare splitter. */
  readonly handled: (order: null) => Promise<number>;
  /** Collects garbage, and answers with the resident bytes. */
  readonly settledBytes: (order: null) => Promise<number>;
}

/** Hosts that are to be polled: at one port of as many loopback addresses. */
export interface OpenOrder {
  readonly polled: readonly { readonly address: string; readonly port: number }[];
}

/** Where a server is. */
export interface OpenServer {
  readonly devicePort: number;
  readonly url: string;
  readonly token: string;
}

/** A server that runs. */
export interface RunningSyncServer extends OpenServer {
  readonly child: Child<SyncServerOrders>;
}

/** `bare`: a TCP server that splits lines and counts them. `host`: the whole control host. */
export type SyncServerKind = "bare" | "host";

/** Starts a server in a process of its own. */
export async function startSyncServer(
  kind: SyncServerKind,
  order: OpenOrder = { polled: [] },
): Promise<RunningSyncServer> {
  const child = new Child<SyncServerOrders>(`../sync/${kind}_server.ts`);
  return { child, ...await child.call("open", order) };
}
