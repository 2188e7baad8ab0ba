import type { KeptFile } from "./kept_file.ts";

/** Removes a file; rejects with what the system says. */
export type RemoveFile = (path: string) => Promise<void>;

/** The files of all recordings, in memory, so that neither a list nor the clearing out looks at each one on the disk. */
export class KeptFiles {
  readonly #folders = new Map<string, Map<string, KeptFile>>();
  readonly #remove: RemoveFile;

  constructor(remove: RemoveFile) {
    this.#remove = remove;
  }

  /** @param folder full path of the folder that the file is in */
  add(folder: string, file: KeptFile): void {
    const files = this.#folders.get(folder) ?? new Map<string, KeptFile>();
    this.#folders.set(folder, files.set(file.name, file));
  }

  find(folder: string, name: string): KeptFile | undefined {
    return this.#folders.get(folder)?.get(name);
  }

  /** The files of one folder, in no order. */
  in(folder: string): KeptFile[] {
    return [...this.#folders.get(folder)?.values() ?? []];
  }

  /** Every file with its folder, the oldest first. */
  oldestFirst(): { readonly folder: string; readonly file: KeptFile }[] {
    const all = [...this.#folders].flatMap(([folder, files]) =>
      [...files.values()].map((file) => ({ folder, file }))
    );
    return all.sort((one, other) => one.file.startedAt - other.file.startedAt);
  }

  /** Somebody else has deleted it. */
  forget(folder: string, { name }: KeptFile): void {
    const files = this.#folders.get(folder);
    files?.delete(name);
    if (files?.size === 0) this.#folders.delete(folder);
  }

  /** Deletes a file; one that is gone already is fine. Rejects with what the system says. */
  async remove(folder: string, file: KeptFile): Promise<void> {
    try {
      await this.#remove(file.path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    this.forget(folder, file);
  }
}
