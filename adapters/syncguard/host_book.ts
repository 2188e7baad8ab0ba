import type { ActorRef } from "../../actors/kernel/mod.ts";
import type { SyncHostReport } from "../../actors/sync_hosts/messages.ts";

/**
 * Addresses remembered of one connection. A host claims one, or two when it finds its address late; a relay that
 * speaks for a hall claims some dozens. Beyond, the longest known is asked for again, which only costs time.
 */
const MAX_CLAIMS = 64;

/** Whose lines come in on one connection: what it claims, and where that goes. */
export class HostBook {
  #claim: string | null | undefined;
  #host: ActorRef<SyncHostReport> | undefined;
  /** Made for the second claim only, which hardly any connection makes. */
  #earlier: Map<string | null, ActorRef<SyncHostReport>> | undefined;

  find(claimedAddress: string | null): ActorRef<SyncHostReport> | undefined {
    if (claimedAddress === this.#claim) return this.#host;
    return this.#earlier?.get(claimedAddress);
  }

  learn(claimedAddress: string | null, host: ActorRef<SyncHostReport>): void {
    const before = this.#host;
    if (before !== undefined && this.#claim !== undefined && this.#claim !== claimedAddress) {
      this.#putAside(this.#claim, before);
    }
    this.#earlier?.delete(claimedAddress);
    this.#claim = claimedAddress;
    this.#host = host;
  }

  /** It has to be asked for again. */
  forget(claimedAddress: string | null): void {
    if (claimedAddress === this.#claim) this.#claim = this.#host = undefined;
    this.#earlier?.delete(claimedAddress);
  }

  #putAside(claimedAddress: string | null, host: ActorRef<SyncHostReport>): void {
    const earlier = this.#earlier ??= new Map();
    const [oldest] = earlier.keys();
    if (earlier.size >= MAX_CLAIMS && oldest !== undefined) earlier.delete(oldest);
    earlier.set(claimedAddress, host);
  }
}
