import type { Deed } from "../../../agents/demo/deed.ts";
import type { CountedDeed } from "./fleet_truth.ts";

/** Ten times what half an hour of orders comes to. */
const MAX_KINDS = 200_000;

/** What the members of a fleet have carried out, and how often. */
export class DeedBook {
  readonly #counts = new Map<string, { readonly deed: Deed; times: number }>();
  /** Containers that do not run; they all did at first. */
  readonly #stopped = new Set<string>();

  readonly note = (deed: Deed): void => {
    const { member, what, detail } = deed;
    if (what === "stopped") this.#stopped.add(`${member} ${detail}`);
    if (what === "started") this.#stopped.delete(`${member} ${detail}`);
    const key = JSON.stringify([member, what, detail]);
    const counted = this.#counts.get(key);
    if (counted !== undefined) counted.times++;
    else if (this.#counts.size < MAX_KINDS) this.#counts.set(key, { deed, times: 1 });
    else throw new RangeError(`a fleet does at most ${MAX_KINDS} different things in one run`);
  };

  get deeds(): readonly CountedDeed[] {
    return [...this.#counts.values()].map(({ deed, times }) => ({ ...deed, times }));
  }

  isStopped(member: string, container: string): boolean {
    return this.#stopped.has(`${member} ${container}`);
  }
}
