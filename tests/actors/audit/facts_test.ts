import assert from "node:assert/strict";
import { auditLines } from "../../../actors/audit/audit_line.ts";
import { MAX_FIELD_CHARS, trimFacts } from "../../../actors/audit/facts.ts";
import { OPERATOR } from "../../support/samples/audit_samples.ts";

Deno.test("trimFacts() keeps what differs where something was there before and after", () => {
  const before = { name: "Morning", barrier: true, commands: [1, 2], updatedBy: "a", version: 1 };
  const after = { ...before, barrier: false, updatedBy: "b", version: 2 };
  assert.deepEqual(trimFacts(before, after), {
    before: { barrier: true, version: 1 },
    after: { barrier: false, version: 2 },
  });
  assert.deepEqual(trimFacts({ a: 1 }, { b: undefined }), { before: { a: 1 }, after: {} });
});

Deno.test("trimFacts() keeps all of what is new or gone, but for who and when", () => {
  const facts = { name: "Morning", updatedAt: 1, updatedBy: "a" };
  assert.deepEqual(trimFacts(null, facts), { before: null, after: { name: "Morning" } });
  assert.deepEqual(trimFacts(facts, null), { before: { name: "Morning" }, after: null });
});

Deno.test("trimFacts() keeps of long lists what only one of them has, and of the rest a length", () => {
  const lines = Array.from({ length: 1_000 }, (_, n) => ({ displayId: n, command: "start.exe" }));
  const changed = lines.map((line) => line.displayId === 7 ? { ...line, command: "x" } : line);
  assert.deepEqual(trimFacts({ lines }, { lines: changed }), {
    before: { lines: [{ displayId: 7, command: "start.exe" }] },
    after: { lines: [{ displayId: 7, command: "x" }] },
  });
  const text = "x".repeat(MAX_FIELD_CHARS);
  const { after } = trimFacts(null, { lines, text });
  assert.deepEqual(after, {
    lines: { entries: 1_000, tooLong: JSON.stringify(lines).length },
    text: { tooLong: MAX_FIELD_CHARS + 2 },
  });
});

Deno.test("auditLines() makes no line where nobody is behind a change", () => {
  const facts = { kind: "node.forgotten", key: "HOST-1", name: "HOST-1" } as const;
  assert.deepEqual(auditLines(undefined, 1, facts), []);
  const [line] = auditLines(OPERATOR, 1, facts);
  assert.deepEqual(line?.subject, { kind: "node", key: "HOST-1", name: "HOST-1" });
});
