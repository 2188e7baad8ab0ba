import type { Deed } from "../deed.ts";
import { ChainFollower, type ChainView, networkHeight } from "./chain.ts";
import type { LogStory, Span } from "./node_log.ts";
import { growing, hexOf, share, wander } from "./noise.ts";

/** Spans that are remembered of one container. */
const MAX_SPANS = 50;
/** It takes so long after its start until its RPC is served. */
const RPC_AFTER_MS = 2_000;
/** A fleet's containers have been running for some days when it is started. */
const DAY_MS = 86_400_000;
const GIB = 2 ** 30;
const BYTES_OF_CHAIN = 40 * GIB;
const BYTES_PER_BLOCK = 3_500;
const KEY_CHARS = 256;
/** Session keys that a node has made. */
const MAX_KEYS = 50;

/** What a container uses. Counters since it was started. */
export interface SimulatedLoad {
  /** 100 is one core. */
  readonly cpuPercent: number;
  readonly memoryBytes: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly readBytes: number;
  readonly writtenBytes: number;
}

/** A node container that exists in words only. Times are epoch milliseconds. */
export class SimulatedContainer implements LogStory {
  readonly id: string;
  readonly image = "creditcoin3:3.61.0";
  readonly nickname: string;
  readonly runs: Span[] = [];
  readonly slow: Span[] = [];
  /** Told of what it does; `detail` is what was run in it, or its new key. */
  onDeed: (what: Deed["what"], detail: string) => void = () => {};
  readonly #chain: ChainFollower;
  readonly #first: string;
  readonly #keys: string[];
  /** Keys made so far: the next are others. */
  #rotations = 0;

  constructor(readonly name: string, readonly seed: number, now: number) {
    this.id = hexOf(seed, 2, 12);
    this.nickname = `rack-${name}`;
    this.#chain = new ChainFollower(seed, now);
    this.#first = this.#newKey();
    this.#keys = [this.#first];
    this.runs.push({ from: now - Math.floor((1 + 6 * share(seed, 3)) * DAY_MS) });
  }

  get running(): boolean {
    return this.#run !== undefined;
  }

  /** Of the run that goes on; undefined: it does not run. */
  get startedAt(): number | undefined {
    return this.#run?.from;
  }

  /** When it ended last; undefined: it runs. */
  get stoppedAt(): number | undefined {
    return this.runs.at(-1)?.to;
  }

  blockAt(now: number): number {
    return networkHeight(now);
  }

  chain(now: number): ChainView {
    return this.#chain.look(this.stoppedAt ?? now, this.#isSlow);
  }

  servesRpc(now: number): boolean {
    return this.startedAt !== undefined && now - this.startedAt >= RPC_AFTER_MS;
  }

  /** What its chain takes on the disk. */
  dataBytes(now: number): number {
    return Math.floor(BYTES_OF_CHAIN + BYTES_PER_BLOCK * this.chain(now).best);
  }

  load(now: number): SimulatedLoad {
    const { seed } = this;
    const elapsedMs = now - (this.startedAt ?? now);
    const busy = 35 + 40 * share(seed, 4) + 15 * wander(seed, now, 45_000) +
      6 * wander(seed + 1, now, 4_000);
    const memory = 2.2 + share(seed, 5) + 0.15 * wander(seed + 2, now, 120_000);
    return {
      // A slow disk lets the processor wait.
      cpuPercent: Math.max(1, this.#isSlow ? busy * 0.4 : busy),
      memoryBytes: Math.floor(memory * GIB),
      receivedBytes: growing(seed, elapsedMs, 26_000),
      sentBytes: growing(seed + 1, elapsedMs, 19_000),
      readBytes: growing(seed + 2, elapsedMs, 3_000),
      writtenBytes: growing(seed + 3, elapsedMs, this.#isSlow ? 9_000 : 60_000),
    };
  }

  start(now: number): void {
    if (this.running) return;
    this.#chain.started(now);
    remember(this.runs, { from: now });
    this.onDeed("started", "");
  }

  stop(now: number): void {
    // What came up to now, it has.
    this.chain(now);
    const run = this.#run;
    if (run === undefined) return;
    run.to = now;
    this.onDeed("stopped", "");
  }

  slowDisk(on: boolean, now: number): void {
    this.chain(now);
    if (on && !this.#isSlow) remember(this.slow, { from: now });
    const last = this.slow.at(-1);
    if (!on && last !== undefined) last.to ??= now;
  }

  /** Those that its operator has registered on the chain: its first. */
  get registeredKeys(): string {
    return this.#first;
  }

  /** A new session key; those of before are still held. */
  rotateKeys(): string {
    const key = this.#newKey();
    this.#keys.push(key);
    if (this.#keys.length > MAX_KEYS) this.#keys.shift();
    this.onDeed("rotated", key);
    return key;
  }

  /** @param keys with `0x`: a whole session key, or one of its four parts */
  holds(keys: string): boolean {
    const digits = keys.replace(/^0x/, "").toLowerCase();
    return digits !== "" && this.#keys.some((key) => key.includes(digits));
  }

  get #run(): Span | undefined {
    const last = this.runs.at(-1);
    return last?.to === undefined ? last : undefined;
  }

  get #isSlow(): boolean {
    const last = this.slow.at(-1);
    return last !== undefined && last.to === undefined;
  }

  #newKey(): string {
    return `0x${hexOf(this.seed, 1_000 + this.#rotations++, KEY_CHARS)}`;
  }
}

function remember(spans: Span[], span: Span): void {
  spans.push(span);
  if (spans.length > MAX_SPANS) spans.shift();
}
