/** Why a request failed, in plain words. */
export interface Failure {
  readonly reason: "full" | "failed";
  readonly detail: string;
}

interface Meaning extends Failure {
  /** SQLite's primary result code (sqlite.org/rescode.html), and the words it begins its message with. */
  readonly code: number;
  readonly words: string;
}

// The words count as much as the codes: node:sqlite gives no code with what `exec` or opening throws.
const MEANINGS: readonly Meaning[] = [
  {
    code: 5,
    words: "database is locked",
    reason: "failed",
    detail: "another program holds the database for too long",
  },
  {
    code: 8,
    words: "attempt to write a readonly database",
    reason: "failed",
    detail: "the database may only be read (check the folder's permissions)",
  },
  { code: 10, words: "disk I/O error", reason: "failed", detail: "the disk reported an error" },
  {
    code: 11,
    words: "database disk image is malformed",
    reason: "failed",
    detail: "the database file is damaged",
  },
  {
    code: 13,
    words: "database or disk is full",
    reason: "full",
    detail: "the disk or the allowed size is used up",
  },
  {
    code: 14,
    words: "unable to open database file",
    reason: "failed",
    detail: "the database file cannot be opened",
  },
  {
    code: 26,
    words: "file is not a database",
    reason: "failed",
    detail: "the file is not a database",
  },
];

// The bits above carry SQLite's extended code.
const PRIMARY_CODE = 0xff;

/**
 * Says in plain words why SQLite refused. The environment's fault for the codes listed here; anything else
 * (a broken constraint) is ours, and keeps SQLite's own message.
 */
export function describeFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const code = sqliteCode(error);
  const meaning = MEANINGS.find((known) =>
    code === undefined ? message.startsWith(known.words) : code === known.code
  );
  if (meaning === undefined) return { reason: "failed", detail: message };
  return { reason: meaning.reason, detail: `${meaning.detail} (${message})` };
}

function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode & PRIMARY_CODE : undefined;
}
