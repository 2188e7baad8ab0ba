import assert from "node:assert/strict";
import { secondsOf, StampedLog } from "../../../../../agents/nodes/agent/docker/stamped_log.ts";
import { frame } from "./frames.ts";

const FIRST = "2026-01-02T03:04:05.000000001Z";
const SECOND = "2026-01-02T03:04:05.000000002Z";
const bytes = new TextEncoder();

Deno.test("StampedLog takes the times off, and knows the last one", () => {
  const log = new StampedLog(false);
  assert.equal(log.push(frame(1, `${SECOND} out\n`)), "out\n");
  assert.equal(log.push(frame(2, `${FIRST} error, a little late\n`)), "error, a little late\n");
  assert.equal(log.lastStamp, SECOND);
});

Deno.test("StampedLog leaves out what was read before", () => {
  const log = new StampedLog(false, FIRST);
  assert.equal(log.push(frame(1, `${FIRST} again\n`)), "");
  assert.equal(log.push(frame(1, `${SECOND} new\n`)), "new\n");
});

Deno.test("StampedLog puts a letter together that was cut between two frames", () => {
  const log = new StampedLog(false);
  const letter = bytes.encode("한");
  const cut = (part: Uint8Array) => new Uint8Array([1, 0, 0, 0, 0, 0, 0, part.length, ...part]);
  const text = log.push(cut(letter.subarray(0, 1))) + log.push(cut(letter.subarray(1)));
  assert.equal(text, "한");
});

Deno.test("StampedLog reads a terminal's output line by line, however it was cut", () => {
  const all = bytes.encode(`${FIRST} 하나\r\n${SECOND} two`);
  for (let cut = 0; cut <= all.length; cut++) {
    const log = new StampedLog(true);
    const text = log.push(all.subarray(0, cut)) + log.push(all.subarray(cut)) + log.end();
    assert.equal(text, "하나\r\ntwo");
    assert.equal(log.lastStamp, SECOND);
  }
});

Deno.test("StampedLog passes a line without an end on before it grows too large", () => {
  const log = new StampedLog(true);
  assert.equal(log.push(bytes.encode("x".repeat(70_000))).length, 70_000);
});

Deno.test("secondsOf() keeps every digit of a time", () => {
  assert.equal(secondsOf("2026-01-02T03:04:05.000000009Z"), "1767323045.000000009");
});
