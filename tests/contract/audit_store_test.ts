import assert from "node:assert/strict";
import { BadCursor } from "../../actors/ledger/store.ts";
import { OPERATOR, sampleLine } from "../support/samples/audit_samples.ts";
import { AT, sampleGroup, sampleToken } from "../support/stores/store_samples.ts";
import { checkBothStores } from "./both_stores.ts";

const ALL = { limit: 100 } as const;

checkBothStores("audit store", {
  async "commit() keeps lines as they are, newest first, and numbers them without gaps"({ audit }) {
    const before = { name: "Morning", barrier: true };
    await audit.commit([
      sampleLine(),
      sampleLine({ kind: "preset.changed", before, after: { ...before, barrier: false } }),
    ]);
    await audit.commit([sampleLine({ kind: "preset.removed", before, after: null })]);
    const { items, nextCursor } = audit.lines(ALL);
    assert.equal(nextCursor, null);
    const [removed, changed, created = assert.fail()] = items;
    assert.deepEqual(items.map(({ sequence }) => sequence), [3, 2, 1]);
    const { sequence: _sequence, hash: _hash, ...kept } = created;
    assert.deepEqual(kept, sampleLine());
    assert.deepEqual([changed?.before, changed?.after], [{ barrier: true }, { barrier: false }]);
    assert.deepEqual([removed?.before, removed?.after], [before, null]);
  },

  async "a line comes with its change, and not without it"({ audit, access, presets }) {
    await access.commit([{ type: "tokenSaved", token: sampleToken("tok_1") }], [
      sampleLine({ kind: "token.created", key: "tok_1" }),
    ]);
    const group = sampleGroup(1, []);
    await presets.commit([{ type: "groupSaved", group }], [sampleLine({ kind: "group.created" })]);
    assert.deepEqual(audit.lines(ALL).items.map(({ kind }) => kind), [
      "group.created",
      "token.created",
    ]);
  },

  async "lines() filters by who, kind, subject and time, and pages"({ audit }) {
    const other = { ...OPERATOR, name: "night shift" };
    await audit.commit([
      sampleLine({}, { at: AT }),
      sampleLine({ key: 4 }, { at: AT + 1 }),
      sampleLine({ kind: "group.created" }, { at: AT + 2, author: other }),
      sampleLine({ kind: "preset.removed" }, { at: AT + 3, author: other }),
    ]);
    const found = (query: Partial<Parameters<typeof audit.lines>[0]>) =>
      audit.lines({ ...ALL, ...query }).items.map(({ sequence }) => sequence);
    assert.deepEqual(found({ who: "night shift" }), [4, 3]);
    assert.deepEqual(found({ kind: "preset.created" }), [2, 1]);
    assert.deepEqual(found({ subject: { kind: "preset" } }), [4, 2, 1]);
    assert.deepEqual(found({ subject: { kind: "preset", key: "3" } }), [4, 1]);
    assert.deepEqual(found({ subject: { kind: "preset", key: "3" }, who: "operator" }), [1]);
    assert.deepEqual(found({ from: AT + 1, to: AT + 3 }), [3, 2]);
    const first = audit.lines({ limit: 3 });
    const second = audit.lines({ limit: 3, cursor: first.nextCursor ?? assert.fail() });
    assert.deepEqual(second.items.map(({ sequence }) => sequence), [1]);
    assert.equal(second.nextCursor, null);
    assert.throws(() => audit.lines({ limit: 3, cursor: "never handed out" }), BadCursor);
  },

  async "prune() clears away what is old or too much, from the beginning, so many at once"(
    { audit },
  ) {
    const times = [0, 1, 2, 3, 4, 5].map((later) => AT + later);
    await audit.commit(times.map((at) => sampleLine({}, { at })));
    const left = () => audit.lines(ALL).items.map(({ sequence }) => sequence);
    await audit.prune({ before: AT + 3, keep: 100, atMost: 2 });
    assert.deepEqual(left(), [6, 5, 4, 3]);
    await audit.prune({ before: AT + 3, keep: 100, atMost: 2 });
    assert.deepEqual(left(), [6, 5, 4]);
    await audit.prune({ before: 0, keep: 1, atMost: 100 });
    assert.deepEqual(left(), [6]);
    assert.equal(audit.heads().find(({ chain }) => chain === "audit")?.sequence, 6);
  },
});
