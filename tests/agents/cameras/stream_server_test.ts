import assert from "node:assert/strict";
import { StreamServer, type StreamServerOptions } from "../../../agents/cameras/stream_server.ts";
import { MAX_QUEUED_BYTES, type StreamUnit } from "../../../agents/cameras/stream_viewer.ts";
import { VirtualClock } from "../../../actors/kernel/testing.ts";
import { Observers } from "../../../agents/displays/observers.ts";
import { type BareViewer, watch } from "./bare_viewer.ts";

const PATIENCE_MS = 10_000;

interface Stage {
  readonly server: StreamServer;
  readonly log: string[];
  advance(ms: number): Promise<void>;
  /** Connects, and waits until the server knows. */
  join(): Promise<BareViewer>;
  /** Looks after each line of the log, which tells of comings and goings. */
  until(predicate: () => boolean): Promise<void>;
}

async function withServer(
  run: (stage: Stage) => Promise<void>,
  options: Partial<StreamServerOptions> = {},
): Promise<void> {
  const clock = new VirtualClock();
  const log: string[] = [];
  const observers = new Observers(() => log.join("; "));
  const server = new StreamServer({
    address: "127.0.0.1",
    port: 0,
    rule: "toKeyframe",
    framed: false,
    clock,
    log: (level, sentence) => {
      log.push(`${level} ${sentence}`);
      observers.notify();
    },
    ...options,
  });
  await server.listen();
  const until = (predicate: () => boolean) => observers.until(predicate, PATIENCE_MS);
  try {
    await run({
      server,
      log,
      until,
      advance: (ms) => clock.advance(ms, () => Promise.resolve()),
      async join() {
        const { length } = server.viewers;
        const viewer = await watch({ address: "127.0.0.1", port: server.port });
        await until(() => server.viewers.length > length);
        return viewer;
      },
    });
  } finally {
    await server.close();
  }
}

function unit(text: string, begins: StreamUnit["begins"] = "frame", bytes = 0): StreamUnit {
  return { bytes: new TextEncoder().encode(text.padEnd(bytes, ".")), begins };
}

Deno.test("StreamServer shows every viewer the stream from its first keyframe on", () =>
  withServer(async ({ server, join }) => {
    const early = await join();
    server.show(unit("a"));
    server.show(unit("B", "keyframe"));
    server.show(unit("b", null));
    const late = await join();
    server.show(unit("c"));
    server.show(unit("D", "keyframe"));
    server.show(unit("e"));
    await early.has(/^BbcDe$/, PATIENCE_MS);
    await late.has(/^De$/, PATIENCE_MS);
    early.leave();
    late.leave();
  }));

Deno.test("StreamServer waits for a keyframe when a new run of the source begins", () =>
  withServer(async ({ server, join }) => {
    const viewer = await join();
    server.show(unit("A", "keyframe"));
    server.sourceBegan();
    server.show(unit("b"));
    server.show(unit("C", "keyframe"));
    await viewer.has(/^AC$/, PATIENCE_MS);
    viewer.leave();
  }));

Deno.test("StreamServer drops what a viewer says, and takes one that closes its own side", () =>
  withServer(async ({ server, join }) => {
    const viewer = await join();
    viewer.socket.end("GET / HTTP/1.1\r\n\r\n");
    await new Promise<void>((resolve) => viewer.socket.once("finish", () => resolve()));
    server.show(unit("A", "keyframe"));
    await viewer.has(/^A$/, PATIENCE_MS);
    viewer.leave();
  }));

