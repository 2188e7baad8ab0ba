import assert from "node:assert/strict";
import { BadCursor } from "../../actors/ledger/store.ts";
import type { MemberRecord, PresenceNote } from "../../actors/presence/store.ts";
import { openDatabase } from "../../adapters/sqlite/open_database.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { AT } from "../support/stores/store_samples.ts";
import { checkBothStores } from "./both_stores.ts";

const WALL = { kind: "display", key: "1" } as const;
const HOST = { kind: "node", key: "서버 01" } as const;

const member = (changes: Partial<MemberRecord> = {}): MemberRecord => ({
  ...WALL,
  name: "Wall-1",
  liveness: "online",
  livenessSince: AT,
  health: null,
  healthSince: AT,
  ...changes,
});

const note = (at: number, changes: Partial<PresenceNote> = {}): PresenceNote => ({
  ...WALL,
  at,
  about: "liveness",
  from: null,
  to: "online",
  heldMs: null,
  reason: "Heard in time.",
  ...changes,
});

const saved = (record: MemberRecord) => ({ type: "memberSaved", member: record }) as const;
const noted = (each: PresenceNote) => ({ type: "memberNoted", note: each }) as const;

checkBothStores("presence store", {
  async "members() gives back every field, and what was saved last"({ presence }) {
    const full = member({ ...HOST, liveness: "unknown", health: "degraded", healthSince: AT + 1 });
    await presence.commit([saved(member()), saved(full)]);
    const changed = member({ name: "Wall-2", health: "idle" });
    await presence.commit([saved(changed)]);
    assert.deepEqual(presence.members(), [changed, full]);
  },

  async "aliveAt() is what was noted last"({ presence }) {
    assert.equal(presence.aliveAt(), null);
    await presence.commit([{ type: "aliveNoted", at: AT }, { type: "aliveNoted", at: AT - 5 }]);
    assert.equal(presence.aliveAt(), AT - 5);
  },

  async "history() gives back every field of one member, newest first, page by page"({ presence }) {
    const notes = [
      note(AT),
      note(AT, { about: "health", to: "running", reason: "" }),
      note(AT + 5, { from: "online", to: "stale", heldMs: 5 }),
    ];
    await presence.commit([...notes.map(noted), noted(note(AT + 6, HOST))]);
    const first = presence.history(WALL, { limit: 2 });
    const second = presence.history(WALL, { limit: 2, cursor: first.nextCursor ?? undefined });
    const read = [...first.items, ...second.items].map(({ id: _id, ...rest }) => rest);
    assert.deepEqual(read, [...notes].reverse());
    assert.equal(second.nextCursor, null);
    assert.throws(() => presence.history(WALL, { limit: 2, cursor: "nonsense" }), BadCursor);
  },

  async "stepsSince() gives the newest lines from a moment on, and no more than asked for"(
    { presence },
  ) {
    await presence.commit([1, 2, 3, 4].map((offset) => noted(note(AT + offset))));
    const at = (from: number, atMost: number) =>
      presence.stepsSince(WALL, from, atMost).map((each) => each.at - AT);
    assert.deepEqual(at(AT + 2, 10), [4, 3, 2]);
    assert.deepEqual(at(AT, 2), [4, 3]);
    assert.deepEqual(presence.stepsSince(HOST, 0, 10), []);
  },

  async "a member that is removed takes its history along, and nobody else's"({ presence }) {
    await presence.commit([saved(member()), saved(member(HOST)), noted(note(AT))]);
    await presence.commit([noted(note(AT, HOST)), { type: "memberRemoved", member: WALL }]);
    assert.deepEqual(presence.members().map(({ kind }) => kind), ["node"]);
    assert.equal(presence.stepsSince(WALL, 0, 10).length, 0);
    assert.equal(presence.stepsSince(HOST, 0, 10).length, 1);
  },

  async "trimming keeps the newest lines of one member"({ presence }) {
    await presence.commit([1, 2, 3, 4].map((offset) => noted(note(AT + offset))));
    await presence.commit([noted(note(AT, HOST)), {
      type: "memberTrimmed",
      member: WALL,
      keep: 3,
    }]);
    assert.deepEqual(presence.stepsSince(WALL, 0, 10).map(({ at }) => at - AT), [4, 3, 2]);
    await presence.commit([{ type: "memberTrimmed", member: WALL, keep: 3 }]);
    assert.equal(presence.stepsSince(WALL, 0, 10).length, 3);
    assert.equal(presence.stepsSince(HOST, 0, 10).length, 1);
  },

  async "pruning forgets what is older than a moment"({ presence }) {
    await presence.commit([noted(note(AT)), noted(note(AT + 5, HOST))]);
    await presence.commit([{ type: "historyPruned", before: AT + 5 }]);
    assert.equal(presence.stepsSince(WALL, 0, 10).length, 0);
    assert.equal(presence.stepsSince(HOST, 0, 10).length, 1);
  },
});

Deno.test("presence store on disk: what it holds is there when it is opened again", () =>
  withDataDir(async (dataDir) => {
    const before = await openDatabase({ dataDir });
    await before.presence.commit([saved(member()), noted(note(AT)), {
      type: "aliveNoted",
      at: AT,
    }]);
    await before.close();
    const { presence, close } = await openDatabase({ dataDir });
    try {
      assert.deepEqual(presence.members(), [member()]);
      assert.deepEqual([presence.aliveAt(), presence.history(WALL, { limit: 5 }).items.length], [
        AT,
        1,
      ]);
    } finally {
      await close();
    }
  }));
