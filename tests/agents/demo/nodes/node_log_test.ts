import assert from "node:assert/strict";
import { networkHeight } from "../../../../agents/demo/nodes/chain.ts";
import {
  lastLines,
  linesBetween,
  type LogStory,
  type Span,
} from "../../../../agents/demo/nodes/node_log.ts";

import { nth } from "../nth.ts";

/** At a whole fifteen seconds. */
const NOW = Date.UTC(2030, 0, 1);
const MINUTE_MS = 60_000;

function story(runs: readonly Span[], slow: readonly Span[] = []): LogStory {
  return { seed: 5, name: "3node0", runs, slow, blockAt: networkHeight };
}

const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text);

Deno.test("lastLines() tells of idling and of each block, in the order of time", () => {
  const lines = lastLines(story([{ from: 0 }]), 1_000, NOW);
  assert.equal(lines.length, 1_000);
  assert.ok(lines.every(({ at }, n) => at <= NOW && (n === 0 || at >= nth(lines, n - 1).at)));
  const block = networkHeight(NOW - 15_000);
  assert.equal(texts(lines).filter((text) => text.includes(`block #${block} taken in`)).length, 1);
  assert.match(nth(lines, 999).text, /^2029-12-31 23:59:\d\d\.\d{3} /);
});

Deno.test("lastLines() and linesBetween() tell the same, however time is cut", () => {
  const told = story([{ from: NOW - MINUTE_MS }]);
  const whole = texts(lastLines(told, 1_000, NOW));
  const pieces: string[] = [];
  for (let at = NOW - 2 * MINUTE_MS; at < NOW; at += 7_001) {
    pieces.push(...texts(linesBetween(told, at, Math.min(at + 7_001, NOW))));
  }
  assert.deepEqual(pieces, whole);
  assert.deepEqual(texts(lastLines(told, 5, NOW)), whole.slice(-5));
  assert.deepEqual(lastLines(told, 0, NOW), []);
});

Deno.test("lastLines() has nothing of the time when a node did not run, and its start after that", () => {
  const runs = [{ from: 0, to: NOW - 5 * MINUTE_MS }, { from: NOW - MINUTE_MS }];
  const lines = lastLines(story(runs), 200, NOW);
  const between = lines.filter(({ at }) => at >= NOW - 5 * MINUTE_MS && at < NOW - MINUTE_MS);
  assert.deepEqual(between, []);
  const start = texts(lines).findIndex((text) => text.endsWith("creditcoin node 3.61.0"));
  assert.ok(texts(lines).slice(start).some((text) => text.endsWith("rpc is served")));
});

Deno.test("lastLines() complains of a slow disk while it is slow", () => {
  const [from, to] = [NOW - 4 * MINUTE_MS, NOW - 2 * MINUTE_MS];
  const lines = lastLines(story([{ from: 0 }], [{ from, to }]), 500, NOW);
  const warned = lines.filter(({ text }) => text.includes("WARN"));
  assert.ok(warned.length > 10);
  assert.ok(warned.every(({ at }) => at >= from && at < to));
});
