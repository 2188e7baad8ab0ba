import assert from "node:assert/strict";
import fc from "fast-check";
import {
  conditionOf,
  type ExpectedHost,
  type HostCondition,
  type HostFacts,
} from "../../../actors/walls/conditions.ts";
import { judgeWall, worstVerdict } from "../../../actors/walls/verdict.ts";

const FINE: HostFacts = {
  id: 1,
  name: "A",
  state: "slave",
  liveness: "online",
  heard: true,
  flapping: false,
  masterUntil: null,
};

/** Facts that make each condition. */
const FACTS: Readonly<Record<HostCondition, Partial<HostFacts>>> = {
  master: { state: "master" },
  slave: {},
  error: { state: "error" },
  free: { state: "free" },
  unknownState: { state: "unknown" },
  flapping: { flapping: true },
  silent: { liveness: "stale" },
  offline: { liveness: "offline" },
  unheard: { liveness: "stale", heard: false },
  missing: { liveness: "never_seen", state: null },
  ambiguous: {},
};
const CONDITIONS = Object.keys(FACTS) as HostCondition[];

function host(condition: HostCondition, id: number, more: Partial<HostFacts> = {}): ExpectedHost {
  const listed = `H${id}`;
  if (condition === "ambiguous") return { listed, facts: undefined, ambiguous: true };
  return { listed, facts: { ...FINE, id, ...FACTS[condition], ...more } };
}

const wallOf = (conditions: readonly HostCondition[]) =>
  conditions.map((condition, index) => host(condition, index + 1));

for (const condition of CONDITIONS) {
  Deno.test(`conditionOf() says ${condition}`, () => {
    assert.equal(conditionOf(host(condition, 1)), condition);
  });
}

Deno.test("conditionOf() asks whether a host is there before it believes what it said last", () => {
  const gone = host("master", 1, { liveness: "offline", flapping: true });
  assert.equal(conditionOf(gone), "offline");
  assert.equal(conditionOf({ listed: "H1", facts: undefined }), "missing");
});

const TABLE: readonly (readonly [verdict: string, conditions: string, culprits?: string])[] = [
  ["synced", "master"],
  ["synced", "master slave slave"],
  ["synced", "master master"],
  ["lost", "slave slave"],
  ["lost", "slave error", "H2 error"],
  ["lost", "error", "H1 error"],
  ["lost", "free slave", "H1 free"],
  ["lost", "offline offline", "H1 offline,H2 offline"],
  ["lost", "flapping slave", "H1 flapping"],
  ["lost", "silent slave", "H1 silent"],
  ["lost", "missing slave", "H1 missing"],
  ["degraded", "master error", "H2 error"],
  ["degraded", "master free", "H2 free"],
  ["degraded", "master unknownState", "H2 unknownState"],
  ["degraded", "master flapping", "H2 flapping"],
  ["degraded", "master silent slave", "H2 silent"],
  ["degraded", "master offline", "H2 offline"],
  ["degraded", "master missing", "H2 missing"],
  ["degraded", "master ambiguous", "H2 ambiguous"],
  ["degraded", "master error unheard", "H2 error,H3 unheard"],
  ["unknown", "missing missing", "H1 missing,H2 missing"],
  ["unknown", "unheard unheard", "H1 unheard,H2 unheard"],
  ["unknown", "master unheard", "H2 unheard"],
  ["unknown", "slave unheard", "H2 unheard"],
  ["unknown", "error unheard", "H1 error,H2 unheard"],
];

for (const [verdict, conditions, culprits = ""] of TABLE) {
  Deno.test(`judgeWall() says ${verdict} of ${conditions}`, () => {
    const judged = judgeWall(wallOf(conditions.split(" ") as HostCondition[]));
    assert.equal(judged.verdict, verdict);
    assert.equal(
      judged.culprits.map((each) => `${each.host} ${each.condition}`).join(","),
      culprits,
    );
    assert.match(judged.reason, /\.$/);
  });
}

Deno.test("judgeWall() says unknown of a wall without hosts", () => {
  assert.equal(judgeWall([]).verdict, "unknown");
});

Deno.test("judgeWall() names the slave that was the master last when nobody is", () => {
  const hosts = [
    host("slave", 1, { masterUntil: 100 }),
    host("slave", 2, { masterUntil: 200 }),
    host("slave", 3),
  ];
  const [culprit, ...others] = judgeWall(hosts).culprits;
  assert.deepEqual([culprit?.hostId, culprit?.condition, others], [2, "masterBefore", []]);
  assert.deepEqual(judgeWall([...hosts, host("master", 4)]).culprits, []);
});

Deno.test("judgeWall() is synced exactly when every host is locked and one is a master, and else has a culprit or no master", () => {
  const wall = fc.array(fc.constantFrom(...CONDITIONS), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(wall, (conditions) => {
    const { verdict, culprits } = judgeWall(wallOf(conditions));
    const locked = conditions.every((each) => each === "master" || each === "slave");
    const master = conditions.includes("master");
    assert.equal(verdict === "synced", locked && master);
    assert.equal(verdict === "lost" && master, false);
    assert.equal(verdict === "degraded" && !master, false);
    assert.equal(
      culprits.length,
      conditions.filter((each) => !/^(master|slave)$/.test(each)).length,
    );
  }));
});

Deno.test("worstVerdict() takes lost over unknown, degraded and synced", () => {
  assert.equal(worstVerdict([]), "unknown");
  assert.equal(worstVerdict(["synced", "synced"]), "synced");
  assert.equal(worstVerdict(["synced", "degraded"]), "degraded");
  assert.equal(worstVerdict(["unknown", "degraded"]), "unknown");
  assert.equal(worstVerdict(["unknown", "lost", "synced"]), "lost");
});
