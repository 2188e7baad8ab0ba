import type { SyncHostSetting } from "./settings.ts";

/** Finds which configured host a pair of addresses belongs to. What names more comes first. */
export class Mappings {
  readonly #byPair = new Map<string, SyncHostSetting>();
  readonly #byClaim = new Map<string, SyncHostSetting>();
  readonly #byPeer = new Map<string, SyncHostSetting>();
  readonly #byName = new Map<string, SyncHostSetting>();

  /** The first of two entries that name the same wins; the config file's check has told of the other. */
  constructor(settings: readonly SyncHostSetting[]) {
    for (const setting of settings) {
      const { claimed, peer, poll } = setting;
      keepFirst(this.#byName, setting.name.toLowerCase(), setting);
      if (claimed !== undefined && peer !== undefined) {
        keepFirst(this.#byPair, pairKey(claimed, peer), setting);
      } else if (claimed !== undefined) keepFirst(this.#byClaim, claimed, setting);
      else if (peer !== undefined) keepFirst(this.#byPeer, peer, setting);
      else if (poll !== undefined) {
        // Nothing but the address it is asked at: lines from there are its own.
        keepFirst(this.#byClaim, poll.address, setting);
        keepFirst(this.#byPeer, poll.address, setting);
      }
    }
  }

  /** The configured host that a pair belongs to. */
  find(claimed: string | null, peer: string | null): SyncHostSetting | undefined {
    const byPeer = peer === null ? undefined : this.#byPeer.get(peer);
    if (claimed === null) return byPeer;
    return this.#byPair.get(pairKey(claimed, peer)) ?? this.#byClaim.get(claimed) ?? byPeer;
  }

  /** The configured host of a name; letter case does not count. */
  named(name: string): SyncHostSetting | undefined {
    return this.#byName.get(name.toLowerCase());
  }
}

/** One text for a pair of addresses. */
export function pairKey(claimed: string | null, peer: string | null): string {
  return `${claimed ?? "?"} ${peer ?? "?"}`;
}

function keepFirst<V>(map: Map<string, V>, key: string, value: V): void {
  if (!map.has(key)) map.set(key, value);
}
