import assert from "node:assert/strict";
import { EngineError } from "../../../../../agents/nodes/agent/container_engine.ts";
import { RawStream } from "../../../../../agents/nodes/agent/docker/raw_stream.ts";
import { frame } from "./frames.ts";

const FRAMES = [frame(1, "one\n"), frame(2, ""), frame(2, "두\n"), frame(3, "it broke")];
const ALL = new Uint8Array(FRAMES.flatMap((bytes) => [...bytes]));

function read(chunks: readonly Uint8Array[]): string[] {
  const frames = new RawStream();
  const text = new TextDecoder();
  return chunks.flatMap((chunk) =>
    frames.push(chunk).map(({ stream, bytes }) => `${stream} ${text.decode(bytes)}`)
  );
}

const EXPECTED = ["stdout one\n", "stderr ", "stderr 두\n", "engine it broke"];

Deno.test("RawStream reads the same frames wherever the bytes were cut", () => {
  assert.deepEqual(read([ALL]), EXPECTED);
  assert.deepEqual(read([...ALL].map((byte) => Uint8Array.of(byte))), EXPECTED);
  for (let cut = 0; cut <= ALL.length; cut++) {
    assert.deepEqual(read([ALL.subarray(0, cut), ALL.subarray(cut)]), EXPECTED);
  }
});

Deno.test("RawStream keeps a frame that is not complete for the next bytes", () => {
  assert.deepEqual(read([ALL.subarray(0, ALL.length - 1)]), EXPECTED.slice(0, 3));
});

Deno.test("RawStream says what is no such stream, without waiting for its length", () => {
  const odd = (cause: unknown) => cause instanceof EngineError && cause.code === "odd";
  assert.throws(() => new RawStream().push(new TextEncoder().encode("HTTP/1.1 200")), odd);
  assert.throws(() => new RawStream().push(Uint8Array.of(1, 0, 0, 0, 255, 0, 0, 0)), odd);
});
