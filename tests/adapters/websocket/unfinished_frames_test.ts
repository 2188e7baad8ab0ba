import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { UnfinishedFrames } from "../../../adapters/websocket/unfinished_frames.ts";

const PIECE = new Uint8Array(1_048_576);

function connection(frames: UnfinishedFrames) {
  const wire = new EventEmitter();
  let cuts = 0;
  const whole = frames.follow(wire, () => cuts++);
  const send = (pieces: number) => {
    for (let n = 0; n < pieces; n++) wire.emit("data", PIECE);
  };
  return { wire, whole, send, cuts: () => cuts };
}

Deno.test("UnfinishedFrames cuts who goes on with a large frame when all of them are too much", () => {
  const frames = new UnfinishedFrames();
  const many = Array.from({ length: 8 }, () => connection(frames));
  for (const each of many) each.send(8);
  assert.ok(many.every(({ cuts }) => cuts() === 0));
  const innocent = connection(frames);
  innocent.wire.emit("data", PIECE.subarray(0, 1_000));
  assert.equal(innocent.cuts(), 0);
  many[0]?.send(1);
  assert.equal(many[0]?.cuts(), 1);
});

Deno.test("UnfinishedFrames forgets a frame that is whole, and a connection that is gone", () => {
  const frames = new UnfinishedFrames();
  const [first, second, third] = [connection(frames), connection(frames), connection(frames)];
  first.send(40);
  first.whole();
  second.send(40);
  second.wire.emit("close");
  third.send(60);
  assert.deepEqual([first.cuts(), second.cuts(), third.cuts()], [0, 0, 0]);
});
