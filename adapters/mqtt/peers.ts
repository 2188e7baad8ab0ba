import type { BrokerLimits } from "./limits.ts";
import { Pace } from "../pace.ts";

interface Peer {
  connections: number;
  readonly pace: Pace;
}

/** Why a connection is not taken in. */
export interface Refusal {
  readonly kind: "tooManyFromAddress" | "tooManyConnections";
  readonly detail: string;
}

/**
 * Who is connected, by address: their number, and one rate for all connections of an address, so that more of them
 * do not carry more. An address is forgotten once nothing of it is connected and its rate is paid for.
 */
export class Peers {
  readonly #limits: BrokerLimits;
  readonly #byAddress = new Map<string, Peer>();
  #total = 0;

  constructor(limits: BrokerLimits) {
    this.#limits = limits;
  }

  /** Counts a connection in, or says why it must go. One that was counted in must be let out once. */
  enter(address: string): Pace | Refusal {
    const { maxConnections, maxConnectionsPerAddress } = this.#limits;
    const known = this.#byAddress.get(address);
    const own = known?.connections ?? 0;
    if (own >= maxConnectionsPerAddress) {
      const detail = `${own} connections are open from here, ${maxConnectionsPerAddress} allowed`;
      return { kind: "tooManyFromAddress", detail };
    }
    if (this.#total >= maxConnections) {
      const detail = `${this.#total} connections are open, ${maxConnections} allowed`;
      return { kind: "tooManyConnections", detail };
    }
    const peer = known ?? this.#add(address);
    peer.connections++;
    this.#total++;
    return peer.pace;
  }

  leave(address: string): void {
    const peer = this.#byAddress.get(address);
    if (peer === undefined) return;
    peer.connections--;
    this.#total--;
  }

  /** Forgets those that are gone. */
  look(now: number): void {
    for (const [address, { connections, pace }] of this.#byAddress) {
      if (connections === 0 && pace.isIdle(now)) this.#byAddress.delete(address);
    }
  }

  #add(address: string): Peer {
    const { packetsPerSecond, burstPackets } = this.#limits;
    const peer = { connections: 0, pace: new Pace(packetsPerSecond, burstPackets) };
    this.#byAddress.set(address, peer);
    return peer;
  }
}
