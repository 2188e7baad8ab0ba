import * as cell from "../../../../actors/kernel/cell.ts";
import type { ActorRef } from "../../../../actors/kernel/mod.ts";

/** Names of the states by their number, as `report()` gives them. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [cell.STARTING, "starting"],
  [cell.RUNNING, "running"],
  [cell.RESTARTING, "restarting"],
  [cell.PASSIVE, "passive"],
  [cell.COOLING, "coolingDown"],
  [cell.STOPPING, "stopping"],
  [cell.STOPPED, "stopped"],
]);

/** The changes of state of some actors, each once, as `from --> to`. */
export class LifeStates {
  readonly seen = new Set<string>();
  readonly #watched = new WeakSet<object>();

  /** From now on notes how an actor's state changes. To be called at its first `init`. */
  observe(actor: ActorRef<never>): void {
    if (this.#watched.has(actor)) return;
    this.#watched.add(actor);
    const { seen } = this;
    let status = (actor as unknown as cell.Cell).status;
    Object.defineProperty(actor, "status", {
      get: () => status,
      set(next: number) {
        if (next !== status) seen.add(`${nameOf(status)} --> ${nameOf(next)}`);
        status = next;
      },
    });
  }
}

function nameOf(status: number): string {
  return NAMES.get(status) ?? `state ${status}`;
}
