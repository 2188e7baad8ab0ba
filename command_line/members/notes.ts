import { PresenceHistory, type PresenceNote } from "../../protocols/api/presence.ts";
import { SyncHostHistory, type SyncHostNote } from "../../protocols/api/sync_host.ts";
import { KOREAN_NOTE_KINDS, NOTE_KINDS } from "../../wording/note_kinds.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { visible } from "../terminal/visible.ts";
import type { NoteLine } from "./dossier.ts";

/** A note as a display or a node host keeps it of itself; a host names the container that it is about. */
interface KeptNote {
  readonly at: string;
  readonly kind: string;
  readonly detail: string;
  readonly container?: string | null;
}

/** Kept notes, oldest first, as lines, newest first. The container `self` is not named in its own. */
export function noteLines(
  notes: readonly KeptNote[],
  cli: CommandLine,
  self?: string,
): readonly NoteLine[] {
  return notes.toReversed().map((note) => {
    const { at, kind, detail, container = null } = note;
    const subject = container === null || container === self ? "" : `${visible(container)}: `;
    // A change of liveness is named by what it came to.
    const [, state = kind, reason = detail] = kind === "liveness"
      ? /^(\w+): (.*)$/s.exec(detail) ?? []
      : [];
    const word = noteKind(state, cli);
    return { at, what: word, text: subject + noteText(reason, cli), raw: note };
  });
}

function noteKind(kind: string, { console, texts }: CommandLine): string {
  const kinds = texts.language === "ko" ? KOREAN_NOTE_KINDS : NOTE_KINDS;
  return Object.hasOwn(kinds, kind) ? kinds[kind] ?? kind : console.state(kind);
}

/** An address or a masked key may stand before what the control host has said. */
function noteText(detail: string, { console }: CommandLine): string {
  const whole = console.sentence(detail);
  if (whole !== visible(detail)) return whole;
  const [, subject = "", rest = ""] = /^(\S+:? )(.+)$/su.exec(detail) ?? [];
  return rest === "" ? whole : visible(subject) + console.sentence(rest);
}

/** The last lines of a member's history, newest first. `path` is that of the member. */
export async function presenceLines(
  api: ApiClient,
  path: string,
  most: number,
  cli: CommandLine,
): Promise<readonly NoteLine[]> {
  return await changes(api, PresenceHistory, path, most, cli);
}

/** The same of a sync host. */
export async function syncHostLines(
  api: ApiClient,
  path: string,
  most: number,
  cli: CommandLine,
): Promise<readonly NoteLine[]> {
  return await changes(api, SyncHostHistory, path, most, cli);
}

type Changes = { readonly items: readonly (PresenceNote | SyncHostNote)[] };

async function changes(
  api: ApiClient,
  schema: Parameters<typeof api.ask<Changes>>[0],
  path: string,
  most: number,
  { console }: CommandLine,
): Promise<readonly NoteLine[]> {
  if (most === 0) return [];
  const { items } = await api.ask(schema, {
    path: `${path}/history`,
    query: { limit: String(most) },
  });
  return items.map((note) => ({
    at: note.at,
    what: console.state(note.to),
    text: console.sentence(note.reason),
    raw: note,
  }));
}
