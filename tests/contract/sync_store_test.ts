import assert from "node:assert/strict";
import { BadCursor } from "../../actors/ledger/store.ts";
import type {
  SyncChange,
  SyncHostNote,
  SyncHostRecord,
  SyncStore,
} from "../../actors/sync_hosts/store.ts";
import type { WallEntry, WallNote } from "../../actors/walls/timeline.ts";
import { openDatabase } from "../../adapters/sqlite/open_database.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { MemorySyncStore } from "../support/stores/memory_sync_store.ts";
import { AT } from "../support/stores/store_samples.ts";

function sampleHost(id: number, changes: Partial<SyncHostRecord> = {}): SyncHostRecord {
  return {
    id,
    name: null,
    claimedAddress: `10.0.0.${id}`,
    peerAddress: "10.0.0.99",
    createdAt: AT,
    lastSeenAt: null,
    reportedOffline: false,
    intervalMs: null,
    state: null,
    since: null,
    previous: null,
    source: null,
    ...changes,
  };
}

function sampleNote(hostId: number, at: number, to: string): SyncHostNote {
  return { hostId, at, kind: "state", from: "master", to, heldMs: 17, reason: "그냥" };
}

function entryOf(id: number, at: number, wall = "Hall"): WallEntry {
  return {
    id,
    wall,
    at,
    verdict: "lost",
    reason: "No host is a master.",
    culprits: [{ host: "Left", hostId: 1, condition: "error", reason: "카드 오류" }],
  };
}

function noteTo(id: number, entryId: number, at: number, wall = "Hall"): WallNote {
  return { id, wall, entryId, at, by: "operator", text: `note ${id}\n둘째 줄` };
}

const noted = (note: SyncHostNote): SyncChange => ({ type: "hostNoted", note });
const judged = (entry: WallEntry): SyncChange => ({ type: "wallJudged", entry });
const written = (note: WallNote): SyncChange => ({ type: "wallNoted", note });

