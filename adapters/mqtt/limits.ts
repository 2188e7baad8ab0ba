import type { ConnectionLimits } from "../connection_counts.ts";

/** What the broker allows its clients. */
export interface BrokerLimits extends ConnectionLimits {
  /** From the accepted connection to the end of its CONNECT packet. */
  readonly connectTimeoutMs: number;
  /** One packet, its header included. */
  readonly maxPacketBytes: number;
  /** Packets that the connections of one address may send per second; more are read later, and lose nothing. */
  readonly packetsPerSecond: number;
  /** Packets that may come at once before that counts. */
  readonly burstPackets: number;
  /** Bytes that wait for one client; messages beyond that are not sent to it. */
  readonly maxQueuedBytes: number;
  /** How long a client may leave everything unread. */
  readonly unreadMs: number;
  readonly maxSubscriptions: number;
  /** Messages of quality 2 that a client has begun to send and not ended. */
  readonly maxInflight: number;
  /** Topics with a retained message, and bytes of one. */
  readonly maxRetained: number;
  readonly maxRetainedBytes: number;
}

/**
 * - 64 connections per address, 512 in all: a camera and a viewer have one or two each.
 * - 10 s to connect: a device does so at once, a slow link needs three round trips.
 * - 64 KiB a packet: an answer has some 50 bytes, a sensor's reading 100.
 * - 2,000 packets a second, 4,000 at once, of an address: a machine that gathers 100 sensors at 10 Hz sends half of
 *   that, and the broker takes in ten times as much.
 * - 256 KiB waiting, 30 s unread: 2,000 readings; who is that far behind will not catch up.
 * - 64 subscriptions: a viewer has four.
 * - 100 in flight: five times what mosquitto and paho begin at once.
 * - 256 retained messages of 4 KiB: 1 MiB at most, one for each of some hundred sensors.
 */
export const DEFAULT_BROKER_LIMITS: BrokerLimits = {
  maxConnectionsPerAddress: 64,
  maxConnections: 512,
  connectTimeoutMs: 10_000,
  maxPacketBytes: 65_536,
  packetsPerSecond: 2_000,
  burstPackets: 4_000,
  maxQueuedBytes: 262_144,
  unreadMs: 30_000,
  maxSubscriptions: 64,
  maxInflight: 100,
  maxRetained: 256,
  maxRetainedBytes: 4_096,
};
