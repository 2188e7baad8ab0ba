import type { DevicePortLimits } from "./limits.ts";
import type { Problem } from "./problems.ts";

/** Counts open connections, in all and by address. Holds one entry per address that has one open. */
export class ConnectionCounts {
  readonly #limits: DevicePortLimits;
  readonly #byAddress = new Map<string, number>();
  #total = 0;

  constructor(limits: DevicePortLimits) {
    this.#limits = limits;
  }

  /** Counts a new connection in, or says why it must go. One that was counted in must be let out once. */
  enter(peerAddress: string): Problem | null {
    const { maxConnections, maxConnectionsPerAddress } = this.#limits;
    const own = this.#byAddress.get(peerAddress) ?? 0;
    if (own >= maxConnectionsPerAddress) {
      const detail =
        `${own} connections are open from this address, ${maxConnectionsPerAddress} allowed`;
      return { kind: "tooManyFromAddress", peerAddress, detail };
    }
    if (this.#total >= maxConnections) {
      const detail = `${this.#total} connections are open, ${maxConnections} allowed`;
      return { kind: "tooManyConnections", peerAddress, detail };
    }
    this.#byAddress.set(peerAddress, own + 1);
    this.#total++;
    return null;
  }

  leave(peerAddress: string): void {
    const own = this.#byAddress.get(peerAddress) ?? 0;
    if (own <= 1) this.#byAddress.delete(peerAddress);
    else this.#byAddress.set(peerAddress, own - 1);
    this.#total--;
  }
}
