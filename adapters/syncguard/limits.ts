/** What one peer of the text acceptor may take. */
export interface SyncLimits {
  /** Bytes read of one connection per second; faster senders are read more slowly, and lose nothing. */
  readonly bytesPerSecond: number;
  /** Bytes that may come at once before that counts. */
  readonly burstBytes: number;
  /** Bytes without a report or a question among them, after which a connection is cut: at its beginning… */
  readonly maxStrangeBytes: number;
  /** …and once it has said something. */
  readonly maxForeignBytes: number;
  /** From the first byte to the first report or question. */
  readonly firstFactMs: number;
  /** From one byte to the next, once the peer has said something. */
  readonly idleMs: number;
  /** How long a peer may leave its answers unread. */
  readonly unreadMs: number;
}

/**
 * - 16 KiB a second, 64 KiB at once: a host at its shortest interval, with every tick doubled, sends 480 B a
 *   second; one read of a socket gives 64 KiB at most.
 * - 1 KiB before the first report: a host whose first lines were garbled may still say the next; whatever else
 *   speaks first is no host, and need not be kept waiting.
 * - 64 KiB of foreign bytes later on: room for any line that was garbled, too little to be worth sending, and no more than
 *   may come at once, so that garbage is cut off before it is slowed down.
 * - 60 s for the first report: even one letter a second is through in 22 s.
 * - 2 h of silence: fielded hosts may be set to report once an hour, and one report may be lost.
 * - 30 s for unread answers: six times what the guide's programs wait for one.
 */
export const DEFAULT_SYNC_LIMITS: SyncLimits = {
  bytesPerSecond: 16_384,
  burstBytes: 65_536,
  maxStrangeBytes: 1_024,
  maxForeignBytes: 65_536,
  firstFactMs: 60_000,
  idleMs: 7_200_000,
  unreadMs: 30_000,
};
