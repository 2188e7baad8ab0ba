import { LOAD_COST, type LoadState } from "../../actors/load.ts";
import type { Pace } from "../pace.ts";
import { endTransport, holdTransport } from "./raw_transport.ts";

/** An Engine.IO connection, as far as its packets are counted. */
export interface PacketSource {
  readonly transport: unknown;
  on(event: "packet", listener: (packet: { readonly data?: unknown }) => void): void;
  once(event: "close", listener: () => void): void;
}

/** What the packets of a connection are held against, and who is told. */
export interface PacketRules {
  readonly own: Pace;
  /** Shared with all other connections of its address. */
  readonly ofAddress: Pace;
  /** How much there is to do: the more it is, the slower each connection is read. */
  readonly load: () => LoadState;
  /** The connection is left unread for a while. */
  readonly onHeld: () => void;
  /** Its address is so far ahead of its rate that leaving connections unread does not help. */
  readonly onAbuse: () => void;
}

/** Bytes that cost as much as one packet: what some hundred heartbeats have. */
const BYTES_PER_UNIT = 16_384;
/** Time for our goodbye to reach the peer. */
const FAREWELL_MS = 1_000;
/** A connection holds one piece of 64 KiB when it is left unread, and many of them are too much together. */
const ABUSE_MS = 4_000;

/**
 * Reads a connection no faster than is allowed: beyond that its socket is left unread, until what has come is paid
 * for. A poll of the older transport is one request, and bounded by its size instead.
 */
export function pacePackets(source: PacketSource, rules: PacketRules): void {
  const { own, ofAddress, load, onHeld, onAbuse } = rules;
  let timer: ReturnType<typeof setTimeout> | undefined;
  source.on("packet", ({ data }) => {
    const bytes = typeof data === "string" ? data.length : 0;
    const units = 1 + Math.floor(bytes / BYTES_PER_UNIT);
    const now = performance.now();
    const togetherMs = ofAddress.take(units, now);
    if (togetherMs > ABUSE_MS) return onAbuse();
    const waitMs = Math.max(togetherMs, own.take(units * LOAD_COST[load()], now));
    if (waitMs === 0 || timer !== undefined) return;
    const goOn = holdTransport(source);
    if (goOn === undefined) return;
    onHeld();
    timer = setTimeout(() => {
      timer = undefined;
      goOn();
    }, waitMs);
  });
  source.once("close", () => {
    clearTimeout(timer);
    endTransport(source, FAREWELL_MS);
  });
}
