import { type Outcome, refuse } from "./outcome.ts";

/** What tells one state of something that people edit from another, and who made it. */
export interface Edited {
  /** From 1; goes up by one with each edit. */
  readonly version: number;
  /** Epoch ms. */
  readonly updatedAt: number;
  /** The name of a token; empty where nobody wrote it down. */
  readonly updatedBy: string;
}

/** Who edits, and what they have seen. */
export interface Edit {
  /** The name of a token. */
  readonly by: string;
  /** The edit was made from one of these versions; absent: it replaces whatever is there. */
  readonly versions?: readonly number[] | undefined;
}

/** The state after an edit: of something new where nothing was there. */
export function nextEdit(before: Edited | undefined, by: string, now: number): Edited {
  return { version: (before?.version ?? 0) + 1, updatedAt: now, updatedBy: by };
}

/**
 * The refusal of an edit that was made from another version than the one that is there: nobody overwrites what they
 * have not seen.
 */
export function refuseOutdated(
  what: string,
  { version, updatedAt: at, updatedBy: by }: Edited,
  versions: readonly number[] | undefined,
): Outcome<never> | undefined {
  if (versions === undefined || versions.includes(version)) return undefined;
  const who = by === "" ? "it was changed" : `${by} changed it`;
  const detail =
    `${what} is at version ${version}, and this was made from ${versions.join(", ")}: ` +
    `${who} at ${new Date(at).toISOString()}. Read it again, and change that.`;
  return refuse("preconditionFailed", detail, { changed: { version, at, by } });
}
