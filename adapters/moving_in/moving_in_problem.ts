import type { MovingInFault } from "../../protocols/moving_in/fault.ts";

/** Something of an old server cannot be read. `detail` is for people, in English; it never holds what is in a key file. */
export class MovingInProblem extends Error {
  constructor(
    readonly fault: MovingInFault,
    readonly path: string,
    readonly detail = "",
    options?: ErrorOptions,
  ) {
    super(`${path}: ${fault}${detail === "" ? "" : ` (${detail})`}`, options);
    this.name = "MovingInProblem";
  }
}

/** Does something with a file; what the system refuses becomes a {@link MovingInProblem}. */
export async function withFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw problemOf(path, cause);
  }
}

const SQLITE_CORRUPT = 11, SQLITE_FULL = 13, SQLITE_NOTADB = 26;

/** What the system, or SQLite, says about a file. */
export function problemOf(path: string, cause: unknown): MovingInProblem {
  if (cause instanceof MovingInProblem) return cause;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new MovingInProblem(faultOf(cause), path, detail, { cause });
}

function faultOf(cause: unknown): MovingInFault {
  if (cause instanceof Deno.errors.NotFound) return "missing";
  if (cause instanceof Deno.errors.PermissionDenied) return "notPermitted";
  if (cause instanceof Deno.errors.IsADirectory) return "isFolder";
  if (cause instanceof Deno.errors.NotADirectory) return "notFolder";
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const sqlite = cause instanceof Error && "errcode" in cause ? Number(cause.errcode) & 0xff : 0;
  if (code === "ENOSPC" || code === "EDQUOT" || sqlite === SQLITE_FULL) return "full";
  if (sqlite === SQLITE_NOTADB) return "notDatabase";
  return sqlite === SQLITE_CORRUPT ? "damaged" : "failed";
}
