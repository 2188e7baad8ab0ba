import type { Observation, PresenceMessage } from "./messages.ts";
import { ofCamera, ofContainer, ofDisplay, ofNode, ofSyncHost } from "./observing.ts";
import type { PresenceContext, PresenceState } from "./presence_state.ts";
import type { MemberKind } from "./store.ts";
import { SURVEY_PATIENCE, WHOLE_LISTS } from "../whole_lists.ts";

/** Looks at every member there is: those that nobody has told of since our start, and words that were lost. */
export function survey(
  { args: { displays, nodes, syncHosts, cameras } }: PresenceState,
  ctx: PresenceContext,
): void {
  look("display", displays.ask(WHOLE_LISTS.displays, SURVEY_PATIENCE), ofDisplay, ctx);
  look("node", nodes.ask(WHOLE_LISTS.nodes, SURVEY_PATIENCE), ofNode, ctx);
  look("container", nodes.ask(WHOLE_LISTS.containers, SURVEY_PATIENCE), ofContainer, ctx);
  look("syncHost", syncHosts.ask(WHOLE_LISTS.syncHosts, SURVEY_PATIENCE), ofSyncHost, ctx);
  look("camera", cameras.ask(WHOLE_LISTS.cameras, SURVEY_PATIENCE), ofCamera, ctx);
}

function look<T>(
  kind: MemberKind,
  asked: Promise<readonly T[]>,
  observationOf: (found: T) => Observation,
  ctx: PresenceContext,
): void {
  ctx.pipe(
    asked,
    (found): PresenceMessage => ({
      type: "surveyed",
      kind,
      observations: found.map(observationOf),
    }),
    (): PresenceMessage => ({ type: "surveyFailed" }),
  );
}
