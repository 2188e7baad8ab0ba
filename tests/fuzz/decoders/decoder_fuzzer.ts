import type fc from "fast-check";

/** A decoder, and what holds for it whatever it is given. */
export interface DecoderFuzzer {
  readonly name: string;
  readonly property: fc.IRawProperty<unknown>;
}
