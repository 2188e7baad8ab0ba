import assert from "node:assert/strict";
import type { KindFindings } from "../../../actors/readiness/looking.ts";
import { type Blocker, MAX_BLOCKERS } from "../../../actors/readiness/messages.ts";
import { judgeFleet, sameJudgement } from "../../../actors/readiness/verdict.ts";

const SURE = { warmingUp: false, unanswered: false };

const of = (total: number, ignored = 0): KindFindings => ({ total, ignored, findings: [] });
const NOBODY = { display: of(0), wall: of(0), camera: of(0), node: of(0) };
const THREE = { ...NOBODY, display: of(3) };

const blocker = (key: string, changes: Partial<Blocker> = {}): Blocker => ({
  kind: "display",
  key,
  name: `Wall-${key}`,
  code: "offline",
  weight: "blocks",
  since: 1_000,
  ...changes,
});

Deno.test("judgeFleet() is ready when nothing blocks, whatever warns", () => {
  assert.equal(judgeFleet(THREE, [], SURE).state, "ready");
  assert.equal(judgeFleet(THREE, [blocker("1", { weight: "warns" })], SURE).state, "ready");
  assert.equal(judgeFleet(THREE, [blocker("1")], SURE).state, "not_ready");
});

Deno.test("judgeFleet() does not know while we warm up, are not answered, or nobody counts", () => {
  for (const doubt of [{ ...SURE, warmingUp: true }, { ...SURE, unanswered: true }]) {
    const { state, blockers } = judgeFleet(THREE, [blocker("1")], doubt);
    assert.deepEqual([state, blockers.length], ["unknown", 1]);
  }
  assert.equal(judgeFleet(NOBODY, [], SURE).state, "unknown");
  assert.equal(judgeFleet({ ...NOBODY, camera: of(2, 2) }, [], SURE).state, "unknown");
  const missing = blocker("", { code: "missing" });
  assert.equal(judgeFleet(NOBODY, [missing], SURE).state, "not_ready");
});

Deno.test("judgeFleet() counts members, and what is missing beside them", () => {
  const blockers = [
    blocker("1"),
    blocker("2", { weight: "warns" }),
    blocker("", { code: "missing", name: "Ghost" }),
  ];
  const { counts } = judgeFleet({ ...NOBODY, display: of(5, 1) }, blockers, SURE);
  assert.deepEqual(counts.display, { total: 5, ready: 2, blocking: 2, warning: 1, ignored: 1 });
  assert.deepEqual(counts.wall, { total: 0, ready: 0, blocking: 0, warning: 0, ignored: 0 });
});

Deno.test("judgeFleet() lists what blocks first, the oldest first, and no more than a hundred", () => {
  const many = Array.from({ length: 150 }, (_, key) => blocker(`${key}`, { since: 2_000 }));
  const blockers = [
    blocker("w", { weight: "warns", since: 1 }),
    ...many,
    blocker("old", { since: 1_500 }),
  ];
  const judgement = judgeFleet({ ...NOBODY, display: of(200) }, blockers, SURE);
  assert.equal(judgement.blockers[0]?.key, "old");
  assert.deepEqual([judgement.blockers.length, judgement.more], [MAX_BLOCKERS, 52]);
  assert.equal(judgement.counts.display.blocking, 151);
});

Deno.test("sameJudgement() sees another blocker, count or state", () => {
  const one = judgeFleet(THREE, [blocker("1")], SURE);
  assert.ok(sameJudgement(one, judgeFleet(THREE, [blocker("1")], SURE)));
  assert.ok(!sameJudgement(one, judgeFleet(THREE, [blocker("2")], SURE)));
  assert.ok(!sameJudgement(one, judgeFleet({ ...NOBODY, display: of(4) }, [blocker("1")], SURE)));
  assert.ok(!sameJudgement(one, judgeFleet(THREE, [blocker("1")], { ...SURE, warmingUp: true })));
});
