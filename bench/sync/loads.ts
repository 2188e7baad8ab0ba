import { Child } from "../displays/child.ts";

/** What a load can be told. */
export interface LoadOrders {
  /** Connects hosts, each of which says one line; answers when all are connected. */
  readonly connect: (order: ConnectOrder) => Promise<null>;
  /** Every host writes as fast as the server reads; answers with the lines that were sent. */
  readonly blast: (order: BlastOrder) => Promise<number>;
  /** Every host says a line at every interval, evenly spread; answers with the lines that were sent. */
  readonly steady: (order: SteadyOrder) => Promise<number>;
  readonly hangUp: (order: null) => Promise<null>;
  /** Listens on one port of every loopback address, and answers `GET_STATUS`. */
  readonly answer: (order: null) => Promise<{ readonly port: number }>;
  /** Opens event streams, changes the state of one host after the other, and times how long the news takes. */
  readonly news: (order: NewsOrder) => Promise<NewsReport>;
}

/** Hosts are numbered; those of other numbers are other hosts. */
export interface ConnectOrder {
  readonly port: number;
  readonly first?: number;
  readonly count: number;
}

/** `linesPerWrite`: 1 is what hosts do; more shows what is left of the network's cost. */
export interface BlastOrder {
  readonly seconds: number;
  readonly linesPerWrite: number;
}

export interface SteadyOrder {
  readonly seconds: number;
  readonly intervalMs: number;
}

export interface NewsOrder {
  readonly url: string;
  readonly token: string;
  readonly listeners: number;
  readonly changes: number;
  readonly perSecond: number;
}

/** From the line on the wire to its event at a listener, in ms, over all listeners. */
export interface NewsReport {
  readonly count: number;
  readonly missing: number;
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
}

/** Starts a load in a process of its own. */
export function startLoad(): Child<LoadOrders> {
  return new Child<LoadOrders>("../sync/load.ts");
}
