import type { OldTable } from "./old_tables.ts";

/**
 * Why something does not come along as it was:
 * - `idUnusable`, `nameUnusable`, `textUnusable`: a value that this program cannot have
 * - `sameDisplay`: another row is this display already; letter case does not count
 * - `nameTaken`: an old name that is another display's as well
 * - `macUnusable`: not the address of one network card
 * - `clientGone`, `groupGone`: refers to a row that is no more
 * - `secondOfName`: a group or preset of this name came before; this one gets a number
 * - `commandsUnreadable`: the command lines are not what the old server wrote
 * - `commandUnusable`: one command line is empty, too long or no text
 * - `twoCommands`: one display had two; the old server would have sent the other
 * - `noCommands`: nothing is left that a preset could send
 */
export type RemarkReason =
  | "idUnusable"
  | "nameUnusable"
  | "textUnusable"
  | "sameDisplay"
  | "nameTaken"
  | "macUnusable"
  | "clientGone"
  | "groupGone"
  | "secondOfName"
  | "commandsUnreadable"
  | "commandUnusable"
  | "twoCommands"
  | "noCommands";

/** Something of the old database that was left out or changed, and where it stands. */
export interface Remark {
  readonly table: OldTable;
  /** The row's id, as text; `?` where it has none. */
  readonly row: string;
  /** What people call the thing; null where it has no name. */
  readonly name: string | null;
  readonly reason: RemarkReason;
  /** The value in question, cut; may be empty. */
  readonly detail: string;
}

/** More than anybody reads; what comes after is only counted. */
export const MAX_REMARKS = 2_000;
/** Characters of a value that a remark repeats. */
const MAX_SHOWN = 60;

/** Remarks in the order in which they were made, as many as are kept. */
export class Remarks {
  readonly kept: Remark[] = [];
  /** Those that were only counted. */
  more = 0;

  add(table: OldTable, row: string, reason: RemarkReason, { name = null, detail = "" }: {
    readonly name?: string | null;
    readonly detail?: string;
  } = {}): void {
    if (this.kept.length >= MAX_REMARKS) this.more++;
    else this.kept.push({ table, row, name: name && cut(name), reason, detail: cut(detail) });
  }
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN).toWellFormed()}…` : text;
}
