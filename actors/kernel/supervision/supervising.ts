import type { Cell } from "../cell.ts";
import type { GroupRestart } from "./group_restart.ts";
import { lifeOf } from "../life/life_notes.ts";
import { StormWatch } from "./storm.ts";
import { DEFAULT_RESTART, RestartBudget } from "./supervision.ts";
import type { RestartPolicy, SupervisionStrategy } from "./supervision_policy.ts";

/** What a parent knows of its children's failures. */
export class Supervising {
  /** Of the group; unused where each child has its own. */
  readonly budget: RestartBudget;
  readonly policy: RestartPolicy;
  readonly storm: StormWatch;
  /** The restart of a group under way. */
  round: GroupRestart | undefined = undefined;

  constructor(readonly supervisor: Cell) {
    this.policy = groupPolicy(supervisor);
    this.budget = new RestartBudget(this.policy);
    this.storm = new StormWatch(supervisor, supervisor.profile.definition.supervision?.storm);
  }

  /** The supervisor's incarnation ends, and its children with it: the next one begins with a fresh budget. */
  close(): void {
    this.budget.renew();
    this.storm.close();
    this.round?.close();
  }
}

/** The notes of a parent on its children, made at the first failure. */
export function supervisingOf(parent: Cell): Supervising {
  return lifeOf(parent).supervising ??= new Supervising(parent);
}

/** The restarts that a group of children may have. */
export function groupPolicy(parent: Cell): RestartPolicy {
  return { ...DEFAULT_RESTART, ...parent.profile.definition.supervision?.restart };
}

/** How a parent looks after its children. */
export function strategyOf(parent: Cell): SupervisionStrategy {
  return parent.profile.definition.supervision?.strategy ?? "oneForOne";
}

/** True when a crash of one child reaches its siblings. */
export function isGroup(parent: Cell | undefined): parent is Cell {
  if (parent === undefined) return false;
  const strategy = strategyOf(parent);
  return strategy === "restForOne" || strategy === "oneForAll";
}
