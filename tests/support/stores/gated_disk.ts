import { type Disk, type DiskFile, nativeDisk } from "../../../adapters/recordings/disk.ts";

/** The disk of this host, as slow, broken or full as a test wants it. */
export class GatedDisk implements Disk {
  /** Thrown by every write; undefined: all is well. */
  failure: Error | undefined;
  /** What the system says is free. */
  free: number | null = null;
  syncs = 0;
  #gate: Promise<void> = Promise.resolve();

  /** Nothing is written until the answer is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    return resolve;
  }

  async create(path: string): Promise<DiskFile> {
    await this.#pass();
    const file = await nativeDisk.create(path);
    return {
      write: (bytes) => this.#pass().then(() => file.write(bytes)),
      overwrite: (position, bytes) => this.#pass().then(() => file.overwrite(position, bytes)),
      cut: () => file.cut(),
      sync: () => {
        this.syncs += 1;
        return file.sync();
      },
      close: () => file.close(),
    };
  }

  async append(path: string, bytes: Uint8Array): Promise<void> {
    await this.#pass();
    await nativeDisk.append(path, bytes);
  }

  freeBytes(): Promise<number | null> {
    return Promise.resolve(this.free);
  }

  async #pass(): Promise<void> {
    await this.#gate;
    if (this.failure !== undefined) throw this.failure;
  }
}
