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

/** A folder that is this agent's alone. */
export interface OwnFolder {
  giveBack(): void;
}

/**
 * Takes a folder for one agent alone, and makes it where it is missing. The system gives it back when the agent
 * ends, however it ends.
 *
 * @param inside a folder in it that has to be there as well
 * @throws {StateFolderUnavailable}
 */
export function takeFolder(path: string, inside = ""): OwnFolder {
  let lock: Deno.FsFile;
  try {
    Deno.mkdirSync(`${path}/${inside}`, { recursive: true, mode: 0o700 });
    lock = Deno.openSync(`${path}/lock`, { write: true, create: true, mode: 0o600 });
  } catch (cause) {
    throw new StateFolderUnavailable("unusable", path, cause);
  }
  // Two agents with the same notes would each take the other's work for its own.
  if (lock.tryLockSync(true)) return { giveBack: () => giveBack(lock) };
  lock.close();
  throw new StateFolderUnavailable("taken", path);
}

/** A program that is being started at this moment has the lock's file open still, and would hold the lock. */
function giveBack(lock: Deno.FsFile): void {
  lock.unlockSync();
  lock.close();
}
