import type { Cell } from "../cell.ts";
import { childrenOf } from "../life/children.ts";
import { incarnationOf } from "../life/life_notes.ts";
import { depthOf } from "../mailbox/mailbox_lanes.ts";
import type { StormWatch } from "../supervision/storm.ts";
import { groupPolicy, isGroup } from "../supervision/supervising.ts";
import type { ActorReport } from "../types.ts";

/** Names of the life states, by their number. */
const STATES = [
  "running",
  "starting",
  "restarting",
  "passive",
  "coolingDown",
  "stopping",
  "stopped",
] as const;

/** An actor and all below it, as they are now. */
export function reportOf(cell: Cell): ActorReport {
  const { profile, rare } = cell;
  const life = rare?.life;
  return {
    path: cell.path,
    kind: cell.kind,
    key: cell.key,
    state: STATES[cell.status] ?? "stopped",
    mailboxDepth: depthOf(cell),
    mailboxCapacity: profile.capacity,
    incarnation: incarnationOf(cell),
    handled: cell.handled - (life?.stash?.unhandled ?? 0),
    crashed: rare?.crashed ?? 0,
    dropped: rare?.dropped ?? 0,
    restarts: rare?.restarts ?? 0,
    restartsLeft: restartsLeft(cell),
    lastError: rare?.lastError,
    stashed: life?.stash?.count ?? 0,
    ...stormsOf(life?.supervising?.storm),
    children: childrenOf(cell).map(reportOf),
  };
}

/** Messages that wait, by kind of actor, in a cell and all below it; added to `depths`. */
export function addDepths(cell: Cell, depths: Map<string, number>): void {
  depths.set(cell.kind, (depths.get(cell.kind) ?? 0) + depthOf(cell));
  let child = cell.rare?.children?.oldest;
  for (; child !== undefined; child = child.younger) addDepths(child, depths);
}

/** Those of its group, where the group has a budget and not the child. */
function restartsLeft({ parent, rare, profile: { runtime, restart } }: Cell): number {
  const grouped = isGroup(parent);
  const budget = grouped ? parent.rare?.life?.supervising?.budget : rare?.budget;
  if (budget !== undefined) return budget.left(runtime.clock.monotonicMs());
  return (grouped ? groupPolicy(parent) : restart).maxRestarts;
}

function stormsOf(storm: StormWatch | undefined): Pick<ActorReport, "storms"> {
  return storm === undefined || storm.count === 0
    ? {}
    : { storms: { count: storm.count, active: storm.active } };
}
