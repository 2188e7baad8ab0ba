import { statfs } from "node:fs/promises";
import { dirname } from "node:path";

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

/** A file that is written from its beginning to its end. Everything rejects with what the system says. */
export interface DiskFile {
  /** Appends all of it. */
  write(bytes: Uint8Array): Promise<void>;
  /** Writes over bytes that are there. */
  overwrite(position: number, bytes: Uint8Array): Promise<void>;
  /** Takes off what a write that failed has left behind. */
  cut(): Promise<void>;
  /** Resolves when the content would survive a power loss. */
  sync(): Promise<void>;
  close(): void;
}

/** What recordings need of a disk. */
export interface Disk {
  /** Makes a file and the folders above it; rejects with `Deno.errors.AlreadyExists` when it is there. */
  create(path: string): Promise<DiskFile>;
  /** Puts bytes at the end of a file, and makes it where it is missing. */
  append(path: string, bytes: Uint8Array): Promise<void>;
  /** Room for programs without privileges; null where the system does not tell. */
  freeBytes(folder: string): Promise<number | null>;
}

/** The disk of this host. Only the owner may look inside: there are people in the pictures. */
export const nativeDisk: Disk = {
  async create(path) {
    await makeFolderOf(path);
    const options = { write: true, createNew: true, mode: OWNER_ONLY_FILE };
    return new NativeFile(await Deno.open(path, options));
  },
  async append(path, bytes) {
    await makeFolderOf(path);
    const options = { append: true, create: true, mode: OWNER_ONLY_FILE };
    using file = await Deno.open(path, options);
    await writeAll(file, bytes);
  },
  async freeBytes(folder) {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch {
      return null;
    }
  },
};

class NativeFile implements DiskFile {
  readonly #file: Deno.FsFile;
  #end = 0;

  constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await writeAll(this.#file, bytes);
    this.#end += bytes.length;
  }

  async overwrite(position: number, bytes: Uint8Array): Promise<void> {
    await this.#file.seek(position, Deno.SeekMode.Start);
    await writeAll(this.#file, bytes);
    await this.#file.seek(this.#end, Deno.SeekMode.Start);
  }

  cut(): Promise<void> {
    return this.#file.truncate(this.#end);
  }

  sync(): Promise<void> {
    return this.#file.syncData();
  }

  close(): void {
    this.#file.close();
  }
}

async function makeFolderOf(path: string): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
}
