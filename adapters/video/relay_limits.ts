import type { ArrivalLimits } from "../arrivals.ts";

/** What a relay port allows its viewers. Arrivals are of one address. */
export interface RelayLimits extends ArrivalLimits {
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
 * - 20 arrivals a second, 64 at once: sixteen viewers that come again each second, as none of the fielded does, and all
 *   of them at once after the camera was away. Each gets a picture at once, which is what makes it dear.
 */
export const DEFAULT_RELAY_LIMITS: RelayLimits = {
  maxViewers: 128,
  maxViewersPerAddress: 16,
  maxInputBytes: 64 * 1024,
  endGraceMs: 2_000,
  arrivalsPerSecond: 20,
  burstArrivals: 64,
};
