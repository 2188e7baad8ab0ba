import type { RecordingReader } from "../../actors/cameras/recording.ts";
import type { KeptFile } from "./kept_file.ts";

/** A recording that somebody reads; it may grow meanwhile, by whole fragments. */
export class RecordingFile implements RecordingReader {
  readonly #kept: KeptFile;
  readonly #file: Deno.FsFile;

  private constructor(kept: KeptFile, file: Deno.FsFile) {
    this.#kept = kept;
    this.#file = file;
  }

  /** Undefined when it has just been deleted. */
  static async open(kept: KeptFile): Promise<RecordingFile | undefined> {
    try {
      return new RecordingFile(kept, await Deno.open(kept.path, { read: true }));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  }

  get bytes(): number {
    return this.#kept.bytes;
  }

  async read(into: Uint8Array, position: number): Promise<number> {
    const most = Math.min(into.length, this.bytes - position);
    if (most <= 0) return 0;
    await this.#file.seek(position, Deno.SeekMode.Start);
    return await this.#file.read(into.subarray(0, most)) ?? 0;
  }

  close(): Promise<void> {
    this.#file.close();
    return Promise.resolve();
  }
}
