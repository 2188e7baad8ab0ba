import assert from "node:assert/strict";
import fc from "fast-check";
import type { MemberRecord, Presence, PresenceStep } from "../../../actors/presence/store.ts";
import { isSteady, MAX_SEGMENTS, stripOf } from "../../../actors/presence/strip.ts";

const FROM = 1_000_000;
const TO = FROM + 96_000;
const RANGE = { from: FROM, to: TO };

const member = (changes: Partial<MemberRecord> = {}): MemberRecord => ({
  kind: "display",
  key: "1",
  name: "Wall-1",
  liveness: "online",
  livenessSince: FROM - 5,
  health: "idle",
  healthSince: FROM - 5,
  ...changes,
});

/** Lines as the disk has them: newest first. */
function notes(...steps: (readonly [offset: number, from: string | null, to: string])[]) {
  return steps.map(([offset, from, to]): PresenceStep => ({
    at: FROM + offset,
    about: "liveness",
    from,
    to,
  })).reverse();
}

const shown = (segments: ReturnType<typeof stripOf>) =>
  segments.map(({ at, state, health }) => [at - FROM, state, health]);

Deno.test("stripOf() is one piece for a member that did not change", () => {
  assert.equal(isSteady(member(), FROM), true);
  assert.deepEqual(shown(stripOf(member(), [], RANGE, true)), [[0, "online", "idle"]]);
});

Deno.test("stripOf() begins with what held before the first change", () => {
  const lines = notes([10, "online", "stale"], [20, "stale", "offline"]);
  const now = member({ liveness: "offline", livenessSince: FROM + 20 });
  assert.deepEqual(shown(stripOf(now, lines, RANGE, true)), [
    [0, "online", "idle"],
    [10, "stale", "idle"],
    [20, "offline", "idle"],
  ]);
});

Deno.test("stripOf() shows nothing before a member was known", () => {
  const now = member({ livenessSince: FROM + 30, healthSince: FROM + 30 });
  assert.deepEqual(shown(stripOf(now, notes([30, null, "online"]), RANGE, true)), [
    [30, "online", "idle"],
  ]);
});

Deno.test("stripOf() shows what is not on the disk yet", () => {
  const now = member({ liveness: "offline", livenessSince: FROM + 50 });
  const lines = notes([10, "offline", "online"]);
  assert.deepEqual(shown(stripOf(now, lines, RANGE, true)), [
    [0, "offline", "idle"],
    [10, "online", "idle"],
    [50, "offline", "idle"],
  ]);
});

Deno.test("stripOf() puts health beside liveness, and joins what is equal", () => {
  const [line] = notes([40, "idle", "running"]);
  assert.ok(line);
  const health = { ...line, about: "health" } as const;
  const now = member({ health: "running", healthSince: FROM + 40 });
  assert.deepEqual(shown(stripOf(now, [health], RANGE, true)), [
    [0, "online", "idle"],
    [40, "online", "running"],
  ]);
});

Deno.test("stripOf() begins with the oldest line when there are too many of them", () => {
  const now = member({ livenessSince: FROM + 50 });
  const lines = notes([50, "stale", "online"]);
  assert.deepEqual(shown(stripOf(now, lines, RANGE, false)), [[50, "online", "idle"]]);
});

Deno.test("stripOf() shows a moment offline among a thousand changes", () => {
  const steps = Array.from({ length: 1_000 }, (_, index) => {
    const words = index % 2 === 0 ? ["online", "stale"] as const : ["stale", "online"] as const;
    return [index * 90, ...words] as const;
  });
  const lines = notes(...steps, [91_000, "online", "offline"], [91_001, "offline", "online"]);
  const strip = stripOf(member({ livenessSince: FROM + 91_001 }), lines, RANGE, true);
  assert.ok(strip.length <= MAX_SEGMENTS);
  assert.ok(strip.some(({ at, state }) => state === "offline" && at === FROM + 91_000));
});

Deno.test("stripOf() is in order, within its range, bounded, and ends as the member is, whatever changed", () => {
  const word = fc.constantFrom<Presence>("online", "stale", "offline", "unknown");
  const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 95_999 }), word), {
    maxLength: 300,
  });
  fc.assert(
    fc.property(changes, (given) => {
      const steps = given.toSorted(([one], [other]) => one - other);
      let before = "online";
      const lines = notes(...steps.map(([offset, to]) => {
        const step = [offset, before, to] as const;
        before = to;
        return step;
      }));
      const last = steps.at(-1);
      const now = last ? member({ liveness: last[1], livenessSince: FROM + last[0] }) : member();
      const strip = stripOf(now, lines, RANGE, true);
      assert.ok(strip.length > 0 && strip.length <= MAX_SEGMENTS);
      assert.equal(strip[0]?.at, FROM);
      strip.forEach(({ at }, index) => {
        assert.ok(at < TO && at > (strip[index - 1]?.at ?? 0));
      });
      if (steps.length < MAX_SEGMENTS) assert.equal(strip.at(-1)?.state, now.liveness);
    }),
    { numRuns: 200 },
  );
});
