import type { LoadState } from "../../actors/load.ts";
import type { ArrivalLimits } from "../arrivals.ts";
import type { ConnectionLimits } from "../connection_counts.ts";

/** What the port allows its peers. */
export interface DevicePortLimits extends ConnectionLimits {
  /** From the accepted connection to the first bytes that say what it speaks, a TLS handshake included. */
  readonly openingTimeoutMs: number;
  /** TLS handshakes of one address; more wait their turn, within the opening time. */
  readonly handshakes: ArrivalLimits;
}

/**
 * - 64 connections per address: a host of containers, a SyncGuard and a browser behind one address need ten,
 *   and sixty-four such addresses fill the port.
 * - 4,096 in all: a quarter of the descriptors that a service usually gets, some 100 MB when all are HTTP.
 * - 10 s to begin: a device sends its first line at once, a slow link needs three round trips.
 * - 20 TLS handshakes of an address a second, 64 at once: as many as it may have connections, and in the opening time
 *   three times that. A signature and an agreement of keys are the dearest that a stranger can ask for.
 */
export const DEFAULT_LIMITS: DevicePortLimits = {
  maxConnectionsPerAddress: 64,
  maxConnections: 4_096,
  openingTimeoutMs: 10_000,
  handshakes: { arrivalsPerSecond: 20, burstArrivals: 64 },
};

/** Connections that may be undecided at once, each for a fifth of a second; the others wait unread. */
export const OPENINGS: Readonly<Record<LoadState, number>> = {
  normal: Infinity,
  busy: Infinity,
  overloaded: 8,
};
