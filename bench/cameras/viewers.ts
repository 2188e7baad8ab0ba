import { Child } from "../displays/child.ts";

/** Where a camera's stream is had. `request`: what a viewer says first; null: nothing. */
export interface Target {
  readonly port: number;
  readonly request: string | null;
}

/** What the viewers can be told. */
export interface ViewerOrders {
  /** Connects so many to each target. */
  readonly connect: (order: ConnectOrder) => Promise<null>;
  /** Bytes that have been read by all. */
  readonly bytes: (order: null) => number;
  /** How long frames took from the camera to the viewers that look, since the last question. */
  readonly delays: (order: null) => DelayReport;
}

/** What a viewer does: `read` and count bytes, `look` at them for the time of sending, or `ignore` them, unread. */
export type Watching = "read" | "look" | "ignore";

export interface ConnectOrder {
  readonly targets: readonly Target[];
  readonly each: number;
  readonly what: Watching;
}

/** In ms. */
export interface DelayReport {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
}

/** Starts the viewers in a process of their own. */
export function startViewers(): Child<ViewerOrders> {
  return new Child<ViewerOrders>("../cameras/viewer.ts");
}
