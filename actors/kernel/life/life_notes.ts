import type { Cell } from "../cell.ts";
import type { Halt } from "./halting.ts";
import type { IdleTimes } from "../timers/idle_times.ts";
import type { SnapshotKeeper } from "../snapshots/snapshot_keeper.ts";
import type { Stash } from "../mailbox/stash.ts";
import type { Supervising } from "../supervision/supervising.ts";

/** What is known of an actor that has lost an incarnation, looks after failing children, or uses a rare ability. */
export class LifeNotes {
  /** Incarnations that ended while the actor went on. */
  ended = 0;
  /** The last of them whose end was told to watchers. */
  told = 0;
  /** Why it handles nothing at present: the failure of its last incarnation, until the next one runs. */
  failure: unknown = undefined;
  /** Milliseconds waited before the present incarnation; `undefined` when a message woke it. */
  waitedMs: number | undefined = undefined;
  halt: Halt | undefined = undefined;
  supervising: Supervising | undefined = undefined;
  stash: Stash | undefined = undefined;
  idle: IdleTimes | undefined = undefined;
  snapshots: SnapshotKeeper | undefined = undefined;
  /** Piped promises that are open; counted only where they keep the actor from becoming passive. */
  pipes = 0;
}

/** The notes on an actor, made when first needed. */
export function lifeOf(cell: Cell): LifeNotes {
  return cell.extras().life ??= new LifeNotes();
}

/** Number of the present incarnation, or of the next one while there is none. */
export function incarnationOf(cell: Cell): number {
  return (cell.rare?.life?.ended ?? 0) + 1;
}
