import type { PresenceContext, PresenceState, Watched } from "./presence_state.ts";
import type { MemberRecord, PresenceChange, PresenceNote } from "./store.ts";

/** How long a history is kept: the longest month. */
const HISTORY_MS = 31 * 86_400_000;
/** Lines kept of one member: a day of one that changes every minute, and a month of one that does not. */
const KEEP_LINES = 2_000;
/** Lines after which the old ones are looked for; so many more than allowed may be there. */
const TRIM_EVERY = 64;
/** Members in one batch; the next leaves two seconds later. The start of a large fleet is written within a minute. */
const MAX_BATCH = 256;

/** Writes what has changed since the last time: one line for each member and axis, however often it flickered. */
export function flush(state: PresenceState, ctx: PresenceContext): void {
  const batch = [...state.memory.changed].slice(0, MAX_BATCH);
  if (batch.length === 0) return;
  const changes = [...batch.flatMap((watched) => changesOf(state, watched)), alive(ctx.now())];
  state.commits.push(changes, (cause) => {
    // What is lost is history and never what a member is: its record is written again.
    if (cause !== undefined) { for (const watched of batch) state.memory.changed.add(watched); }
  }, ctx);
}

/** What is still to be written, at a stop. */
export function lastChanges(state: PresenceState, now: number): readonly PresenceChange[] {
  const { changed } = state.memory;
  return [...[...changed].flatMap((watched) => changesOf(state, watched)), alive(now)];
}

/** Remembers that we were running. */
export function noteAlive(state: PresenceState, ctx: PresenceContext): void {
  state.commits.push([alive(ctx.now())], () => {}, ctx);
}

/** Forgets what is too old. */
export function prune(state: PresenceState, ctx: PresenceContext): void {
  const before = ctx.now() - HISTORY_MS;
  state.commits.push([{ type: "historyPruned", before }], () => {}, ctx);
}

function alive(at: number): PresenceChange {
  return { type: "aliveNoted", at };
}

function changesOf({ memory }: PresenceState, watched: Watched): readonly PresenceChange[] {
  memory.changed.delete(watched);
  const notes = notesOf(watched);
  const member = watched.record = recordOf(watched);
  watched.downSince = undefined;
  watched.lines += notes.length;
  const changes = notes.map((note): PresenceChange => ({ type: "memberNoted", note }));
  changes.push({ type: "memberSaved", member });
  if (watched.lines >= TRIM_EVERY) {
    watched.lines = 0;
    changes.push({ type: "memberTrimmed", member: watched.id, keep: KEEP_LINES });
  }
  return changes;
}

function recordOf({ id, name, liveness, health }: Watched): MemberRecord {
  return {
    ...id,
    name,
    liveness: liveness.word,
    livenessSince: liveness.at,
    health: health.word,
    healthSince: health.at,
  };
}

function notesOf(watched: Watched): readonly PresenceNote[] {
  const { record, liveness, health } = watched;
  const notes: PresenceNote[] = [];
  const before = afterDowntime(watched, notes);
  if (before?.liveness !== liveness.word) {
    const from = before && { word: before.liveness, since: before.livenessSince };
    notes.push(noteOf(watched, "liveness", from, liveness.word, liveness));
  }
  if (health.word !== null && record?.health !== health.word) {
    const known = record !== undefined && record.health !== null;
    const from = known ? { word: record.health ?? "", since: record.healthSince } : undefined;
    notes.push(noteOf(watched, "health", from, health.word, health));
  }
  return notes;
}

/** The time in which we were not running is a line of its own, before what we found afterwards. */
function afterDowntime(watched: Watched, notes: PresenceNote[]): MemberRecord | undefined {
  const { record, downSince } = watched;
  if (record === undefined || downSince === undefined) return record;
  const from = { word: record.liveness, since: record.livenessSince };
  const down = { at: downSince, reason: "Signalbox was not running." };
  notes.push(noteOf(watched, "liveness", from, "unknown", down));
  return { ...record, liveness: "unknown", livenessSince: downSince };
}

function noteOf(
  { id }: Watched,
  about: PresenceNote["about"],
  from: { readonly word: string; readonly since: number } | undefined,
  to: string,
  { at, reason }: { readonly at: number; readonly reason: string },
): PresenceNote {
  const heldMs = from === undefined ? null : Math.max(0, at - from.since);
  return { ...id, at, about, from: from?.word ?? null, to, heldMs, reason };
}
