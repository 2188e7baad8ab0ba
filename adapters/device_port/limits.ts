/** What the port allows its peers. */
export interface DevicePortLimits {
  /** Connections of one address at a time, loopback included. */
  readonly maxConnectionsPerAddress: number;
  /** Connections of all addresses at a time. */
  readonly maxConnections: number;
  /** From the accepted connection to the first bytes that say what it speaks, a TLS handshake included. */
  readonly openingTimeoutMs: number;
}

/**
 * - 64 connections per address: a host of containers, a SyncGuard and a browser behind one address need ten,
 *   and sixty-four such addresses fill the port.
 * - 4,096 in all: a quarter of the descriptors that a service usually gets, some 100 MB when all are HTTP.
 * - 10 s to begin: a device sends its first line at once, a slow link needs three round trips.
 */
export const DEFAULT_LIMITS: DevicePortLimits = {
  maxConnectionsPerAddress: 64,
  maxConnections: 4_096,
  openingTimeoutMs: 10_000,
};
