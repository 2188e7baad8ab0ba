import { hexOf, share, wander } from "./noise.ts";
import { SimulatedContainer } from "./simulated_container.ts";

/** What the machine as a whole uses. */
export interface SimulatedSystem {
  readonly hostName: string;
  readonly cpuModel: string;
  readonly cpuCores: number;
  /** Of all cores together, 0 to 100. */
  readonly cpuUserPercent: number;
  readonly cpuSystemPercent: number;
  readonly memoryTotalBytes: number;
  readonly memoryUsedBytes: number;
  readonly swapTotalBytes: number;
  readonly swapUsedBytes: number;
  readonly diskTotalBytes: number;
  readonly diskUsedBytes: number;
  readonly uptimeSeconds: number;
}

const GIB = 2 ** 30;
const CORES = 8;
const DISK_BYTES = 994_662_584_320;
/** What the system itself has in memory. */
const OWN_MEMORY_BYTES = 2.4 * GIB;
const FULL = 0.97;
const DAY_S = 86_400;

/** A machine with node containers, in words only. */
export class SimulatedHost {
  readonly containers: readonly SimulatedContainer[];
  readonly #seed: number;
  readonly #bootedAt: number;
  /** Its disk is nearly full, and slow. */
  slow = false;
  /** What concerns keys is not answered. */
  keysFail = false;

  /** @param now epoch milliseconds */
  constructor(names: readonly string[], seed: number, now: number) {
    this.#seed = seed;
    this.#bootedAt = now - Math.floor((8 + 20 * share(seed, 1)) * DAY_S * 1_000);
    this.containers = names.map((name, n) => new SimulatedContainer(name, seed * 31 + n + 1, now));
  }

  slowDisk(on: boolean, now: number): void {
    this.slow = on;
    for (const container of this.containers) container.slowDisk(on, now);
  }

  /** What else lies on the disk. */
  get #otherBytes(): number {
    return Math.floor((90 + 120 * share(this.#seed, 2)) * GIB);
  }

  system(now: number): SimulatedSystem {
    const running = this.containers.filter((container) => container.running);
    const loads = running.map((container) => container.load(now));
    const user = sum(loads.map(({ cpuPercent }) => cpuPercent)) / CORES;
    const used = sum(this.containers.map((container) => container.dataBytes(now)));
    return {
      hostName: `rack-${hexOf(this.#seed, 9, 4)}`,
      cpuModel: "Mac14,3 (Apple M2)",
      cpuCores: CORES,
      cpuUserPercent: Math.min(90, user),
      cpuSystemPercent: 4 + 2 * wander(this.#seed, now, 20_000),
      memoryTotalBytes: 24 * GIB,
      memoryUsedBytes: Math.floor(OWN_MEMORY_BYTES) +
        sum(loads.map(({ memoryBytes }) => memoryBytes)),
      swapTotalBytes: 2 * GIB,
      swapUsedBytes: 0,
      diskTotalBytes: DISK_BYTES,
      diskUsedBytes: this.slow ? Math.floor(DISK_BYTES * FULL) : this.#otherBytes + used,
      uptimeSeconds: Math.floor((now - this.#bootedAt) / 1_000),
    };
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
