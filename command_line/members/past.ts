import { PresenceHistory, type PresenceNote } from "../../protocols/api/presence.ts";
import { SyncHostHistory, type SyncHostNote } from "../../protocols/api/sync_host.ts";
import { type WallEntry, WallHistory } from "../../protocols/api/wall.ts";
import type { ApiClient } from "../api/api_client.ts";
import { cameraPathOf } from "../api/find_camera.ts";
import { displayPathOf } from "../api/find.ts";
import { containerPathOf, nodePath } from "../api/find_node.ts";
import { syncHostPathOf } from "../api/find_sync_host.ts";
import { wallPathOf } from "../api/find_wall.ts";
import type { CommandLine } from "../command_line.ts";
import { usageFailure } from "../failure.ts";
import type { StateOf } from "../terminal/console.ts";
import { wordDuration } from "../terminal/durations.ts";
import { visible } from "../terminal/visible.ts";
import type { Member } from "./member.ts";

/** A change of a member. */
export interface PastLine {
  readonly at: string;
  /** What it came to. */
  readonly state: string;
  /** What it was before, and for how long. */
  readonly before: string;
  readonly reason: string;
  /** As the API gives it. */
  readonly raw: object;
}

/** How far back it is looked. */
export interface PastRange {
  readonly limit: number;
  /** Epoch ms; undefined: as far as anything is kept. */
  readonly since: number | undefined;
}

/** What changed about a member, newest first; `more` where `limit` has cut it short. */
export async function readPast(
  api: ApiClient,
  member: Member,
  range: PastRange,
  cli: CommandLine,
): Promise<{ readonly lines: readonly PastLine[]; readonly more: boolean }> {
  if (member.kind === "wall") {
    const path = `${wallPathOf(member.body)}/history`;
    const { items, more } = await newest(api, WallHistory.shape.items.element, path, range);
    return { lines: items.map((entry) => wallLine(entry, cli)), more };
  }
  if (member.kind === "syncHost") {
    const path = `${syncHostPathOf(member.body)}/history`;
    const { items, more } = await newest(api, SyncHostHistory.shape.items.element, path, range);
    return { lines: items.map((note) => changeLine(note, undefined, cli)), more };
  }
  const path = pathOf(member, cli);
  const { items, more } = await newest(api, PresenceHistory.shape.items.element, path, range);
  const of = member.kind === "camera" ? "stream" : undefined;
  return { lines: items.map((note) => changeLine(note, of, cli)), more };
}

function pathOf(
  { kind, body }: Exclude<Member, { readonly kind: "wall" | "syncHost" }>,
  { texts }: CommandLine,
): string {
  switch (kind) {
    case "display":
      return `${displayPathOf(body)}/history`;
    case "node":
      return `${nodePath(body.serverId)}/history`;
    case "container":
      return `${containerPathOf(body)}/changes`;
    case "camera":
      return `${cameraPathOf(body.id)}/history`;
    case "machine":
      throw usageFailure(texts.past.ofMembers(visible(body.address)));
  }
}

async function newest<T extends { readonly at: string }>(
  api: ApiClient,
  schema: Parameters<typeof api.pages<T>>[0],
  path: string,
  { limit, since }: PastRange,
): Promise<{ readonly items: readonly T[]; readonly more: boolean }> {
  const { items, more } = await api.pages(schema, { path }, limit);
  if (since === undefined) return { items, more };
  const within = items.filter(({ at }) => Date.parse(at) >= since);
  return { items: within, more: more && within.length === items.length };
}

function changeLine(
  note: PresenceNote | SyncHostNote,
  of: StateOf | undefined,
  { console, texts }: CommandLine,
): PastLine {
  const { at, kind, from, to, heldMs, reason } = note;
  const kindOf = kind === "poll" ? "poll" : kind === "health" ? of : undefined;
  const word = from === null ? "" : console.stateWord(from, kindOf);
  const before = heldMs === null ? word : `${word}, ${wordDuration(heldMs, texts)}`;
  const state = console.state(to, kindOf);
  return { at, state, before, reason: console.sentence(reason), raw: note };
}

/** A verdict, how long it held, whose fault it was, and what people wrote to it. */
function wallLine(entry: WallEntry, { console, texts, clock }: CommandLine): PastLine {
  const { at, until, verdict, reason, culprits, notes } = entry;
  const end = until === null ? clock.now() : Date.parse(until);
  const whom = [...Map.groupBy(culprits, ({ condition }) => condition)].map(([condition, hosts]) =>
    `${console.stateWord(condition)}: ${hosts.map(({ host }) => visible(host)).join(", ")}`
  );
  const said = notes.map(({ by, text }) => `${visible(by)}: ${visible(text)}`);
  const held = wordDuration(end - Date.parse(at), texts);
  return {
    at,
    state: console.state(verdict, "verdict"),
    before: texts.past.held(held, until === null),
    reason: [console.sentence(reason), ...whom, ...said].filter(Boolean).join(" · "),
    raw: entry,
  };
}
