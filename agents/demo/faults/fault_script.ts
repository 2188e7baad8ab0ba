import type { Clock } from "../../../actors/kernel/mod.ts";
import type { DemoFleet } from "../demo_fleet.ts";

/** What a fault finds when it is made ready. */
export interface FaultStage {
  readonly fleet: DemoFleet;
  readonly clock: Clock;
  /** From 0 to below 1; seeded, so that the same demo does the same. */
  readonly random: () => number;
}

/** A fault that is ready to begin. */
export interface Strike {
  /** Keys of the members that it touches; nobody else is. */
  readonly members: readonly string[];
  begin(): void;
  /** Everything is as before; harmless when the beginning has failed half-way. */
  end(): void;
}

/** Chooses whom a fault touches, and says how; one file each, so that adding a fault is adding a file. */
export type FaultScript = (stage: FaultStage) => Strike;

/** Turns something on for members, and off again. */
export function switched<M extends { readonly key: string }>(
  members: readonly M[],
  turn: (member: M, on: boolean) => void,
): Strike {
  return {
    members: members.map(({ key }) => key),
    begin: () => members.forEach((member) => turn(member, true)),
    end: () => members.forEach((member) => turn(member, false)),
  };
}

/** One of a kind: the n-th, or the last where there are not so many. */
export function nth<M>(members: readonly M[], n: number): readonly M[] {
  return members.slice(0, n + 1).slice(-1);
}
