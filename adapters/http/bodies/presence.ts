import type {
  KeptPresenceNote,
  MemberRecord,
  PresenceStore,
} from "../../../actors/presence/store.ts";
import { isSteady, stripOf, type StripRange } from "../../../actors/presence/strip.ts";
import type { PresenceNote, Strip } from "../../../protocols/api/presence.ts";
import { isoTime } from "./times.ts";

/** Lines read for one strip: five for each piece that is drawn. Of one that has more, the newest are shown. */
const MAX_LINES = 500;
/** How long the loop is held up at once: well under the 10 ms that anybody else may have to wait. */
const SLICE_MS = 4;

/** One line of a member's history. */
export function presenceNoteBody(note: KeptPresenceNote): PresenceNote {
  const { id, at, about: kind, from, to, heldMs, reason } = note;
  return { id, at: isoTime(at), kind, from, to, heldMs, reason };
}

/** The strips of many members. Those that did not change are not read; others take their turn in slices. */
export async function drawStrips(
  store: Pick<PresenceStore, "stepsSince">,
  members: readonly MemberRecord[],
  range: StripRange,
): Promise<Strip[]> {
  const strips: Strip[] = [];
  let sliceEnds = performance.now() + SLICE_MS;
  for (const member of members) {
    strips.push(drawStrip(store, member, range));
    if (performance.now() < sliceEnds) continue;
    await new Promise((resolve) => setTimeout(resolve));
    sliceEnds = performance.now() + SLICE_MS;
  }
  return strips;
}

function drawStrip(
  store: Pick<PresenceStore, "stepsSince">,
  member: MemberRecord,
  range: StripRange,
): Strip {
  const { key, name } = member;
  const lines = isSteady(member, range.from) ? [] : store.stepsSince(member, range.from, MAX_LINES);
  const segments = stripOf(member, lines, range, lines.length < MAX_LINES);
  return {
    key,
    name,
    segments: segments.map(({ at, state, health }) => ({ at: isoTime(at), state, health })),
  };
}
