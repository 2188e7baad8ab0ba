import assert from "node:assert/strict";
import type { Socket } from "node:net";
import type { Clock } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { createCameraDialer } from "../../../adapters/video/dialer.ts";
import type { VideoReader } from "../../../adapters/video/socket_link.ts";
import { VideoDecoder } from "../../../protocols/video/decoder.ts";
import { syntheticH264 } from "../../../bench/cameras/synthetic_video.ts";
import { freePort } from "../../support/machine/free_port.ts";
import { type CameraPort, NotingFeed, withCamera } from "./scripted_camera.ts";

const PATIENCE_MS = 5_000;
/** More than the kernel's buffers of both sides of a loopback connection hold. */
const MUCH = 32 * 1024 * 1024;

/** Hands on whatever comes. */
const passThrough = (): VideoReader => ({
  push: (bytes) => [{ type: "bytesArrived", bytes, begins: null }],
  keptBytes: 0,
  end: () => [],
});

/** Takes nothing but zeros. */
const zerosOnly = (): VideoReader => ({
  push: (bytes) =>
    bytes.every((byte) => byte === 0)
      ? []
      : [{ type: "streamViolated", code: "notVideo", detail: "not zero" }],
  keptBytes: 0,
  end: () => [],
});

async function connected(
  { port, accepted }: CameraPort,
  decoder = passThrough,
): Promise<{ feed: NotingFeed; camera: Socket; close(reason: string): void }> {
  const feed = new NotingFeed();
  const dialer = createCameraDialer({ decoder });
  const link = await dialer.open("127.0.0.1", port, PATIENCE_MS, feed.of);
  return { feed, camera: await accepted(), close: (reason) => link.close(reason) };
}

Deno.test("open() hands on what the camera sends, in order, and writes nothing", () =>
  withCamera(async (port) => {
    const { feed, camera, close } = await connected(port);
    const written: number[] = [];
    camera.on("data", (chunk) => written.push(chunk.length));
    for (let n = 0; n < 100; n++) camera.write(Uint8Array.of(n, n));
    await feed.until(() => feed.arrivedBytes === 200);
    const bytes = feed.events.flatMap((event) =>
      event.type === "bytesArrived" ? [...event.bytes] : []
    );
    assert.deepEqual(bytes, Array.from({ length: 200 }, (_, n) => n >> 1));
    const gone = new Promise((resolve) => camera.once("close", resolve));
    close("seen enough");
    await gone;
    assert.deepEqual(written, []);
    assert.deepEqual(feed.reasons, ["seen enough"]);
  }));

Deno.test("received() is called for a read that brings no event, as it proves that the camera lives", () =>
  withCamera(async (port) => {
    const { feed, camera, close } = await connected(port, zerosOnly);
    camera.write(new Uint8Array(3));
    await feed.until(() => feed.reads === 1);
    assert.deepEqual(feed.events, []);
    close("done");
  }));

Deno.test("received() keeps the camera waiting until its promise resolves", () =>
  withCamera(async (port) => {
    const { feed, camera, close } = await connected(port);
    const held: PromiseWithResolvers<void>[] = [];
    feed.hold = () => {
      const next = Promise.withResolvers<void>();
      held.push(next);
      return next.promise;
    };
    let drained = false;
    camera.write(new Uint8Array(MUCH), () => void (drained = true));
    await feed.until(() => feed.reads === 1);
    // Another camera's pictures come through meanwhile: there were turns enough to read more of this one.
    const other = await connected(port);
    for (let n = 1; n <= 50; n++) {
      other.camera.write("x");
      await other.feed.until(() => other.feed.arrivedBytes === n);
    }
    other.close("done");
    assert.equal(feed.reads, 1);
    assert.equal(drained, false);
    assert.ok(feed.arrivedBytes <= 64 * 1024, `${feed.arrivedBytes} bytes were read`);
    held[0]?.resolve();
    await feed.until(() => feed.reads === 2);
    feed.hold = undefined;
    held[1]?.resolve();
    await feed.until(() => feed.arrivedBytes === MUCH);
    close("done");
  }));

Deno.test("received() ends the connection when its promise rejects", () =>
  withCamera(async (port) => {
    const { feed, camera } = await connected(port);
    feed.hold = () => Promise.reject(new Error("the actor is gone"));
    camera.write("x");
    await feed.until(() => feed.reasons.length > 0);
    assert.match(`${feed.reasons[0]}`, /^nobody takes what 127\.0\.0\.1:\d+ sends any more$/);
  }));

Deno.test("closed() says once how the connection has ended", async () => {
  const endings: readonly [(camera: Socket) => void, RegExp][] = [
    [(camera) => camera.end(), /^127\.0\.0\.1:\d+ ended the connection$/],
    [(camera) => camera.end("half a fra"), /ended the connection$/],
    [(camera) => camera.resetAndDestroy(), /^127\.0\.0\.1:\d+ reset the connection$/],
  ];
  for (const [end, words] of endings) {
    await withCamera(async (port) => {
      const { feed, camera, close } = await connected(port);
      end(camera);
      await feed.until(() => feed.reasons.length > 0);
      close("too late");
      await new Promise((resolve) => camera.closed ? resolve(null) : camera.once("close", resolve));
      assert.equal(feed.reasons.length, 1);
      assert.match(`${feed.reasons[0]}`, words);
    });
  }
});

