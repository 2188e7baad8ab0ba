import type { WireFrame } from "./wire_frame.ts";

/** What a summary says, and what it gives rise to. */
export interface Summary {
  /** `data` of the frame. */
  readonly data: WireFrame;
  /** Frames of their own, such as a validator's change; nobody acknowledges them. */
  readonly news: readonly WireFrame[];
}

/** What is measured on this machine, in the words of the wire. */
export interface NodeMeasurements {
  /** `data` of the next stats. Never rejects. */
  read(): Promise<WireFrame>;
  /** Of what {@link read} has answered since the last summary. Never rejects. */
  summarise(): Promise<Summary>;
  /** What the server remembers of each node's era. */
  recallEras(eras: Readonly<Record<string, number>>): void;
}
