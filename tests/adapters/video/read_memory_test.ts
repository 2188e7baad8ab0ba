import assert from "node:assert/strict";
import { ReadMemory } from "../../../adapters/video/read_memory.ts";

const READ = 64 * 1024;

/** Reads so many bytes, all of one value. */
function read(memory: ReadMemory, bytes: number, value: number): Uint8Array {
  memory.room().fill(value, 0, bytes);
  return memory.take(bytes);
}

Deno.test("take() gives what was read, which stays as it is while nothing is let go", () => {
  const memory = new ReadMemory();
  const all = Array.from({ length: 100 }, (_, at) => read(memory, 1 + at * 600, at));
  for (const [at, bytes] of all.entries()) {
    assert.equal(bytes.length, 1 + at * 600);
    assert.ok(bytes.every((byte) => byte === at), `read ${at} was written over`);
  }
  assert.equal(memory.end, all.reduce((sum, { length }) => sum + length, 0));
});

Deno.test("room() is as large as the largest read, and small reads share their memory", () => {
  const memory = new ReadMemory();
  const buffers = new Set<ArrayBufferLike>();
  for (let at = 0; at < 1_000; at++) {
    assert.equal(memory.room().length, READ);
    buffers.add(read(memory, 100, 1).buffer);
  }
  assert.equal(buffers.size, 2);
});

Deno.test("letGo() has memory used again, but not what came at its place or later", () => {
  const memory = new ReadMemory();
  const first = read(memory, READ + 0, 1);
  const second = read(memory, READ, 2);
  const third = read(memory, READ, 3);
  memory.letGo(memory.end);
  assert.equal(first.buffer, second.buffer);
  read(memory, READ, 4);
  const fifth = read(memory, READ, 5);
  assert.equal(fifth.buffer, first.buffer);
  assert.ok(third.every((byte) => byte === 3));
  memory.letGo(4 * READ - 1);
  read(memory, READ, 6);
  assert.notEqual(read(memory, READ, 7).buffer, third.buffer);
  assert.ok(third.every((byte) => byte === 3));
});

Deno.test("keep() leaves all that has come until now as it is, whatever is let go later", () => {
  const memory = new ReadMemory();
  const kept = [1, 2, 3].map((value) => read(memory, READ, value));
  memory.keep();
  for (let value = 4; value < 40; value++) {
    read(memory, READ, value);
    memory.letGo(memory.end);
  }
  for (const [at, bytes] of kept.entries()) assert.ok(bytes.every((byte) => byte === at + 1));
});

Deno.test("letGo() that never comes leaves the memory to the collector: little of it is remembered", () => {
  const memory = new ReadMemory();
  const buffers = new Set<ArrayBufferLike>();
  for (let at = 0; at < 200; at++) buffers.add(read(memory, READ, 1).buffer);
  assert.equal(buffers.size, 100);
  memory.letGo(memory.end);
  const again = new Set<ArrayBufferLike>();
  for (let at = 0; at < 200; at++) again.add(read(memory, READ, 1).buffer);
  assert.ok([...again].filter((buffer) => buffers.has(buffer)).length <= 9);
});