Deno.test("StreamServer bounds what waits for a viewer that does not read, and harms no other", () =>
  withServer(async ({ server, join, log }) => {
    const slow = await join();
    slow.socket.pause();
    const quick = await join();
    const size = 100_000;
    let most = 0;
    for (let n = 0; n < 200; n++) {
      server.show(unit(`${n} `, n % 30 === 0 ? "keyframe" : "frame", size));
      most = Math.max(most, ...server.viewers.map(({ queuedBytes }) => queuedBytes));
      await quick.until(() => quick.received === (n + 1) * size, PATIENCE_MS);
    }
    assert.ok(most > MAX_QUEUED_BYTES && most <= MAX_QUEUED_BYTES + size, `${most} bytes waited`);
    const dropped = server.viewers.map((viewer) => viewer.dropped);
    assert.ok((dropped[0] ?? 0) > 50, `${dropped}`);
    assert.equal(dropped[1], 0);

    slow.socket.resume();
    await slow.until(() => slow.received === (server.viewers[0]?.sent ?? 0) * size, PATIENCE_MS);
    server.show(unit("not this", "frame", size));
    server.show(unit("but this", "keyframe", size));
    await slow.has(/but this/, PATIENCE_MS);
    assert.doesNotMatch(slow.text, /not this/);
    slow.leave();
    await slow.ended;
    // Whoever has closed only the own side is not known to be gone until something is sent.
    while (server.viewers.length > 1) {
      server.show(unit("A", "keyframe"));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    quick.leave();
    assert.ok(log.some((line) => /left out as it was slow/.test(line)), log.join("; "));
  }));

Deno.test("StreamServer keeps nothing but the newest picture for a slow viewer of JPEG", () =>
  withServer(async ({ server, join }) => {
    const slow = await join();
    slow.socket.pause();
    const size = 200_000;
    for (let n = 0; n < 100; n++) {
      server.show(unit(`<${n}>`, "keyframe", size));
      await Promise.resolve();
    }
    const waiting = server.viewers[0]?.queuedBytes ?? 0;
    assert.ok(waiting <= size, `${waiting} bytes wait`);
    slow.socket.resume();
    await slow.has(/<99>/, PATIENCE_MS);
    assert.equal(slow.received % size, 0, "whole pictures only");
    slow.leave();
  }, { rule: "latest", framed: true }));

Deno.test("StreamServer says every second that it is there when it has no pictures, where it can", () =>
  withServer(async ({ server, join, advance }) => {
    const viewer = await join();
    for (let second = 1; second <= 3; second++) {
      await advance(1_000);
      await viewer.until(() => viewer.received === 4 * second, PATIENCE_MS);
    }
    assert.deepEqual([...viewer.bytes], Array(12).fill(0));
    server.show(unit("A", "keyframe"));
    await viewer.has(/A$/, PATIENCE_MS);
    await advance(900);
    assert.equal(viewer.received, 13, "not beside pictures");
    viewer.leave();
  }, { rule: "latest", framed: true }));

Deno.test("StreamServer closes its viewers 5 s after the source was lost, and takes them again", () =>
  withServer(async ({ server, join, advance, until }) => {
    const viewer = await join();
    server.show(unit("A", "keyframe"));
    await viewer.has(/^A$/, PATIENCE_MS);
    server.sourceLost();
    await advance(4_500);
    assert.equal(server.viewers.length, 1);
    await advance(500);
    assert.equal(await viewer.ended, "end");
    await until(() => server.viewers.length === 0);
    assert.equal(viewer.text, "A", "raw H.264 has no way to say that we are there");

    const again = await join();
    await advance(1_000);
    server.show(unit("B", "keyframe"));
    await again.has(/^B$/, PATIENCE_MS);
    await advance(60_000);
    assert.equal(server.viewers.length, 1, "pictures that are late are no lost source");
    again.leave();
  }));

Deno.test("StreamServer gives up a viewer that takes nothing for 30 s", () =>
  withServer(async ({ server, join, advance, until }) => {
    const half = await join();
    half.socket.pause();
    for (let n = 0; n < 100; n++) server.show(unit("A", "keyframe", 200_000));
    await advance(29_000);
    assert.equal(server.viewers.length, 1);
    await advance(2_000);
    await until(() => server.viewers.length === 0);
    half.leave();
  }));

Deno.test("StreamServer turns viewer 65 away", () =>
  withServer(async ({ server, join, log, until }) => {
    const viewers: BareViewer[] = [];
    for (let n = 0; n < 64; n++) viewers.push(await join());
    const late = await watch({ address: "127.0.0.1", port: server.port });
    await late.ended;
    await until(() => log.some((line) => /was turned away/.test(line)));
    assert.equal(server.viewers.length, 64);
    for (const viewer of viewers) viewer.leave();
  }));
