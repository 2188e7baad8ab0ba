import type { HostBackupProgress, MadeHostBackup } from "../../actors/host_backups/messages.ts";
import type { BackupThreadNews, BackupThreadOrder } from "./backup_worker.ts";

/** A disk that takes a whole database this slowly, or not at all, is out of order. */
const SILENCE_MS = 30 * 60_000;

/**
 * Makes backups of the control host on a thread of its own: copying a database, compressing and encrypting it take
 * seconds of a processor, and none of them is felt by anybody else. The thread is there while one is made.
 */
export class BackupThread {
  readonly #spawn: () => Worker;
  #end: ((why: string) => void) | undefined;

  /** `spawn` makes the worker; tests put a faulty one here. */
  constructor(spawn: () => Worker = spawnWorker) {
    this.#spawn = spawn;
  }

  /** One at a time. Rejects with an error that says why in words. */
  make(
    order: BackupThreadOrder,
    onProgress: (progress: HostBackupProgress) => void,
  ): Promise<MadeHostBackup> {
    if (this.#end) return Promise.reject(new Error("Another backup is being made."));
    const worker = this.#spawn();
    const { promise, resolve, reject } = Promise.withResolvers<MadeHostBackup>();
    const end = (why: string) => reject(new Error(why));
    this.#end = end;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => end("Nothing was heard of it for half an hour."), SILENCE_MS);
    };
    worker.onerror = (event) => {
      // Without this, an error in the worker would end the whole process.
      event.preventDefault();
      end(`The thread that makes backups has died: ${event.message}.`);
    };
    worker.onmessage = ({ data: news }: MessageEvent<BackupThreadNews>) => {
      listen();
      if (news.type === "progress") onProgress(news.progress);
      else if (news.type === "made") resolve(news.made);
      else end(news.detail);
    };
    listen();
    worker.postMessage(order);
    return promise.finally(() => {
      clearTimeout(silence);
      worker.terminate();
      this.#end = undefined;
    });
  }

  /** Gives up what is being made; what it has left is removed at the next start, or with the next one. */
  close(): void {
    this.#end?.("The control host has stopped.");
  }
}

function spawnWorker(): Worker {
  return new Worker(new URL("./backup_worker.ts", import.meta.url), { type: "module" });
}
