/** What a relay port allows its viewers. */
export interface RelayLimits {
  /** Viewers at a time. */
  readonly maxViewers: number;
  /** Viewers of one address at a time, loopback included. */
  readonly maxViewersPerAddress: number;
  /** Bytes that a viewer may send before it is taken for something else. */
  readonly maxInputBytes: number;
  /** How long a viewer that was ended may take to read what it has been given. */
  readonly endGraceMs: number;
}

/**
 * - 128 viewers: at 8 Mb/s each they fill a gigabit link.
 * - 16 of one address: a PC runs one viewer process per camera, and somebody may start a few more.
 * - 64 KiB of input: a fielded viewer sends nothing at all; a browser that was pointed here sends one request.
 * - 2 s to read the rest.
 */
export const DEFAULT_RELAY_LIMITS: RelayLimits = {
  maxViewers: 128,
  maxViewersPerAddress: 16,
  maxInputBytes: 64 * 1024,
  endGraceMs: 2_000,
};
