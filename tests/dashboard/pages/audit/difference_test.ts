import assert from "node:assert/strict";
import { differenceOf } from "../../../../dashboard/pages/audit/difference.ts";

const lines = (...args: Parameters<typeof differenceOf>) =>
  differenceOf(...args).map(({ field, change, before, after }) =>
    `${change} ${field}: ${before ?? "·"} → ${after ?? "·"}`
  );

Deno.test("differenceOf() names each field that was added, removed or changed, by its path", () => {
  const before = { name: "Night", work: { command: "backup_keys", pause: 5 }, note: "old" };
  const after = { name: "Night", work: { command: "restart", pause: 5 }, enabled: false };
  assert.deepEqual(lines(before, after), [
    "added enabled: · → false",
    "removed note: old → ·",
    "changed work.command: backup_keys → restart",
  ]);
});

Deno.test("differenceOf() shows all of what was made, and all of what was removed", () => {
  const facts = { name: "Lobby", displayIds: [1, 2, 3], description: "" };
  assert.deepEqual(lines(null, facts), [
    "added description: · → ",
    "added displayIds: · → 1, 2, 3",
    "added name: · → Lobby",
  ]);
  assert.deepEqual(lines(facts, null), [
    "removed description:  → ·",
    "removed displayIds: 1, 2, 3 → ·",
    "removed name: Lobby → ·",
  ]);
  assert.deepEqual(lines(null, null), []);
  assert.deepEqual(lines({}, {}), []);
});

Deno.test("differenceOf() keeps apart what only looks alike", () => {
  assert.deepEqual(lines({ a: null, b: {}, c: [] }, { a: {}, b: [], c: [{ x: 1 }] }), [
    "changed a: null → {}",
    "changed b: {} → []",
    'changed c: [] → [{"x":1}]',
  ]);
});

Deno.test("differenceOf() shows no more fields than anybody reads", () => {
  const facts = Object.fromEntries(Array.from({ length: 5_000 }, (_, nth) => [`f${nth}`, nth]));
  assert.equal(differenceOf(null, facts).length, 200);
});

Deno.test("differenceOf() writes times and durations as people read them", () => {
  const at = Date.parse("2026-11-21T04:00:00Z");
  const facts = { createdAt: at, maxLatenessMs: 90_000, window: { until: at }, pulseAt: 7 };
  const [created, lateness, pulse, until] = differenceOf(null, facts).map(({ after }) => after);
  assert.match(created ?? "", /^Nov 2[01], 2026 \d\d:00:00$|^\d\d:00:00$/);
  assert.deepEqual([lateness, pulse, until], ["1 min 30 s", "7", created]);
});
