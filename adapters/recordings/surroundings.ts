import type { Disk } from "./disk.ts";
import type { KeptFiles } from "./kept_files.ts";
import type { WriteQueue } from "./write_queue.ts";

/** What the files of one recording share. */
export interface RecorderSurroundings {
  /** Of the camera; a full path. */
  readonly folder: string;
  readonly disk: Disk;
  readonly queue: WriteQueue;
  readonly files: KeptFiles;
  readonly monotonicMs: () => number;
  /** So many bytes more are in segments on the disk. */
  written(bytes: number): void;
  /** So many pictures will never be there, as the disk has failed before they were written. */
  lost(pictures: number): void;
  /** The disk has refused something. */
  failed(cause: unknown): void;
}
