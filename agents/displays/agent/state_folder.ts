import { describeError } from "./describe_error.ts";

/** A state folder that cannot be used: the environment's fault. */
export class StateFolderUnavailable extends Error {
  /** `taken`: another agent has it. `unusable`: it cannot be made or written. */
  readonly code: "taken" | "unusable";
  readonly what: string;

  constructor(code: StateFolderUnavailable["code"], folder: string, cause?: unknown) {
    super(`${folder} is ${code}`, { cause });
    this.name = "StateFolderUnavailable";
    this.code = code;
    this.what = cause === undefined ? folder : `${folder} (${describeError(cause)})`;
  }
}

/** A folder that one agent has to itself; the system gives it back when the agent ends, however it ends. */
export class StateFolder implements Disposable {
  readonly path: string;
  readonly #lock: Deno.FsFile;

  private constructor(path: string, lock: Deno.FsFile) {
    this.path = path;
    this.#lock = lock;
  }

  /** Makes it where it is missing. @throws {StateFolderUnavailable} */
  static open(path: string): StateFolder {
    let lock: Deno.FsFile;
    try {
      Deno.mkdirSync(`${path}/output`, { recursive: true, mode: 0o700 });
      lock = Deno.openSync(`${path}/lock`, { write: true, create: true, mode: 0o600 });
    } catch (cause) {
      throw new StateFolderUnavailable("unusable", path, cause);
    }
    // Two agents with the same notes would each take the other's shows for its own.
    if (lock.tryLockSync(true)) return new StateFolder(path, lock);
    lock.close();
    throw new StateFolderUnavailable("taken", path);
  }

  outputOf(runId: string): string {
    return `${this.path}/output/${runId}.log`;
  }

  /** Takes away output of runs that are not known any more. */
  async sweep(runIds: readonly string[]): Promise<void> {
    const kept = new Set(runIds.map((id) => `${id}.log`));
    for await (const { name } of Deno.readDir(`${this.path}/output`)) {
      if (!kept.has(name)) await Deno.remove(`${this.path}/output/${name}`).catch(() => {});
    }
  }

  [Symbol.dispose](): void {
    this.#lock.close();
  }
}
