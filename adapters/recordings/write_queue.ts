/** Bytes that may wait for the disk: two seconds of the fielded JPEG cameras, sixteen of H.264 at 8 Mb/s. */
export const MAX_QUEUED_BYTES = 16 * 1024 * 1024;

/**
 * What one recording has to write, in order, one job after the other. A job must not reject. The queue does not refuse
 * anything: who fills it looks at {@link hasRoom} first.
 */
export class WriteQueue {
  readonly #maxBytes: number;
  #last: Promise<void> = Promise.resolve();
  #queuedBytes = 0;

  constructor(maxBytes: number = MAX_QUEUED_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** Whether more may wait. */
  get hasRoom(): boolean {
    return this.#queuedBytes < this.#maxBytes;
  }

  /** Whether enough has drained to begin again, so that it is not one picture in, one picture out. */
  get hasDrained(): boolean {
    return this.#queuedBytes < this.#maxBytes / 2;
  }

  /** @param bytes what the job keeps in memory until it is done */
  add(bytes: number, job: () => Promise<void>): void {
    this.#queuedBytes += bytes;
    this.#last = this.#last.then(job).finally(() => this.#queuedBytes -= bytes);
  }

  /** Resolves when all that was added is done. */
  drained(): Promise<void> {
    return this.#last;
  }
}
