import { pairKey } from "./mappings.ts";
import type { SyncHostRecord } from "./store.ts";

/** Which host has which name and which addresses. */
export class HostIndex {
  readonly #byName = new Map<string, number>();
  /** Hosts that no name is configured for: their pair is who they are. */
  readonly #byPair = new Map<string, number>();
  readonly #byPeer = new Map<string, Set<number>>();

  add({ id, name, claimedAddress, peerAddress }: SyncHostRecord): void {
    if (name !== null) this.#byName.set(name.toLowerCase(), id);
    else this.#byPair.set(pairKey(claimedAddress, peerAddress), id);
    if (peerAddress === null) return;
    const known = this.#byPeer.get(peerAddress);
    if (known === undefined) this.#byPeer.set(peerAddress, new Set([id]));
    else known.add(id);
  }

  remove({ id, name, claimedAddress, peerAddress }: SyncHostRecord): void {
    const pair = pairKey(claimedAddress, peerAddress);
    if (name !== null && this.named(name) === id) this.#byName.delete(name.toLowerCase());
    if (name === null && this.#byPair.get(pair) === id) this.#byPair.delete(pair);
    const known = this.#byPeer.get(peerAddress ?? "");
    known?.delete(id);
    if (known?.size === 0) this.#byPeer.delete(peerAddress ?? "");
  }

  /** The host of a configured name; letter case does not count. */
  named(name: string): number | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** Every host that was last heard from this address. */
  at(peerAddress: string): readonly number[] {
    return [...this.#byPeer.get(peerAddress) ?? []];
  }

  /**
   * The host that a pair belongs to and that no name is configured for. Who cannot say its address is the only
   * host known at its peer address; who says it for the first time is the one that could not before.
   */
  paired(claimed: string | null, peer: string): number | undefined {
    const known = this.#byPair.get(pairKey(claimed, peer));
    const there = this.#byPeer.get(peer);
    const [only] = there?.size === 1 ? there : [];
    if (claimed === null) return only ?? known;
    return known ?? (only === this.#byPair.get(pairKey(null, peer)) ? only : undefined);
  }
}
