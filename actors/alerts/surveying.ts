import type { AlertsContext, AlertsState } from "./alerts_state.ts";
import { lookAt, lookAtMember } from "./looking.ts";
import type { AlertsMessage, Judged } from "./messages.ts";
import type { MemberSource } from "./rules/subjects.ts";
import type { Sources } from "./sources.ts";
import { SURVEY_PATIENCE, WHOLE_LISTS } from "../whole_lists.ts";

const IGNORED: AlertsMessage = { type: "ignored" };

/** Looks at everybody: at the start, when the rules are others, and to make good what was lost. */
export function survey({ args, book }: AlertsState, ctx: AlertsContext): void {
  const { displays, nodes, syncHosts, cameras, walls, presets } = args;
  const members = <S extends MemberSource>(source: S, asked: Promise<readonly Sources[S][]>) =>
    look(source, asked, (each) => lookAtMember(book, source, each), ctx);
  members("display", displays.ask(WHOLE_LISTS.displays, SURVEY_PATIENCE));
  members("node", nodes.ask(WHOLE_LISTS.nodes, SURVEY_PATIENCE));
  members("container", nodes.ask(WHOLE_LISTS.containers, SURVEY_PATIENCE));
  members("syncHost", syncHosts.ask(WHOLE_LISTS.syncHosts, SURVEY_PATIENCE));
  members("camera", cameras.ask(WHOLE_LISTS.cameras, SURVEY_PATIENCE));
  look("wall", walls.ask(WHOLE_LISTS.walls, SURVEY_PATIENCE), (each) => {
    const member = { subject: { kind: "wall", key: each.name, name: each.name }, ...NOWHERE };
    return { ...lookAt(book, "wall", each), member };
  }, ctx);
  ctx.pipe(
    presets.ask(WHOLE_LISTS.groups, SURVEY_PATIENCE),
    (groups): AlertsMessage => ({ type: "groupsSeen", groups }),
    () => IGNORED,
  );
}

/** A wall is on no machine. */
const NOWHERE = { liveness: "online", address: null } as const;

function look<T>(
  kind: string,
  asked: Promise<readonly T[]>,
  judge: (found: T) => Judged,
  ctx: AlertsContext,
): void {
  ctx.pipe(
    asked,
    (found): AlertsMessage => ({ type: "surveyed", kind, seen: found.map(judge) }),
    () => IGNORED,
  );
}
