import { StorageError } from "../../actors/storage_error.ts";

/** Codes of a disk that is used up (POSIX `errno`); Windows' error names mean the same. */
const FULL = new Set(["ENOSPC", "EDQUOT", "ERROR_DISK_FULL", "ERROR_HANDLE_DISK_FULL"]);

/** What the disk has refused, in one sentence for people. */
export function problemOf(cause: unknown): string {
  return isFull(cause)
    ? "The disk for recordings is full; it is tried again until there is room."
    : `Recordings cannot be written: ${wordsOf(cause)}.`;
}

/** The same as an error, with what was tried. */
export function storageError(tried: string, cause: unknown): StorageError {
  const reason = isFull(cause) ? "full" : "failed";
  return new StorageError(reason, `${tried}: ${wordsOf(cause)}.`, { cause });
}

function isFull(cause: unknown): boolean {
  return FULL.has(codeOf(cause));
}

function wordsOf(cause: unknown): string {
  const words = cause instanceof Error ? cause.message : String(cause);
  return words.replace(/\.$/, "");
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}