Deno.test("closed() comes after the violation, and nothing after it", () =>
  withCamera(async (port) => {
    const { feed, camera } = await connected(port, zerosOnly);
    camera.write("HTTP/1.1 400 Bad Request\r\n\r\n");
    await feed.until(() => feed.reasons.length > 0);
    camera.write("more");
    await new Promise((resolve) => camera.once("close", resolve));
    assert.deepEqual(feed.events.map(({ type }) => type), ["streamViolated"]);
    assert.match(
      `${feed.reasons[0]}`,
      /127\.0\.0\.1:\d+ does not send what we can read: not zero$/,
    );
    assert.equal(feed.reads, 1);
  }));

Deno.test("open() rejects with a sentence when nobody listens, or the name is none", async () => {
  const free = await freePort("127.0.0.1");
  const dialer = createCameraDialer({ decoder: passThrough });
  const cases: readonly [string, number, RegExp][] = [
    ["127.0.0.1", free, /^127\.0\.0\.1:\d+ refused the connection: nothing listens there$/],
    ["::1", free, /^\[::1\]:\d+ (refused|cannot|was not)/],
    [
      "camera.invalid",
      8_000,
      /^camera\.invalid:8000 cannot be reached: (its name|the name server)/,
    ],
    ["255.255.255.255", 8_000, /^255\.255\.255\.255:8000 (cannot be|was not) reached: /],
  ];
  for (const [address, port, words] of cases) {
    const opening = dialer.open(address, port, PATIENCE_MS, () => assert.fail("nothing to feed"));
    await assert.rejects(opening, (error: Error) => {
      assert.match(error.message, words);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  }
});

Deno.test("open() rejects when nobody accepts in time", () =>
  withCamera(async ({ port }) => {
    const { clock } = createTestSystem();
    // Time is up before the system has had a chance to connect.
    const hasty: Clock = {
      now: () => clock.now(),
      monotonicMs: () => clock.monotonicMs(),
      setTimer: (_delayMs, run) => queueMicrotask(run),
      clearTimer: () => {},
    };
    const dialer = createCameraDialer({ decoder: passThrough, clock: hasty });
    const opening = dialer.open("127.0.0.1", port, PATIENCE_MS, () => assert.fail("no link"));
    await assert.rejects(opening, /^Error: 127\.0\.0\.1:\d+ did not accept within 5000 ms$/);
  }));

Deno.test("open() ends neither the program nor another camera's stream when one is rude", () =>
  withCamera(async (port) => {
    const steady = await connected(port);
    for (let n = 0; n < 20; n++) {
      const { feed, camera } = await connected(port, zerosOnly);
      camera.write(crypto.getRandomValues(new Uint8Array(10_000)));
      camera.resetAndDestroy();
      await feed.until(() => feed.reasons.length > 0);
    }
    steady.camera.write("still here");
    await steady.feed.until(() => steady.feed.arrivedBytes === 10);
    steady.close("done");
  }));

Deno.test("open() lets its feed close the link before anything has come", () =>
  withCamera(async ({ port, accepted }) => {
    const feed = new NotingFeed();
    const dialer = createCameraDialer({ decoder: passThrough });
    await dialer.open("127.0.0.1", port, PATIENCE_MS, (link) => {
      link.close("nobody waits for it any more");
      return feed;
    });
    const camera = await accepted();
    await new Promise((resolve) => camera.closed ? resolve(null) : camera.once("close", resolve));
    assert.deepEqual(feed.reasons, ["nobody waits for it any more"]);
    assert.equal(feed.reads, 0);
  }));

Deno.test("open() ends a stream that VideoDecoder cannot read: text, and a length of 4 GB", async () => {
  const jpegHead = [0xff, 0xd8, 0xff, 0xe0];
  const cases: readonly [string | Uint8Array, RegExp][] = [
    ["HTTP/1.1 400 Bad Request\r\n".repeat(100_000), /does not send what we can read: /],
    [Uint8Array.of(0xff, 0xff, 0xff, 0xff, ...jpegHead), /does not send what we can read: /],
    [Uint8Array.of(0, 0, 0, 4, ...jpegHead, 0xff, 0xff, 0xff, 0xff), /what we can read: /],
  ];
  for (const [words, reason] of cases) {
    await withCamera(async (port) => {
      const { feed, camera } = await connected(port, () => new VideoDecoder({ sniffBytes: 1_000 }));
      camera.write(words);
      camera.write(new Uint8Array(2_000).fill(0x41));
      await feed.until(() => feed.reasons.length > 0);
      assert.match(`${feed.reasons[0]}`, reason);
      assert.equal(feed.events.at(-1)?.type, "streamViolated");
    });
  }
});

Deno.test("open() hands on the last picture when the camera ends in peace", () =>
  withCamera(async (port) => {
    const { feed, camera } = await connected(port, () => new VideoDecoder());
    const { frames } = syntheticH264();
    for (const frame of frames.slice(0, 3)) camera.write(frame);
    camera.end();
    await feed.until(() => feed.reasons.length > 0);
    const sizes = feed.events.flatMap((event) =>
      event.type === "frameCompleted" ? [event.frame.bytes.length] : []
    );
    assert.deepEqual(sizes, frames.slice(0, 3).map(({ length }) => length));
  }));
