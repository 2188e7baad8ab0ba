import type { SilentConnection, SilentCount } from "./messages.ts";

/** Addresses remembered: twice the largest fleet that is tested. Who was counted longest ago is forgotten first. */
export const MAX_SILENT_PEERS = 4_096;
/**
 * A connection without a line that was open for so long is a ghost: a connect that its host has given up, for every
 * other build sends, or closes, at once. The fielded builds give up after 5 s.
 */
export const GHOST_AFTER_MS = 5_000;

/** Counts connections without a line by the address they came from. They are no fault and no sign of life. */
export class SilentPeers {
  readonly #counts = new Map<string, SilentCount>();

  /** Counts one. `now` is in epoch ms. */
  count({ peerAddress, openMs }: SilentConnection, now: number): void {
    const before = this.#counts.get(peerAddress);
    this.#counts.delete(peerAddress);
    if (this.#counts.size >= MAX_SILENT_PEERS) this.#forgetOldest();
    this.#counts.set(peerAddress, {
      connections: (before?.connections ?? 0) + 1,
      ghosts: (before?.ghosts ?? 0) + (openMs >= GHOST_AFTER_MS ? 1 : 0),
      lastAt: now,
    });
  }

  /** What was counted for an address; null when nothing was. */
  of(peerAddress: string | null): SilentCount | null {
    return peerAddress === null ? null : this.#counts.get(peerAddress) ?? null;
  }

  #forgetOldest(): void {
    const [oldest] = this.#counts.keys();
    if (oldest !== undefined) this.#counts.delete(oldest);
  }
}
