import type { SyncHostSnapshot } from "../../../actors/sync_hosts/messages.ts";
import type { KeptNote } from "../../../actors/sync_hosts/store.ts";
import type { WallSnapshot } from "../../../actors/walls/messages.ts";
import type { FinishedEntry, WallNote as KeptWallNote } from "../../../actors/walls/timeline.ts";
import type { SyncHost, SyncHostNote } from "../../../protocols/api/sync_host.ts";
import type { Wall, WallEntry, WallNote } from "../../../protocols/api/wall.ts";
import { livenessBody } from "./liveness.ts";
import { isoTime, isoTimeOrNull } from "./times.ts";
import { underMaintenance, type WorkView } from "../requests/under_maintenance.ts";

/** A sync host as lists and events show it. Named field by field, so that nothing leaves by accident. */
export function syncHostBody(host: SyncHostSnapshot, work: WorkView): SyncHost {
  const { silent } = host;
  return {
    id: host.id,
    name: host.name,
    configured: host.configured,
    claimedAddress: host.claimedAddress,
    peerAddress: host.peerAddress,
    machine: host.peerAddress,
    state: host.state,
    since: isoTimeOrNull(host.since),
    previous: previousBody(host.previous),
    source: host.source,
    liveness: livenessBody(host.liveness),
    maintenance: underMaintenance(work, "syncHost", String(host.id)),
    flapping: host.flapping,
    reports: { ...host.reports },
    changes: host.changes,
    silent: silent && {
      connections: silent.connections,
      ghosts: silent.ghosts,
      lastAt: isoTime(silent.lastAt),
    },
    poll: pollBody(host.poll),
    createdAt: isoTime(host.createdAt),
  };
}

function previousBody(previous: SyncHostSnapshot["previous"]): SyncHost["previous"] {
  if (previous === null) return null;
  const { state, from, until } = previous;
  return { state, from: isoTime(from), until: isoTime(until), heldMs: until - from };
}

function pollBody(poll: SyncHostSnapshot["poll"]): SyncHost["poll"] {
  if (poll === null) return null;
  const { address, port, intervalMs, state, since, failure, detail } = poll;
  return { address, port, intervalMs, state, since: isoTimeOrNull(since), failure, detail };
}

/** One line of a host's history. */
export function syncHostNoteBody(note: KeptNote): SyncHostNote {
  const { id, at, kind, from, to, heldMs, reason } = note;
  return { id, at: isoTime(at), kind, from, to, heldMs, reason };
}

/** A wall as lists and events show it. */
export function wallBody(wall: WallSnapshot, work: WorkView): Wall {
  return {
    name: wall.name,
    ...judgedBody(wall),
    since: isoTime(wall.since),
    maintenance: underMaintenance(work, "wall", wall.name),
    entryId: wall.entryId,
    members: wall.members.map(({ host, hostId, condition }) => ({ host, hostId, condition })),
    lastNote: wall.lastNote && wallNoteBody(wall.lastNote),
  };
}

/** An entry of a wall's timeline, with the notes that belong to it. */
export function wallEntryBody(entry: FinishedEntry, notes: readonly KeptWallNote[]): WallEntry {
  return {
    id: entry.id,
    at: isoTime(entry.at),
    until: isoTimeOrNull(entry.until),
    ...judgedBody(entry),
    notes: notes.filter(({ entryId }) => entryId === entry.id).map(wallNoteBody),
  };
}

/** What somebody wrote to a wall. */
export function wallNoteBody({ id, entryId, at, by, text }: KeptWallNote): WallNote {
  return { id, entryId, at: isoTime(at), by, text };
}

function judgedBody({ verdict, reason, culprits }: WallSnapshot | FinishedEntry) {
  return {
    verdict,
    reason,
    culprits: culprits.map(({ host, hostId, condition, reason: why }) => ({
      host,
      hostId,
      condition,
      reason: why,
    })),
  };
}
