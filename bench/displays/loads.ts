import { Child } from "./child.ts";

/** How a connect storm went; times from its first moment, in ms. */
export interface StormReport {
  readonly allMs: number;
  readonly ackMs: { readonly p50: number; readonly p99: number; readonly slowest: number };
  /** Connections that were refused or lost; must be 0. */
  readonly lost: number;
}

/** What a load can be told. */
export interface LoadOrders {
  /** Connects displays all at once and registers each; answers when all are registered. */
  readonly storm: (order: StormOrder) => Promise<StormReport>;
  /** Every display beats, `inFlight` at a time, for so long; answers with the answers that came in that time. */
  readonly beat: (order: BeatOrder) => Promise<number>;
  /** Every display beats once a second, spread over the second, for so long; answers with how many beats were sent. */
  readonly tick: (order: { readonly seconds: number }) => Promise<number>;
  /** Every display says so many things that become lines of its history; answers when all were taken in. */
  readonly makeHistory: (order: HistoryOrder) => Promise<null>;
  readonly hangUp: (order: null) => Promise<null>;
}

/** `prefix` and a number make a display's name. */
export interface StormOrder {
  readonly url: string;
  readonly count: number;
  readonly prefix: string;
}

/** A closed loop: the next heartbeat leaves when an answer comes. */
export interface BeatOrder {
  readonly seconds: number;
  readonly inFlight: number;
}

/** `plain`: lines without detail. `telling`: each with a detail of its own, as results of executions leave. */
export interface HistoryOrder {
  readonly kind: "plain" | "telling";
  readonly lines: number;
}

/** Starts a load in a process of its own. */
export function startLoad(): Child<LoadOrders> {
  return new Child<LoadOrders>("./load.ts");
}
