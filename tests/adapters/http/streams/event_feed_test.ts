import assert from "node:assert/strict";
import { AlertBook } from "../../../../actors/alerts/book.ts";
import { EventFeed } from "../../../../adapters/http/streams/event_feed.ts";
import { createSystem } from "../../../../actors/kernel/mod.ts";
import { groupRemoved } from "../../../../actors/topics.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { SseClient } from "../stubs/sse_client.ts";

const RING = 4;

/** What an open stream told whoever opened it. */
class Caller {
  readonly owner: string;
  dropped = 0;
  allowed = true;
  stillAllowed = (): Promise<boolean> => Promise.resolve(this.allowed);
  drop = (): void => {
    this.dropped++;
  };

  constructor(owner = "tok_1") {
    this.owner = owner;
  }
}

async function withFeed(
  test: (feed: EventFeed, happen: (times: number) => void) => Promise<void>,
  limits: { readonly ringCapacity?: number; readonly maxReaders?: number } = {},
): Promise<void> {
  const system = createSystem();
  const feed = new EventFeed({
    system,
    bootId: "b",
    now: () => AT,
    maintenance: new AlertBook(),
    ...limits,
  });
  try {
    await test(feed, (times) => {
      for (let id = 1; id <= times; id++) system.publish(groupRemoved, { id });
    });
  } finally {
    feed.close();
    await system.stop(1_000);
  }
}

Deno.test("open() resumes as far back as the ring goes, and resets beyond", async () => {
  await withFeed(async (feed, happen) => {
    happen(10);
    const inRing = new SseClient(feed.open("b-6", new Caller()) ?? null);
    assert.deepEqual(await inRing.ids(5), ["b-6", "b-7", "b-8", "b-9", "b-10"]);
    const beyond = new SseClient(feed.open("b-5", new Caller()) ?? null);
    assert.equal((await beyond.next())?.event, "reset");
    await Promise.all([inRing.leave(), beyond.leave()]);
  }, { ringCapacity: RING });
});

Deno.test("a reader that waits gets every event once, however many come at once", async () => {
  await withFeed(async (feed, happen) => {
    const client = new SseClient(feed.open(undefined, new Caller()) ?? null);
    await client.next();
    const waiting = client.ids(3);
    // The stream asks for more, and so waits, only after a turn.
    await new Promise((resolve) => setTimeout(resolve));
    happen(3);
    assert.deepEqual(await waiting, ["b-1", "b-2", "b-3"]);
    await client.leave();
  });
});

Deno.test("a reader that does not read is cut off and counted when its next event has left the ring", async () => {
  await withFeed(async (feed, happen) => {
    const [slow, quick] = [new Caller(), new Caller()];
    feed.open(undefined, slow);
    const client = new SseClient(feed.open(undefined, quick) ?? null);
    await client.next();
    // More than a reader's own queue and the ring together.
    for (let round = 0; round < 300; round++) {
      happen(RING);
      await client.ids(RING);
    }
    assert.deepEqual([slow.dropped, quick.dropped], [1, 0]);
    assert.deepEqual(feed.report(), { readers: 1, cutOff: 1 });
    await client.leave();
  }, { ringCapacity: RING });
});

Deno.test("tick() keeps a quiet stream alive with a comment", async () => {
  await withFeed(async (feed) => {
    const client = new SseClient(feed.open(undefined, new Caller()) ?? null);
    await client.next();
    feed.tick();
    assert.deepEqual(await client.next(), { comment: "keep-alive" });
    await client.leave();
  });
});

Deno.test("tick() cuts off a reader that took nothing for two intervals, and counts it", async () => {
  await withFeed((feed, happen) => {
    const stuck = new Caller();
    feed.open(undefined, stuck);
    happen(2_000);
    feed.tick();
    assert.equal(stuck.dropped, 0);
    feed.tick();
    assert.equal(stuck.dropped, 1);
    assert.deepEqual(feed.report(), { readers: 0, cutOff: 1 });
    return Promise.resolve();
  });
});

Deno.test("tick() ends the stream of a credential that is not valid any more", async () => {
  await withFeed(async (feed) => {
    const [revoked, valid] = [new Caller(), new Caller()];
    feed.open(undefined, revoked);
    feed.open(undefined, valid);
    revoked.allowed = false;
    feed.tick();
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual([revoked.dropped, valid.dropped], [1, 0]);
    assert.deepEqual(feed.report(), { readers: 1, cutOff: 0 });
  });
});

Deno.test("open() refuses one reader too many, and takes one again when another has left", async () => {
  await withFeed(async (feed) => {
    const first = feed.open(undefined, new Caller());
    assert.ok(first);
    assert.equal(feed.open(undefined, new Caller()), undefined);
    await first.cancel();
    assert.ok(feed.open(undefined, new Caller()));
  }, { maxReaders: 1 });
});

Deno.test("open() leaves room for others when one token holds all that it may", async () => {
  await withFeed((feed) => {
    let opened = 0;
    while (opened < 100 && feed.open(undefined, new Caller())) opened++;
    assert.equal(opened, 64);
    assert.ok(feed.open(undefined, new Caller("tok_2")));
    return Promise.resolve();
  });
});
