import type { Edit, Edited } from "../../../actors/edited.ts";
import type { ApiContext } from "../dependencies.ts";
import { isoTime } from "../bodies/times.ts";

const VERSION = /"(\d+)"/g;

/** Who edits, and what they have seen. `*` stands for whatever is there (RFC 9110, section 13.1.1). */
export function editOf(c: ApiContext, ifMatch: string | undefined): Edit {
  return { by: c.var.identity.name, versions: versionsIn(ifMatch) };
}

/** The versions that an If-Match names; undefined where any will do. */
export function versionsIn(ifMatch: string | undefined): readonly number[] | undefined {
  if (ifMatch === undefined || ifMatch === "*") return undefined;
  return [...ifMatch.matchAll(VERSION)].map(([, digits]) => Number(digits));
}

/** Says with an answer which version it is of. */
export function tag(c: ApiContext, { version }: Edited): void {
  c.header("ETag", `"${version}"`);
}

/** The version, and who made it when. */
export function editedBody({ version, updatedAt, updatedBy }: Edited) {
  return { version, updatedAt: isoTime(updatedAt), updatedBy };
}
