/** What one mclient may take, in time and in bytes. */
export interface NodeGatewayLimits {
  /** From the open socket to the first frame. */
  readonly registerWithinMs: number;
  /** Frames that may come at once; each begun 16 KiB count as one more. */
  readonly frameBurst: number;
  /** After a burst, frames a second; faster ones wait in the network. */
  readonly framesPerSecond: number;
  /** Frames of one connection that could not be used, after which it is closed. */
  readonly maxViolations: number;
  /** Bytes that may wait for a client that does not read. */
  readonly maxQueuedBytes: number;
  /** Silence after which we ping. */
  readonly pingAfterMs: number;
  /** Silence, our pings unanswered, after which the connection is given up. */
  readonly giveUpAfterMs: number;
}

/**
 * - 10 s to register, as the deployed server; a client does it at once.
 * - 500 frames at once, then 50 a second: a client that was away flushes 100, and then sends one a second.
 * - 100 violations: an odd client is told what is wrong; one that sends nothing else is of no use.
 * - 1 MiB waiting: ten thousand acknowledgements, which no reading client ever lets gather.
 * - Ping after 30 s, give up after 120 s, as the deployed server. A missed answer alone proves nothing: a client
 *   in the middle of a command may not read for a minute.
 */
export const DEFAULT_LIMITS: NodeGatewayLimits = {
  registerWithinMs: 10_000,
  frameBurst: 500,
  framesPerSecond: 50,
  maxViolations: 100,
  maxQueuedBytes: 1_048_576,
  pingAfterMs: 30_000,
  giveUpAfterMs: 120_000,
};

/** How often all connections are looked at for silence: short beside the 30 s, and next to nothing to do. */
export const SWEEP_MS = 5_000;
