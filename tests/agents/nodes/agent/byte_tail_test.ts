import assert from "node:assert/strict";
import { ByteTail } from "../../../../agents/nodes/agent/byte_tail.ts";

const bytes = new TextEncoder();

Deno.test("ByteTail keeps the end, whatever the sizes of the pieces are", () => {
  for (const size of [1, 7, 999, 5_000, 30_000]) {
    const tail = new ByteTail(5_000);
    const text = Array.from({ length: 30_000 }, (_, at) => String(at % 10)).join("");
    for (let at = 0; at < text.length; at += size) {
      tail.push(bytes.encode(text.slice(at, at + size)));
    }
    assert.equal(tail.text(), text.slice(-5_000));
    assert.equal(tail.totalBytes, 30_000);
    assert.equal(tail.truncated, true);
  }
});

Deno.test("ByteTail keeps all that fits", () => {
  const tail = new ByteTail(10);
  tail.push(bytes.encode("한국어"));
  assert.deepEqual([tail.text(), tail.truncated], ["한국어", false]);
});

Deno.test("ByteTail leaves out a letter that it has cut", () => {
  const tail = new ByteTail(7);
  tail.push(bytes.encode("한국어"));
  assert.equal(tail.text(), "국어");
});
