import { MEMBER_KINDS } from "../../actors/presence/store.ts";
import type { MemberCount } from "../../actors/presence/messages.ts";
import { type Figure, type Line, single } from "./figure.ts";

/** Every word, so that a line that a rule looks at is there when its number is 0. */
const WORDS: readonly MemberCount["liveness"][] = [
  "never_seen",
  "online",
  "stale",
  "offline",
  "unknown",
];

/** Who is there, and what became of what they were told to do. Numbers only: no name of a member leaves here. */
export const FLEET_FIGURES: readonly Figure[] = [
  {
    name: "signalbox_members",
    type: "gauge",
    help: "Members of the fleet; unknown: not heard since the control host started.",
    labels: ["kind", "liveness"],
    lines: ({ members }) => members === null ? [] : memberLines(members),
  },
  {
    name: "signalbox_commands_total",
    type: "counter",
    help: "Commands that ended since the start.",
    labels: ["kind", "action", "outcome"],
    lines: ({ commands: { ended } }) =>
      ended.map(({ kind, action, outcome, count }): Line => [[kind, action, outcome], count]),
  },
  single(
    "gauge",
    "signalbox_commands_open",
    "Commands that are not final yet.",
    ({ commands }) => commands.open,
  ),
];

function memberLines(members: readonly MemberCount[]): Line[] {
  const counts = new Map(
    members.map(({ kind, liveness, count }) => [`${kind}/${liveness}`, count]),
  );
  return MEMBER_KINDS.flatMap((kind) =>
    WORDS.map((word): Line => [[kind, word], counts.get(`${kind}/${word}`) ?? 0])
  );
}
