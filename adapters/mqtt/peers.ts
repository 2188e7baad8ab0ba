import { ConnectionCounts, type ConnectionRefusal } from "../connection_counts.ts";
import { Pace } from "../pace.ts";
import type { BrokerLimits } from "./limits.ts";

/**
 * Who is connected, by address: their number, and one rate for all connections of an address, so that more of them
 * do not carry more. An address is forgotten once nothing of it is connected and its rate is paid for.
 */
export class Peers {
  readonly #limits: BrokerLimits;
  readonly #counts: ConnectionCounts;
  readonly #paces = new Map<string, Pace>();

  constructor(limits: BrokerLimits) {
    this.#limits = limits;
    this.#counts = new ConnectionCounts(limits);
  }

  /** Counts a connection in, or says why it must go. One that was counted in must be let out once. */
  enter(address: string): Pace | ConnectionRefusal {
    return this.#counts.enter(address) ?? this.#paceOf(address);
  }

  leave(address: string): void {
    this.#counts.leave(address);
  }

  /** Forgets those that are gone. */
  look(now: number): void {
    for (const [address, pace] of this.#paces) {
      if (this.#counts.of(address) === 0 && pace.isIdle(now)) this.#paces.delete(address);
    }
  }

  #paceOf(address: string): Pace {
    const { packetsPerSecond, burstPackets } = this.#limits;
    const pace = this.#paces.get(address) ?? new Pace(packetsPerSecond, burstPackets);
    this.#paces.set(address, pace);
    return pace;
  }
}
