import assert from "node:assert/strict";
import { piecesOf } from "../../../agents/cameras/program_output.ts";

/** A program's output, and whether somebody has let go of it. */
function outputOf(pieces: readonly string[]) {
  const left = [...pieces];
  const seen = { cancelled: false };
  const stream = new ReadableStream({
    type: "bytes",
    pull(controller) {
      const next = left.shift();
      if (next !== undefined) return controller.enqueue(new TextEncoder().encode(next));
      controller.close();
      controller.byobRequest?.respond(0);
    },
    cancel: () => void (seen.cancelled = true),
  });
  return { stream, seen };
}

Deno.test("piecesOf() gives each piece in memory of its own size, and keeps none of it", async () => {
  const { stream } = outputOf(["first", "second"]);
  const pieces = await Array.fromAsync(piecesOf(stream));
  assert.deepEqual(pieces.map((piece) => new TextDecoder().decode(piece)), ["first", "second"]);
  assert.deepEqual(pieces.map((piece) => piece.buffer.byteLength), [5, 6]);
});

Deno.test("piecesOf() cuts what is larger than its room, and loses nothing", async () => {
  const { stream } = outputOf(["x".repeat(200_000)]);
  const pieces = await Array.fromAsync(piecesOf(stream));
  assert.equal(pieces.reduce((sum, piece) => sum + piece.length, 0), 200_000);
  assert.ok(pieces.every((piece) => piece.length <= 65_536));
});

Deno.test("piecesOf() lets go of the output when nobody wants more", async () => {
  const { stream, seen } = outputOf(["first", "second"]);
  for await (const _ of piecesOf(stream)) break;
  assert.equal(seen.cancelled, true);
});
