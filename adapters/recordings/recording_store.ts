import { join } from "node:path";
import type {
  Recorder,
  RecordingReader,
  RecordingReading,
  RecordingSegment,
  RecordingStore,
} from "../../actors/cameras/recording.ts";
import { type Disk, nativeDisk } from "./disk.ts";
import { folderName, segmentStart } from "./file_names.ts";
import type { KeptFile, SegmentFacts } from "./kept_file.ts";
import { KeptFiles } from "./kept_files.ts";
import { storageError } from "./problems.ts";
import { FileRecorder, SEGMENT_MS } from "./recorder.ts";
import { RecordingFile } from "./recording_file.ts";
import { readSegmentHead } from "./recovery.ts";
import { DEFAULT_LIMITS, type RecordingLimits, Retention } from "./retention.ts";
import { addSegments, takeStock } from "./take_stock.ts";
import { MAX_QUEUED_BYTES, WriteQueue } from "./write_queue.ts";

/** Where and how recordings are kept. What is left out has its default. */
export interface RecordingStoreOptions {
  /** `recordings` in the data folder; made when it is missing. */
  readonly folder: string;
  readonly limits?: Partial<RecordingLimits>;
  /** Ten minutes. */
  readonly segmentMs?: number;
  /** Per recording, 16 MiB. */
  readonly maxQueuedBytes?: number;
  readonly disk?: Disk;
  readonly monotonicMs?: () => number;
}

/** Recordings that are made, listed and read. */
export type RecordingLibrary = RecordingStore & RecordingReading;

/**
 * Opens the recordings: a folder for each camera with its segments (`20261121_101500.000.mp4`, UTC), and beside them
 * `sensors/{sensor}/{start}.csv`. What was being written when the host died is finished: it is whole up to the last
 * second before.
 *
 * @throws {StorageError} The folder cannot be made or read: the environment's fault.
 */
export async function openRecordingStore(
  options: RecordingStoreOptions,
): Promise<RecordingLibrary> {
  const files = new KeptFiles((path) => Deno.remove(path));
  try {
    await Deno.mkdir(options.folder, { recursive: true, mode: 0o700 });
    await takeStock(options.folder, files);
  } catch (error) {
    throw storageError("The folder of recordings could not be opened", error);
  }
  return new FolderRecordingStore(options, files);
}

class FolderRecordingStore implements RecordingLibrary {
  readonly #options: RecordingStoreOptions;
  readonly #disk: Disk;
  readonly #files: KeptFiles;
  readonly #retention: Retention;
  #retaining: Promise<void> | undefined;

  constructor(options: RecordingStoreOptions, files: KeptFiles) {
    const { folder, limits, disk = nativeDisk } = options;
    this.#options = options;
    this.#disk = disk;
    this.#files = files;
    this.#retention = new Retention(folder, files, disk, { ...DEFAULT_LIMITS, ...limits });
  }

  start(folder: string, startedAt: number): Recorder {
    const { segmentMs = SEGMENT_MS, maxQueuedBytes = MAX_QUEUED_BYTES } = this.#options;
    const { monotonicMs = () => performance.now() } = this.#options;
    const queue = new WriteQueue(maxQueuedBytes);
    const [disk, files] = [this.#disk, this.#files];
    return new FileRecorder({
      startedAt,
      segmentMs,
      refusal: () => this.#retention.refusal,
      around: { folder: this.#path(folder), disk, files, queue, monotonicMs },
    });
  }

  /** The oldest first. */
  async list(folder: string): Promise<readonly RecordingSegment[]> {
    const path = this.#path(folder);
    await guarded("The recordings could not be listed", () => addSegments(path, this.#files));
    const files = this.#files.in(path).filter(({ name }) => segmentStart(name) !== undefined)
      .sort((one, other) => one.startedAt - other.startedAt);
    const segments: RecordingSegment[] = [];
    for (const file of files) segments.push(await segmentOf(file));
    return segments;
  }

  async remove(folder: string, name: string): Promise<boolean> {
    const path = this.#path(folder);
    const file = this.#files.find(path, name);
    if (file === undefined || file.writing) return false;
    await guarded("The recording could not be deleted", () => this.#files.remove(path, file));
    return true;
  }

  async open(folder: string, name: string): Promise<RecordingReader | undefined> {
    const file = this.#files.find(this.#path(folder), name);
    if (file === undefined) return undefined;
    return await guarded("The recording could not be opened", () => RecordingFile.open(file));
  }

  retain(now: number): Promise<void> {
    this.#retaining ??= this.#retention.run(now).finally(() => this.#retaining = undefined);
    return this.#retaining;
  }

  #path(camera: string): string {
    return join(this.#options.folder, folderName(camera));
  }
}

async function segmentOf(file: KeptFile): Promise<RecordingSegment> {
  const { name, startedAt, bytes, writing } = file;
  const facts = file.facts ??= await factsOf(file);
  return { name, startedAt, bytes, finished: !writing, ...facts };
}

/** A file that is none of ours, or whose end was never written as the disk failed, ended when it was last changed. */
async function factsOf({ path, startedAt }: KeptFile): Promise<SegmentFacts> {
  try {
    const head = await readSegmentHead(path);
    const { width = null, height = null, durationMs = null } = head ?? {};
    const endedAt = durationMs === null ? await changedAt(path) : startedAt + durationMs;
    return { endedAt: Math.max(Math.round(endedAt), startedAt), width, height };
  } catch {
    return { endedAt: startedAt, width: null, height: null };
  }
}

async function changedAt(path: string): Promise<number> {
  return (await Deno.stat(path)).mtime?.getTime() ?? 0;
}

async function guarded<T>(tried: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageError(tried, error);
  }
}
