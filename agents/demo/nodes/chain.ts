import { share, wander } from "./noise.ts";

/** Block time of the chain. */
export const BLOCK_MS = 15_000;
/** Blocks of an era: some hours on the real chain, and one here, so that somebody who watches sees one begin. */
const BLOCKS_PER_ERA = 240;
/** A height of the past, and when it was reached. */
const KNOWN_BLOCK = 4_100_200;
const KNOWN_AT = 1_751_600_000_000;
/** A node that is behind takes in so many blocks a second. */
const CATCH_UP_PER_SECOND = 4;
/** A node on a slow disk takes in so much of what comes. */
const SLOW_SHARE = 0.2;
/** A node that was just started looks for the newest block for so long. */
const LOOKING_MS = 6_000;
/** So many blocks behind it says of itself that it is syncing. */
const SYNCING_BLOCKS = 2;
const MOST_PEERS = 50;

/** The newest block of the network. */
export function networkHeight(now: number): number {
  return Math.floor(progress(now));
}

/** The same, with the part of the next one that has gone by. */
function progress(now: number): number {
  return KNOWN_BLOCK + (now - KNOWN_AT) / BLOCK_MS;
}

/** The era that a block is in. */
export function eraOf(block: number): number {
  return Math.floor(block / BLOCKS_PER_ERA);
}

/** What a node knows of the chain. */
export interface ChainView {
  readonly best: number;
  readonly finalized: number;
  readonly target: number;
  readonly starting: number;
  readonly peers: number;
  readonly syncing: boolean;
}

/** How one node follows the chain: it is up with the network, or behind it and catching up. */
export class ChainFollower {
  readonly #seed: number;
  /** What it has taken in, in blocks, and when that was so. */
  #taken: number;
  #lookedAt: number;
  #starting: number;
  /** Before this process began, it had been up for long. */
  #startedAt = -Infinity;

  constructor(seed: number, now: number) {
    this.#seed = seed;
    this.#lookedAt = now;
    this.#taken = progress(now);
    this.#starting = networkHeight(now);
  }

  /** @param slow its disk is, and was since the last look */
  look(now: number, slow: boolean): ChainView {
    this.#advance(now, slow);
    const target = networkHeight(now);
    const best = Math.floor(this.#taken);
    const lag = 2 + Math.floor(2 * share(this.#seed, best));
    const isNew = now - this.#startedAt < LOOKING_MS;
    return {
      best,
      finalized: best - lag,
      target,
      starting: this.#starting,
      peers: this.#peersAt(now),
      syncing: slow || isNew || target - best >= SYNCING_BLOCKS,
    };
  }

  /** It was started; what came while it was down, it has not. */
  started(now: number): void {
    this.#lookedAt = this.#startedAt = now;
    this.#starting = Math.floor(this.#taken);
  }

  #advance(now: number, slow: boolean): void {
    const seconds = Math.max(0, now - this.#lookedAt) / 1_000;
    this.#lookedAt = Math.max(now, this.#lookedAt);
    const came = seconds * 1_000 / BLOCK_MS;
    const takes = slow ? SLOW_SHARE * came : came + CATCH_UP_PER_SECOND * seconds;
    this.#taken = Math.max(this.#taken, Math.min(progress(now), this.#taken + takes));
  }

  #peersAt(now: number): number {
    const usual = 30 + Math.floor(10 * share(this.#seed, 1));
    const wanders = Math.round(5 * wander(this.#seed, now, 30_000));
    // It finds some in each second after its start.
    const found = Math.floor((now - this.#startedAt) / 400);
    return Math.max(0, Math.min(MOST_PEERS, usual + wanders, 3 + found));
  }
}
