import assert from "node:assert/strict";
import { signInRefused } from "../../../actors/access/messages.ts";
import { auditActor } from "../../../actors/audit/audit.ts";
import type { AuditExaminer, ChainResult } from "../../../actors/audit/examiner.ts";
import { auditBroken, auditHeads } from "../../../actors/audit/messages.ts";
import { GATHER_MS, MAX_ADDRESSES } from "../../../actors/audit/refusals.ts";
import type { ChainHead } from "../../../actors/audit/store.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { OPERATOR, sampleLine } from "../../support/samples/audit_samples.ts";
import { asker } from "../../support/displays/fleet.ts";
import { MemoryAuditStore } from "../../support/stores/memory_audit_store.ts";

const HOUR_MS = 3_600_000;

const RESULT: ChainResult = {
  chain: "audit",
  rows: 2,
  totalRows: 2,
  firstSequence: 1,
  anchors: 0,
  head: { chain: "audit", sequence: 2, hash: "ab" },
  fault: null,
};

function openStage(examiner?: AuditExaminer) {
  const test = createTestSystem();
  const store = new MemoryAuditStore();
  const audit = test.system.spawn(auditActor, { store, examiner }, { key: "audit" });
  const ask = asker(audit, test);
  const lines = () => store.lines({ limit: 500 }).items;
  return { ...test, test, store, audit, ask, lines };
}

Deno.test("auditActor writes down refused sign-ins once a minute, one line for each address", async () => {
  const { system, test, lines } = openStage();
  await test.advance(1);
  for (let n = 0; n < 3; n++) {
    system.publish(signInRefused, { address: "10.0.0.1", door: "people" });
  }
  system.publish(signInRefused, { address: "10.0.0.1", door: "devices" });
  await test.advance(GATHER_MS - 1);
  assert.deepEqual(lines(), []);
  await test.advance(1);
  assert.deepEqual(
    lines().map(({ kind, author, after }) => [kind, author.name, author.address, after]),
    [
      ["session.refused", "somebody", "10.0.0.1", { door: "devices", count: 1 }],
      ["session.refused", "somebody", "10.0.0.1", { door: "people", count: 3 }],
    ],
  );
});

Deno.test("auditActor writes down what it has counted when it stops in order", async () => {
  const { system, test, lines } = openStage();
  await test.advance(1);
  system.publish(signInRefused, { address: "10.0.0.1", door: "people" });
  await test.advance(1);
  const stopped = system.stop(1_000);
  await test.settle();
  await stopped;
  assert.deepEqual(lines().map(({ after }) => after), [{ door: "people", count: 1 }]);
});

Deno.test("auditActor gives a line of their own to so many addresses, and one to the others", async () => {
  const { system, test, lines } = openStage();
  await test.advance(1);
  for (let n = 0; n < MAX_ADDRESSES + 5; n++) {
    system.publish(signInRefused, { address: `10.0.1.${n}`, door: "people" });
  }
  await test.advance(GATHER_MS);
  assert.equal(lines().length, MAX_ADDRESSES + 1);
  assert.deepEqual(lines()[0]?.after, { count: 5 });
});

Deno.test("auditActor clears away lines of more than 400 days, and tells where the chains end", async () => {
  const { system, test, store, lines } = openStage();
  const told: (readonly ChainHead[])[] = [];
  system.subscribe(auditHeads, (heads) => told.push(heads));
  const now = test.clock.now();
  const old = sampleLine({}, { at: now - 401 * 24 * HOUR_MS });
  store.add([old, sampleLine({}, { at: now, author: OPERATOR })]);
  await test.advance(HOUR_MS);
  assert.deepEqual(lines().map(({ sequence }) => sequence), [2]);
  assert.equal(told[0]?.[0]?.sequence, 2);
});

Deno.test("auditActor has the chains examined once at a time, and tells of one that is broken", async () => {
  const found = Promise.withResolvers<readonly ChainResult[]>();
  let begun = 0;
  let tell: (chains: readonly ChainResult[]) => void = () => {};
  const { ask, test, system } = openStage({
    examine(onProgress) {
      begun++;
      tell = onProgress;
      return found.promise;
    },
  });
  const broken: ChainResult[] = [];
  system.subscribe(auditBroken, (chain) => broken.push(chain));
  assert.equal((await ask({ type: "getAuditVerification" })).state, "never");
  assert.equal((await ask({ type: "verifyAudit" })).state, "running");
  tell([{ ...RESULT, rows: 1 }]);
  const again = await ask({ type: "verifyAudit" });
  assert.deepEqual([again.state, again.chains[0]?.rows, begun], ["running", 1, 1]);
  const fault = {
    sequence: 2,
    fault: "changed",
    detail: "Row 2 is not what was written.",
  } as const;
  found.resolve([{ ...RESULT, fault }]);
  await test.advance(1);
  const over = await ask({ type: "getAuditVerification" });
  assert.deepEqual([over.state, over.chains[0]?.fault], ["broken", fault]);
  assert.deepEqual(broken, [{ ...RESULT, fault }]);
});

Deno.test("auditActor says why nothing could be examined", async () => {
  const failing = openStage({ examine: () => Promise.reject(new Error("the disk is away")) });
  await failing.ask({ type: "verifyAudit" });
  await failing.test.advance(1);
  const { state, reason } = await failing.ask({ type: "getAuditVerification" });
  assert.deepEqual([state, reason], ["failed", "the disk is away"]);
  const without = await openStage().ask({ type: "verifyAudit" });
  assert.deepEqual([without.state, without.reason], ["failed", "Nothing can be examined here."]);
});
