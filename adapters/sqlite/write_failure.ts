import type { WriteFailure } from "./writer_messages.ts";

// SQLite's primary result codes (sqlite.org/rescode.html); the upper bits carry an extension.
const PRIMARY_CODE = 0xff;
const MEANINGS: ReadonlyMap<number, WriteFailure> = new Map([
  [5, { reason: "failed", detail: "another program holds the database for too long" }],
  [8, {
    reason: "failed",
    detail: "the database may only be read (check the folder's permissions)",
  }],
  [10, { reason: "failed", detail: "the disk reported an error" }],
  [11, { reason: "failed", detail: "the database file is damaged" }],
  [13, { reason: "full", detail: "the disk or the allowed size is used up" }],
  [14, { reason: "failed", detail: "the database file cannot be opened" }],
  [26, { reason: "failed", detail: "the file is not a database" }],
]);

/**
 * Says in plain words why SQLite refused. The environment's fault for the codes listed here; anything else
 * (a broken constraint) is ours, and keeps SQLite's own message.
 */
export function describeFailure(error: unknown): WriteFailure {
  const message = error instanceof Error ? error.message : String(error);
  const code = sqliteCode(error);
  const meaning = code === undefined ? undefined : MEANINGS.get(code & PRIMARY_CODE);
  if (meaning === undefined) return { reason: "failed", detail: message };
  return { reason: meaning.reason, detail: `${meaning.detail}: ${message}` };
}

function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode : undefined;
}
