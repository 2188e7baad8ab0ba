import { type Cell, HAS_CHORES } from "../cell.ts";
import { armPassivation, touch } from "../timers/idle_times.ts";
import { lifeOf } from "../life/life_notes.ts";
import { SnapshotKeeper } from "../snapshots/snapshot_keeper.ts";

/** Begins what an actor's definition asks to be looked at before each message. */
export function beginChores(cell: Cell): void {
  const { definition: { passivateAfterMs, snapshot }, runtime } = cell.profile;
  if (passivateAfterMs !== undefined) armPassivation(cell, passivateAfterMs);
  if (snapshot === undefined || runtime.snapshots === undefined) return;
  lifeOf(cell).snapshots = new SnapshotKeeper(cell, snapshot, runtime.snapshots);
  cell.flags |= HAS_CHORES;
}

/** Called between two turns: only here is a state whole, and a message about to be handled. */
export function doChores(cell: Cell): void {
  const life = cell.rare?.life;
  if (life?.idle !== undefined) touch(cell, life.idle);
  life?.snapshots?.betweenTurns();
}

/** The incarnation ends. */
export function endChores(cell: Cell): void {
  if ((cell.flags & HAS_CHORES) === 0) return;
  cell.flags &= ~HAS_CHORES;
  const life = lifeOf(cell);
  life.idle?.close();
  life.idle = undefined;
}
