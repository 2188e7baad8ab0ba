import { livenessOfRecord } from "../liveness.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import type { DisplaySummary } from "../topics.ts";
import { type Directory, type DirectoryContext, lookUp, type Member } from "./directory_state.ts";
import { summarise, summariseSeat } from "./display_state.ts";
import { foldName } from "./name_index.ts";
import type {
  DescribeDisplays,
  DisplayBrief,
  DisplaySnapshot,
  FindDisplay,
  ListDisplays,
} from "./messages.ts";
import type { Seat } from "./seat.ts";

/** Answers with every display, ordered by id. */
export function listDisplays(
  directory: Directory,
  question: ListDisplays,
  ctx: DirectoryContext,
): void {
  const { query, liveness, health, afterId = 0, atMost = Infinity } = question;
  const wanted = question.ids && new Set(question.ids);
  const found: DisplaySnapshot[] = [];
  const members = [...directory.members.values()]
    .filter((member) => member.seat.record.id > afterId && matches(member, query))
    .filter(({ seat }) => wanted === undefined || wanted.has(seat.record.id))
    .sort((a, b) => a.seat.record.id - b.seat.record.id);
  for (const member of members) {
    if (found.length >= atMost) break;
    const summary = summaryOf(member);
    if (liveness !== undefined && summary.liveness.state !== liveness) continue;
    if (health !== undefined && summary.health !== health) continue;
    found.push({ ...summary, notes: [] });
  }
  ctx.reply(question, found);
}

function matches(member: Member, query: string | undefined): boolean {
  if (query === undefined || query === "") return true;
  const { name, aliases, peerAddress, claimedAddress } = member.seat.record;
  const needle = foldName(query);
  return [name, ...aliases, peerAddress, claimedAddress]
    .some((text) => text !== null && foldName(text).includes(needle));
}

/** Answers with one display. */
export function findDisplay(
  directory: Directory,
  question: FindDisplay,
  ctx: DirectoryContext,
): void {
  const member = lookUp(directory, question.nameOrId);
  if (!member) return ctx.reply(question, notFound(question.nameOrId));
  ctx.reply(question, accept(snapshotOf(member)));
}

/** The refusal for a name or id that no display has. */
export function notFound(nameOrId: string): Outcome<never> {
  return refuse("notFound", `No display is called "${nameOrId.slice(0, 64)}".`);
}

/** A display with its recent history. */
export function snapshotOf(member: Member): DisplaySnapshot {
  return { ...summaryOf(member), notes: member.seat.state?.notes.list() ?? [] };
}

/** A display whose actor is not running is shown from its record, with the reason. */
function summaryOf({ seat }: Member): DisplaySummary {
  return seat.state ? summarise(seat.state) : summariseRecord(seat);
}

function summariseRecord(seat: Seat): DisplaySummary {
  return {
    ...summariseSeat(seat),
    liveness: livenessOfRecord(seat.record.lastSeenAt),
    health: "error",
    uptimeS: null,
    processCount: null,
    processes: [],
    syncStatus: null,
  };
}

/** Answers from the records alone, so that a preset on a thousand displays costs one question. */
export function describeDisplays(
  directory: Directory,
  question: DescribeDisplays,
  ctx: DirectoryContext,
): void {
  const ids = question.ids ?? [...directory.members.keys()];
  const briefs: DisplayBrief[] = [];
  for (const id of ids) {
    const member = directory.members.get(id);
    if (member) briefs.push(brief(member));
  }
  ctx.reply(question, briefs);
}

function brief({ seat }: Member): DisplayBrief {
  return {
    id: seat.record.id,
    name: seat.record.name,
    connected: seat.link?.open === true,
    currentPresetId: seat.record.currentPresetId,
  };
}
