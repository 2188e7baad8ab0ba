import { join } from "node:path";
import { MovingInProblem } from "./moving_in_problem.ts";
import { sizeOfFile } from "./plain_file.ts";

/** Some ten million executions; it is copied first, so it must fit on the disk once more. */
const MAX_DATABASE_BYTES = 2 * 1024 ** 3;
/** SQLite moves its log into the file a few times a minute at most, so the second try nearly always succeeds. */
const TRIES = 5;
const PAUSE_MS = 300;
/** What stands at the beginning of every SQLite file. */
const MAGIC = "SQLite format 3\0";
/** The head of a write-ahead log: it changes when the log is begun anew (SQLite file format, section 4.1). */
const LOG_HEAD_BYTES = 32;
/** A log is beside the file while its program runs or after that was killed; which of the two depends on the mode. */
const LOGS = ["-wal", "-journal"];

/**
 * Reads a database of another program without disturbing that: file and log are copied into a folder of our own, and
 * only the copy is opened, so that nothing is locked, written or made beside the original. `use` gets the copy's path,
 * which is gone afterwards. A copy counts only when the file was not written and its log not begun anew meanwhile; what
 * is added to the log does no harm, for SQLite takes only what was committed whole.
 */
export async function withCopyOf<T>(named: string, use: (copy: string) => T): Promise<T> {
  await sizeOfFile(named);
  // The program that writes it keeps the log beside the file itself, not beside a link to it.
  const path = await Deno.realPath(named);
  if (await headOf(path, MAGIC.length) !== MAGIC) throw new MovingInProblem("notDatabase", named);
  await demandRoom(path);
  const folder = await Deno.makeTempDir({ prefix: "signalbox-import-" });
  try {
    const copy = join(folder, "old.db");
    for (let tries = 1; !await copied(path, copy); tries++) {
      if (tries >= TRIES) throw new MovingInProblem("busy", named);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return use(copy);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Whether a file begins as every SQLite database does. */
export async function isDatabase(path: string): Promise<boolean> {
  await sizeOfFile(path);
  return await headOf(path, MAGIC.length) === MAGIC;
}

async function demandRoom(path: string): Promise<void> {
  let bytes = await sizeOfFile(path);
  for (const log of LOGS) bytes += await sizeOfLog(path + log) ?? 0;
  if (bytes > MAX_DATABASE_BYTES) throw new MovingInProblem("tooLarge", path, `${bytes} bytes`);
}

/** Undefined: there is none. SQLite makes plain files; what a link in their place leads to is nobody's log. */
async function sizeOfLog(path: string): Promise<number | undefined> {
  try {
    const { isFile, size } = await Deno.lstat(path);
    if (!isFile) throw new MovingInProblem("notFile", path);
    return size;
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return undefined;
    throw cause;
  }
}

async function copied(path: string, copy: string): Promise<boolean> {
  const before = await stateOf(path);
  await copyAs(path, copy);
  for (const log of LOGS) {
    if (await sizeOfLog(path + log) !== undefined) await copyAs(path + log, copy + log);
    else await Deno.remove(copy + log).catch(ignoreMissing);
  }
  return before === await stateOf(path);
}

/** Whoever may only read the original still owns the copy. */
async function copyAs(from: string, to: string): Promise<void> {
  await Deno.remove(to).catch(ignoreMissing);
  await Deno.copyFile(from, to);
  if (Deno.build.os !== "windows") await Deno.chmod(to, 0o600);
}

async function stateOf(path: string): Promise<string> {
  const { size, mtime } = await Deno.stat(path);
  const logs = await Promise.all(LOGS.map((log) => headOf(path + log, LOG_HEAD_BYTES)));
  return JSON.stringify([size, mtime?.getTime(), logs]);
}

/** The first bytes of a file, one character each; undefined where there is no file. */
async function headOf(path: string, bytes: number): Promise<string | undefined> {
  try {
    using file = await Deno.open(path, { read: true });
    const head = new Uint8Array(bytes);
    const count = await file.read(head) ?? 0;
    return String.fromCharCode(...head.subarray(0, count));
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return undefined;
    throw cause;
  }
}

function ignoreMissing(cause: unknown): void {
  if (!(cause instanceof Deno.errors.NotFound)) throw cause;
}
