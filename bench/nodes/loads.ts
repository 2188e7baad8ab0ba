import { Child } from "../displays/child.ts";

/** What a load can be told. */
export interface LoadOrders {
  /** Connects hosts and registers each; answers with how many were not taken in, which must be 0. */
  readonly connect: (order: ConnectOrder) => Promise<number>;
  /** Every host sends stats, `inFlight` at a time, for so long; answers with the acknowledgements. */
  readonly saturate: (order: SaturateOrder) => Promise<number>;
  /** Every host sends one reading a second, spread over the second; answers how that went. */
  readonly tick: (order: TickOrder) => Promise<TickReport>;
}

export interface ConnectOrder {
  /** `ws://host:port`. */
  readonly url: string;
  readonly hosts: number;
  readonly containers: number;
}

/** A closed loop: the next frame leaves when an acknowledgement comes. */
export interface SaturateOrder {
  readonly seconds: number;
  readonly inFlight: number;
}

export interface TickOrder {
  readonly seconds: number;
}

/** Frames sent and acknowledged, connections lost, and how long acknowledgements took, in ms. */
export interface TickReport {
  readonly sent: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly ackMs: { readonly p50: number; readonly p99: number };
}

/** Starts a load in a process of its own. */
export function startLoad(): Child<LoadOrders> {
  return new Child<LoadOrders>(new URL("./load.ts", import.meta.url).href);
}
