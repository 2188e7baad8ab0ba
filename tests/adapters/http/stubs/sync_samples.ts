import type { SyncHostsMessage, SyncHostSnapshot } from "../../../../actors/sync_hosts/messages.ts";
import type { SyncStore } from "../../../../actors/sync_hosts/store.ts";
import { accept, refuse } from "../../../../actors/outcome.ts";
import type { WallsMessage, WallSnapshot } from "../../../../actors/walls/messages.ts";
import type { WallEntry, WallNote } from "../../../../actors/walls/timeline.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { StubRef } from "./stub_ref.ts";

/** A sync host with every optional fact. */
export function sampleSyncHost(
  id: number,
  changes: Partial<SyncHostSnapshot> = {},
): SyncHostSnapshot {
  return {
    id,
    name: `Sync-${id}`,
    configured: true,
    claimedAddress: `10.0.0.${id}`,
    peerAddress: "10.0.0.31",
    state: "slave",
    since: AT,
    previous: { state: "master", from: AT - 5_000, until: AT },
    source: "pushed",
    liveness: {
      state: "online",
      reason: "Heard in time.",
      since: AT,
      lastSeenAt: AT,
      intervalMs: 1_000,
      staleAfterMs: 5_000,
      offlineAfterMs: 30_000,
    },
    flapping: false,
    reports: { master: 5, slave: 1, error: 0, free: 0, unknown: 0 },
    changes: 1,
    silent: { connections: 3, ghosts: 1, lastAt: AT },
    poll: {
      address: "10.0.0.31",
      port: 8080,
      intervalMs: 5_000,
      state: "down",
      since: AT,
      failure: "refused",
      detail: "10.0.0.31:8080 refused the connection.",
    },
    createdAt: AT,
    ...changes,
  };
}

/** The entry of a wall's timeline. */
export const sampleEntry: WallEntry = {
  id: 1,
  wall: "Hall",
  at: AT,
  verdict: "degraded",
  reason: "There is a master, but not every host is locked.",
  culprits: [{ host: "Sync-1", hostId: 1, condition: "error", reason: "It reports a sync error." }],
};

/** What an operator wrote to it. */
export const sampleNote: WallNote = {
  id: 1,
  wall: "Hall",
  entryId: 1,
  at: AT + 1_000,
  by: "operator",
  text: "Reseated the cable.",
};

/** The wall as its actor shows it. */
export const sampleWall: WallSnapshot = {
  name: "Hall",
  verdict: sampleEntry.verdict,
  reason: sampleEntry.reason,
  culprits: sampleEntry.culprits,
  since: AT,
  entryId: 1,
  members: [{ host: "Sync-1", hostId: 1, condition: "error" }],
  lastNote: sampleNote,
};

/** Puts a line of history, an entry and a note to it on the disk. */
export async function fillSync(store: SyncStore): Promise<void> {
  const note = {
    hostId: 1,
    at: AT,
    kind: "state",
    from: "master",
    to: "slave",
    heldMs: 5_000,
    reason: "",
  } as const;
  await store.commit([
    { type: "hostNoted", note },
    { type: "wallJudged", entry: sampleEntry },
    { type: "wallNoted", note: sampleNote },
  ]);
}

/** A directory that knows two hosts. */
export function stubSyncHosts() {
  return new StubRef<SyncHostsMessage>({
    listSyncHosts: () => [sampleSyncHost(1), sampleSyncHost(2, { silent: null, poll: null })],
    findSyncHost: ({ nameOrId }) =>
      nameOrId === "9"
        ? refuse("notFound", "No sync host is called 9.")
        : accept(sampleSyncHost(1)),
    forgetSyncHost: () => accept(null),
  });
}

/** A judge of one wall. */
export function stubWalls() {
  return new StubRef<WallsMessage>({
    listWalls: () => [sampleWall],
    findWall: ({ name }) =>
      name === "Attic" ? refuse("notFound", "No wall is called Attic.") : accept(sampleWall),
    addWallNote: ({ by, text }) => accept({ ...sampleNote, by, text }),
  });
}
