import { type OwnFolder, takeFolder } from "../../own_folder.ts";

export { StateFolderUnavailable } from "../../own_folder.ts";

/** A folder that one agent has to itself; the system gives it back when the agent ends, however it ends. */
export class StateFolder implements Disposable {
  readonly path: string;
  readonly #lock: OwnFolder;

  private constructor(path: string, lock: OwnFolder) {
    this.path = path;
    this.#lock = lock;
  }

  /** Makes it where it is missing. @throws {StateFolderUnavailable} */
  static open(path: string): StateFolder {
    return new StateFolder(path, takeFolder(path, "output"));
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
    this.#lock.giveBack();
  }
}
