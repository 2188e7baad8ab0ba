import type { SyncState } from "../../../protocols/mserver/events.ts";

/** One reading of a container, as its history keeps it. */
export interface Point {
  /** Epoch ms of our clock. */
  readonly at: number;
  /** 100 is one core. */
  readonly cpuPercent: number;
  readonly memoryBytes: number;
  /** Bytes in a second. */
  readonly receivedRate: number;
  readonly sentRate: number;
  readonly readRate: number;
  readonly writtenRate: number;
  /** Null where the container is no node, or did not say. */
  readonly height: number | null;
  readonly lag: number | null;
  readonly peers: number | null;
  readonly syncState: SyncState | null;
  readonly dataBytes: number | null;
}

/** Sync states as numbers, the worst last: of several in a minute the highest is kept. 0 is none. */
const SYNC_STATES: readonly SyncState[] = [
  "synced",
  "catching_up",
  "syncing",
  "initializing",
  "checking",
  "unknown",
  "no_peers",
  "offline",
];

/** A sync state as one small number. */
export function syncCode(state: SyncState | null): number {
  return state === null ? 0 : SYNC_STATES.indexOf(state) + 1;
}

/** The word of each {@link syncCode}. */
export const SYNC_WORDS: readonly (SyncState | null)[] = [null, ...SYNC_STATES];

/** The sync state behind {@link syncCode}. */
export function syncOf(code: number): SyncState | null {
  return SYNC_WORDS[code] ?? null;
}

/** The 16 bits that say that there is no value. */
export const NO_COUNT = 0xffff;
/** The 32 bits that say that there is no height. */
export const NO_HEIGHT = 0xffff_ffff;

/** A count in 16 bits, cut to what they hold. */
export function packCount(count: number | null): number {
  return count === null ? NO_COUNT : Math.min(count, NO_COUNT - 1);
}

/** The count behind {@link packCount}. */
export function unpackCount(packed: number): number | null {
  return packed === NO_COUNT ? null : packed;
}

/** A block's number in 32 bits, cut to what they hold. */
export function packHeight(height: number | null): number {
  return height === null ? NO_HEIGHT : Math.min(height, NO_HEIGHT - 1);
}

/** The number behind {@link packHeight}. */
export function unpackHeight(packed: number): number | null {
  return packed === NO_HEIGHT ? null : packed;
}
