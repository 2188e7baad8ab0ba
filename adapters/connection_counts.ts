/** How many connections may be open. */
export interface ConnectionLimits {
  /** Of one address at a time, loopback included. */
  readonly maxConnectionsPerAddress: number;
  /** Of all addresses at a time. */
  readonly maxConnections: number;
}

/** Why a connection is not taken in. */
export interface ConnectionRefusal {
  readonly kind: "tooManyFromAddress" | "tooManyConnections";
  readonly peerAddress: string;
  readonly detail: string;
}

/** Counts open connections, in all and by address. Holds one entry per address that has one open. */
export class ConnectionCounts {
  readonly #limits: ConnectionLimits;
  readonly #byAddress = new Map<string, number>();
  #total = 0;

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  /** Connections that are open. */
  get total(): number {
    return this.#total;
  }

  /** Connections of an address that are open. */
  of(peerAddress: string): number {
    return this.#byAddress.get(peerAddress) ?? 0;
  }

  /** Why one more of this address must go; null while there is room. Counts nothing. */
  refusalOf(peerAddress: string): ConnectionRefusal | null {
    const { maxConnections, maxConnectionsPerAddress } = this.#limits;
    const own = this.of(peerAddress);
    if (own >= maxConnectionsPerAddress) {
      const detail =
        `${own} connections are open from this address, ${maxConnectionsPerAddress} allowed`;
      return { kind: "tooManyFromAddress", peerAddress, detail };
    }
    if (this.#total >= maxConnections) {
      const detail = `${this.#total} connections are open, ${maxConnections} allowed`;
      return { kind: "tooManyConnections", peerAddress, detail };
    }
    return null;
  }

  /** Counts a new connection in, or says why it must go. One that was counted in must be let out once. */
  enter(peerAddress: string): ConnectionRefusal | null {
    const refusal = this.refusalOf(peerAddress);
    if (refusal !== null) return refusal;
    this.#byAddress.set(peerAddress, this.of(peerAddress) + 1);
    this.#total++;
    return null;
  }

  leave(peerAddress: string): void {
    const own = this.of(peerAddress);
    if (own <= 1) this.#byAddress.delete(peerAddress);
    else this.#byAddress.set(peerAddress, own - 1);
    this.#total--;
  }
}
