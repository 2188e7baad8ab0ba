import assert from "node:assert/strict";
import { type OpenStream, OpenStreams } from "../../../../adapters/http/video/open_streams.ts";

/** A stream that tells what became of it. */
class Stream implements OpenStream {
  owner = "tok_1";
  over = false;
  allowed: Promise<boolean> = Promise.resolve(true);
  dropped: string[] = [];

  isOver(): boolean {
    return this.over;
  }

  stillAllowed(): Promise<boolean> {
    return this.allowed;
  }

  drop(reason: string): void {
    this.dropped.push(reason);
  }
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

Deno.test("add() refuses one stream too many, and takes one again when another has left", () => {
  const streams = new OpenStreams(1);
  const first = new Stream();
  assert.equal(streams.add(first), true);
  assert.equal(streams.add(new Stream()), false);
  streams.remove(first);
  assert.equal(streams.add(new Stream()), true);
  streams.close();
});

Deno.test("tick() drops a stream whose token is not valid any more, and no other", async () => {
  const streams = new OpenStreams();
  const [revoked, valid, unsure] = [new Stream(), new Stream(), new Stream()];
  revoked.allowed = Promise.resolve(false);
  unsure.allowed = Promise.reject(new Error("no answer"));
  for (const stream of [revoked, valid, unsure]) streams.add(stream);
  streams.tick();
  await settled();
  assert.deepEqual(revoked.dropped, ["Its token is not valid any more."]);
  assert.deepEqual([valid.dropped, unsure.dropped], [[], []]);
  streams.close();
});

Deno.test("lookAgain() drops at once who may not watch any more", async () => {
  const streams = new OpenStreams();
  const [revoked, valid] = [new Stream(), new Stream()];
  revoked.allowed = Promise.resolve(false);
  for (const stream of [revoked, valid]) streams.add(stream);
  streams.lookAgain();
  await settled();
  assert.deepEqual([revoked.dropped.length, valid.dropped.length], [1, 0]);
  streams.close();
});

Deno.test("tick() drops a stream that has ended and does not come to its end", () => {
  const streams = new OpenStreams();
  const stream = new Stream();
  streams.add(stream);
  streams.tick();
  stream.over = true;
  streams.tick();
  assert.deepEqual(stream.dropped, []);
  streams.tick();
  assert.deepEqual(stream.dropped, ["It does not take the rest."]);
  streams.close();
});

Deno.test("close() drops every stream", () => {
  const streams = new OpenStreams();
  const both = [new Stream(), new Stream()];
  for (const stream of both) streams.add(stream);
  streams.close();
  assert.deepEqual(both.map(({ dropped }) => dropped.length), [1, 1]);
});

Deno.test("add() leaves room for others when one token holds all that it may", () => {
  const streams = new OpenStreams();
  let added = 0;
  while (added < 1_000 && streams.add(new Stream())) added++;
  assert.equal(added, 256);
  const other = new Stream();
  other.owner = "tok_2";
  assert.equal(streams.add(other), true);
  streams.close();
});
