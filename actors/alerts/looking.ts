import { addressOf } from "../machines/joining.ts";
import type { Liveness } from "../liveness.ts";
import type { AlertBook } from "./book.ts";
import type { KnownMember } from "./members.ts";
import type { Judged } from "./messages.ts";
import { type MemberSource, SUBJECTS } from "./rules/subjects.ts";
import { judgeAll } from "./rules/table.ts";
import type { SourceName, Sources } from "./sources.ts";

/** Where each kind of member says that it stands, and how alive it is. */
const FACTS: {
  readonly [S in MemberSource]: (
    of: Sources[S],
  ) => { readonly liveness: Liveness; readonly address: string | null };
} = {
  display: (each) => ({ liveness: each.liveness.state, address: addressOf(each) }),
  node: (each) => ({ liveness: each.liveness.state, address: addressOf(each) }),
  syncHost: (each) => ({ liveness: each.liveness.state, address: addressOf(each) }),
  camera: (each) => ({ liveness: each.liveness.state, address: each.address }),
  container: (each) => ({ liveness: each.liveness, address: null }),
};

/** What the rules make of a member. */
export function lookAtMember<S extends MemberSource>(
  book: AlertBook,
  source: S,
  seen: Sources[S],
): Judged {
  const member: KnownMember = { subject: SUBJECTS[source](seen), ...FACTS[source](seen) };
  return { type: "judged", verdicts: judgeAll(source, seen, book.settings), member };
}

/** What the rules make of anything else. */
export function lookAt<S extends SourceName>(
  book: AlertBook,
  source: S,
  seen: Sources[S],
): Judged {
  return { type: "judged", verdicts: judgeAll(source, seen, book.settings) };
}
