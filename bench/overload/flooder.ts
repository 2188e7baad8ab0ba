/**
 * A process that floods a control host until it is killed, or for the seconds that it is told: names of floods, the
 * target and the seconds come as JSON in the first argument.
 *
 * @module
 */
import type { Target } from "./flooding.ts";
import { FLOODS } from "./floods.ts";

/** What a flooder is told. */
export interface FloodOrder {
  readonly floods: readonly string[];
  readonly target: Target;
  readonly seconds: number;
}

if (import.meta.main) {
  const { floods, target, seconds }: FloodOrder = JSON.parse(Deno.args[0] ?? "{}");
  const signal = AbortSignal.timeout(seconds * 1_000);
  await Promise.all(floods.map((name) => FLOODS[name]?.(target, signal)));
  Deno.exit(0);
}
