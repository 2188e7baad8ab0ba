import { join } from "node:path";
import { finishedLength, TICKS_PER_SECOND } from "../../protocols/video/mp4/movie_head.ts";
import type { DiskFile } from "./disk.ts";
import { segmentName } from "./file_names.ts";
import type { KeptFile } from "./kept_file.ts";
import type { RecorderSurroundings } from "./surroundings.ts";

/**
 * How often a file is made safe against power loss, at most. A picture waits up to 0.8 s before it is written, so
 * power loss costs some four seconds; each sync makes a disk wait, and sixteen cameras share it.
 */
const SYNC_EVERY_MS = 2_000;
/** Segments of one camera that begin in the same millisecond, after its clock was set back. */
const MOST_SAME_NAME = 100;

/** What is known of a segment when it begins. */
export interface SegmentBeginning {
  /** Epoch ms of its first picture. */
  readonly startedAt: number;
  readonly head: Uint8Array;
  readonly lengthAt: number;
  readonly width: number;
  readonly height: number;
}

/** A segment's file. What is asked of it goes through the recording's queue; the first failure ends it. */
export class SegmentFile {
  readonly #begin: SegmentBeginning;
  readonly #around: RecorderSurroundings;
  #file: DiskFile | undefined;
  #kept: KeptFile | undefined;
  #endTicks = 0;
  #syncedMs: number;
  #failed = false;

  constructor(begin: SegmentBeginning, around: RecorderSurroundings) {
    this.#begin = begin;
    this.#around = around;
    this.#syncedMs = around.monotonicMs();
    this.#enqueue(begin.head.length, () => this.#open());
  }

  /** The disk has refused something: no more of it will be written. */
  get failed(): boolean {
    return this.#failed;
  }

  /**
   * @param pictures how many are in it
   * @param endTicks when the last one ends
   */
  append(fragment: Uint8Array, pictures: number, endTicks: number): void {
    this.#enqueue(fragment.length, () => this.#append(fragment, endTicks), pictures);
  }

  /** Writes how long it plays, and closes it. */
  finish(): void {
    this.#enqueue(0, () => this.#finish());
  }

  async #open(): Promise<void> {
    const { width, height, head } = this.#begin;
    const { name, startedAt } = await this.#create();
    const path = join(this.#around.folder, name);
    const facts = { endedAt: startedAt, width, height };
    this.#kept = { path, name, startedAt, bytes: 0, writing: true, facts };
    this.#around.files.add(this.#around.folder, this.#kept);
    await this.#write(head);
  }

  async #create(): Promise<{ readonly name: string; readonly startedAt: number }> {
    const { disk, folder } = this.#around;
    const first = this.#begin.startedAt;
    for (let startedAt = first;; startedAt++) {
      const name = segmentName(startedAt);
      try {
        this.#file = await disk.create(join(folder, name));
        return { name, startedAt };
      } catch (error) {
        const taken = error instanceof Deno.errors.AlreadyExists;
        if (!taken || startedAt >= first + MOST_SAME_NAME) throw error;
      }
    }
  }

  async #append(fragment: Uint8Array, endTicks: number): Promise<void> {
    await this.#write(fragment);
    this.#endTicks = endTicks;
    const kept = this.#kept;
    if (kept?.facts === undefined) return;
    const playedMs = Math.round(endTicks / (TICKS_PER_SECOND / 1_000));
    kept.facts = { ...kept.facts, endedAt: kept.startedAt + playedMs };
    await this.#syncWhenDue();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    await this.#file?.write(bytes);
    if (this.#kept !== undefined) this.#kept.bytes += bytes.length;
    this.#around.written(bytes.length);
  }

  async #syncWhenDue(): Promise<void> {
    const nowMs = this.#around.monotonicMs();
    if (nowMs - this.#syncedMs < SYNC_EVERY_MS) return;
    await this.#file?.sync();
    this.#syncedMs = nowMs;
  }

  async #finish(): Promise<void> {
    await this.#file?.overwrite(this.#begin.lengthAt, finishedLength(this.#endTicks));
    await this.#file?.sync();
    this.#close();
  }

  #close(): void {
    this.#file?.close();
    this.#file = undefined;
    if (this.#kept !== undefined) this.#kept.writing = false;
  }

  #enqueue(bytes: number, work: () => Promise<void>, pictures = 0): void {
    this.#around.queue.add(bytes, async () => {
      if (this.#failed) return this.#around.lost(pictures);
      try {
        await work();
      } catch (error) {
        this.#around.lost(pictures);
        this.#failed = true;
        this.#around.failed(error);
        await this.#abandon().catch(() => {}); // That the disk fails is told already.
      }
    });
  }

  /** What is whole stays. A full disk takes the length all the same, as its place is there already. */
  async #abandon(): Promise<void> {
    const { files, folder } = this.#around;
    try {
      await this.#file?.cut();
      await this.#file?.overwrite(this.#begin.lengthAt, finishedLength(this.#endTicks));
    } finally {
      this.#close();
      if (this.#kept !== undefined && this.#endTicks === 0) await files.remove(folder, this.#kept);
    }
  }
}