/** What every implementation must do. */
const CONTRACT: Record<string, (store: SyncStore) => Promise<void>> = {
  async "commit() keeps every field of a host, and what changed of it"(store) {
    const host = sampleHost(1);
    await store.commit([{ type: "hostSaved", host }]);
    assert.deepEqual(store.hosts(), [host]);
    const later = sampleHost(1, {
      name: "왼쪽",
      claimedAddress: null,
      peerAddress: null,
      lastSeenAt: AT + 1,
      reportedOffline: true,
      intervalMs: 1_000,
      state: "master",
      since: AT + 2,
      previous: { state: "error", from: AT, until: AT + 2 },
      source: "pushed",
    });
    await store.commit([{ type: "hostSaved", host: later }, {
      type: "hostSaved",
      host: sampleHost(2),
    }]);
    assert.deepEqual(store.hosts(), [later, sampleHost(2)]);
  },

  async "next ids are never used twice, not even after what had them is gone"(store) {
    const ids = [store.nextHostId(), store.nextEntryId(), store.nextNoteId()];
    assert.deepEqual(ids, [1, 1, 1]);
    await store.commit([
      { type: "hostSaved", host: sampleHost(7) },
      { type: "hostRemoved", id: 7, into: null },
      judged(entryOf(8, AT)),
      written(noteTo(9, 8, AT)),
    ]);
    assert.deepEqual([store.nextHostId(), store.nextEntryId(), store.nextNoteId()], [8, 9, 10]);
  },

  async "hostHistory() pages newest first, steady while lines are added"(store) {
    await store.commit([1, 2, 3, 4, 5].map((n) => noted(sampleNote(1, AT + n, `s${n}`))));
    await store.commit([noted(sampleNote(2, AT, "other"))]);
    const first = store.hostHistory(1, { limit: 2 });
    assert.deepEqual(first.items.map(({ to }) => to), ["s5", "s4"]);
    const { id: _id, ...line } = first.items[0] ?? assert.fail();
    assert.deepEqual(line, sampleNote(1, AT + 5, "s5"));
    const second = store.hostHistory(1, { limit: 2, cursor: first.nextCursor ?? "" });
    const third = store.hostHistory(1, { limit: 2, cursor: second.nextCursor ?? "" });
    const rest = [...second.items, ...third.items].map(({ to }) => to);
    assert.deepEqual([rest, third.nextCursor], [["s3", "s2", "s1"], null]);
  },

  async "hostRemoved takes the history along, or hands it over in the order of time"(store) {
    await store.commit([
      noted(sampleNote(1, AT, "a")),
      noted(sampleNote(2, AT + 1, "b")),
      noted(sampleNote(1, AT + 2, "c")),
      noted(sampleNote(3, AT, "d")),
      { type: "hostRemoved", id: 2, into: 1 },
      { type: "hostRemoved", id: 3, into: null },
    ]);
    const words = (id: number) => store.hostHistory(id, { limit: 9 }).items.map(({ to }) => to);
    assert.deepEqual([words(1), words(2), words(3)], [["c", "b", "a"], [], []]);
  },

  async "wallHistory() says until when each entry held, whatever the page and the letter case"(
    store,
  ) {
    await store.commit([1, 2, 3].map((n) => judged(entryOf(n, AT + n))));
    await store.commit([judged(entryOf(4, AT + 9, "Attic"))]);
    const first = store.wallHistory("HALL", { limit: 2 });
    assert.deepEqual(first.items, [
      { ...entryOf(3, AT + 3), until: null },
      { ...entryOf(2, AT + 2), until: AT + 3 },
    ]);
    const second = store.wallHistory("hall", { limit: 2, cursor: first.nextCursor ?? "" });
    assert.deepEqual(second, {
      items: [{ ...entryOf(1, AT + 1), until: AT + 2 }],
      nextCursor: null,
    });
    assert.deepEqual(store.lastWallEntry("hall"), entryOf(3, AT + 3));
    assert.deepEqual(store.wallEntry("hall", 2), entryOf(2, AT + 2));
    assert.deepEqual([store.wallEntry("attic", 2), store.lastWallEntry("x")], [
      undefined,
      undefined,
    ]);
  },

  async "notes belong to an entry and to a wall"(store) {
    const notes = [noteTo(1, 1, AT), noteTo(2, 1, AT + 1), noteTo(3, 2, AT + 2)];
    await store.commit([...notes, noteTo(4, 9, AT, "Attic")].map(written));
    assert.deepEqual(store.notesOf([1, 9]).map(({ id }) => id), [1, 2, 4]);
    assert.deepEqual(store.notesOf([]), []);
    assert.deepEqual(store.lastNotes("hall", 2), [notes[2], notes[1]]);
  },

  async "historyPruned keeps a wall's last entry, and what was written to it"(store) {
    await store.commit([
      noted(sampleNote(1, AT, "old")),
      noted(sampleNote(1, AT + 10, "new")),
      judged(entryOf(1, AT)),
      judged(entryOf(2, AT + 1)),
      judged(entryOf(3, AT, "Attic")),
      written(noteTo(1, 1, AT)),
      written(noteTo(2, 2, AT + 1)),
      { type: "historyPruned", before: AT + 10 },
    ]);
    assert.deepEqual(store.hostHistory(1, { limit: 9 }).items.map(({ to }) => to), ["new"]);
    assert.deepEqual(store.wallHistory("Hall", { limit: 9 }).items.map(({ id }) => id), [2]);
    assert.equal(store.lastWallEntry("Attic")?.id, 3);
    assert.deepEqual(store.lastNotes("Hall", 9).map(({ id }) => id), [2]);
  },

  "histories refuse a cursor that they have not handed out"(store) {
    for (const cursor of ["", "x", btoa('[1,"x"]'), "9".repeat(300)]) {
      assert.throws(() => store.hostHistory(1, { limit: 1, cursor }), BadCursor);
      assert.throws(() => store.wallHistory("Hall", { limit: 1, cursor }), BadCursor);
    }
    return Promise.resolve();
  },
};

for (const [title, check] of Object.entries(CONTRACT)) {
  Deno.test(`sync store in memory: ${title}`, () => check(new MemorySyncStore()));

  Deno.test(`sync store on disk: ${title}`, () =>
    withDataDir(async (dataDir) => {
      const database = await openDatabase({ dataDir });
      try {
        await check(database.sync);
      } finally {
        await database.close();
      }
    }));
}

Deno.test("sync store on disk: everything is there again after a restart, ids included", () =>
  withDataDir(async (dataDir) => {
    const before = await openDatabase({ dataDir });
    const host = sampleHost(before.sync.nextHostId(), { name: "Left", state: "slave" });
    await before.sync.commit([{ type: "hostSaved", host }, judged(entryOf(1, AT))]);
    await before.close();
    const after = await openDatabase({ dataDir });
    assert.deepEqual(after.sync.hosts(), [host]);
    assert.deepEqual([after.sync.nextHostId(), after.sync.nextEntryId()], [2, 2]);
    await after.close();
  }));
