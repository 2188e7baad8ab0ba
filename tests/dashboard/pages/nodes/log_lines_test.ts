import assert from "node:assert/strict";
import {
  type LogLine,
  matchingLines,
  withMessage,
} from "../../../../dashboard/pages/nodes/log_lines.ts";
import type { LogEvent } from "../../../../protocols/api/command_output.ts";

const AT = "2026-01-02T03:04:05.000Z";
const lines = (...texts: readonly string[]): LogEvent => ({
  type: "lines",
  sequence: 1,
  at: AT,
  lines: [...texts],
});
const restarted: LogEvent = {
  type: "divider",
  sequence: 2,
  at: AT,
  divider: "restarted",
  text: "The container was started again.",
};
const read = (...events: readonly LogEvent[]) =>
  events.reduce(withMessage, [] as readonly LogLine[]);

Deno.test("withMessage() adds lines, and a divider where the container was away", () => {
  const all = read(lines("one", "two"), restarted, lines("three"));
  assert.deepEqual(all.map(({ text }) => text), ["one", "two", restarted.text, "three"]);
  assert.deepEqual(all.map(({ divider }) => divider), [false, false, true, false]);
  assert.deepEqual(all.map(({ nth }) => nth), [1, 2, 3, 4]);
});

Deno.test("withMessage() lets the oldest go, and no number comes twice", () => {
  const many = Array.from({ length: 3_000 }, (_, n) => `line ${n}`);
  const all = read(lines(...many), restarted, lines(...many));
  assert.equal(all.length, 5_000);
  assert.equal(all.at(-1)?.nth, 6_001);
  assert.equal(new Set(all.map(({ nth }) => nth)).size, 5_000);
});

Deno.test("withMessage() leaves the lines as they are at a message without any", () => {
  const before = read(lines("one"));
  assert.equal(withMessage(before, { type: "ready", commandId: "cmd_1" }), before);
});

Deno.test("matchingLines() finds letters of either case, and keeps dividers", () => {
  const all = read(lines("Idle, 34 peers", "block #7"), restarted);
  assert.deepEqual(matchingLines(all, " IDLE ").map(({ nth }) => nth), [1, 3]);
  assert.equal(matchingLines(all, "  "), all);
});
