import type { Disk } from "./disk.ts";
import type { KeptFiles } from "./kept_files.ts";
import { storageError } from "./problems.ts";

/** How much is kept. */
export interface RecordingLimits {
  /** Whole days; older files are deleted. 30 days, the usual term for pictures of people. */
  readonly maxAgeDays: number;
  /**
   * All files together. 100 GB: 28 hours of one camera at 8 Mb/s, and less than half of the smallest disk that control
   * hosts are sold with.
   */
  readonly maxBytes: number;
  /**
   * What is left free on the disk for everything else, the database above all. 2 GB: sixteen cameras at 8 Mb/s write
   * one between two clearings out.
   */
  readonly minFreeBytes: number;
}

export const DEFAULT_LIMITS: RecordingLimits = {
  maxAgeDays: 30,
  maxBytes: 100e9,
  minFreeBytes: 2e9,
};

const DAY_MS = 86_400_000;

/** Deletes the oldest files while there is too much of them. A file that is being written stays. */
export class Retention {
  readonly #root: string;
  readonly #files: KeptFiles;
  readonly #disk: Disk;
  readonly #limits: RecordingLimits;
  #refusal: string | null = null;

  constructor(root: string, files: KeptFiles, disk: Disk, limits: RecordingLimits) {
    this.#root = root;
    this.#files = files;
    this.#disk = disk;
    this.#limits = limits;
  }

  /** Why nothing may be recorded at the moment, in one sentence; null when it may. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /**
   * @param now epoch ms
   * @throws {StorageError} A file could not be deleted: the environment's fault. All others were tried.
   */
  async run(now: number): Promise<void> {
    const { maxAgeDays, maxBytes, minFreeBytes } = this.#limits;
    const oldest = this.#files.oldestFirst();
    let excess = oldest.reduce((sum, { file }) => sum + file.bytes, 0) - maxBytes;
    let missing = minFreeBytes - await this.#freeBytes();
    let failure: unknown;
    for (const { folder, file } of oldest) {
      const aged = now - file.startedAt > maxAgeDays * DAY_MS;
      if (file.writing || !aged && excess <= 0 && missing <= 0) continue;
      try {
        await this.#files.remove(folder, file);
        excess -= file.bytes;
        missing -= file.bytes;
      } catch (error) {
        failure ??= error;
      }
    }
    await this.#judge();
    if (failure !== undefined) throw storageError("An old recording could not be deleted", failure);
  }

  /** When even without old recordings the disk is nearly full, what is left belongs to the rest of the host. */
  async #judge(): Promise<void> {
    const { minFreeBytes } = this.#limits;
    const free = await this.#freeBytes();
    this.#refusal = free >= minFreeBytes
      ? null
      : `Only ${gigabytes(free)} GB are free on the disk; ${
        gigabytes(minFreeBytes)
      } GB of it are ` +
        "kept for the rest of the control host, so nothing is recorded.";
  }

  async #freeBytes(): Promise<number> {
    return await this.#disk.freeBytes(this.#root) ?? Infinity;
  }
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
