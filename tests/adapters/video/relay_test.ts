import assert from "node:assert/strict";
import { createServer } from "node:net";
import { FramePrefix } from "../../../adapters/video/frame_prefix.ts";
import { FieldedViewer } from "./fielded_viewer.ts";
import { fill, jpegOf, unitOf, withRelay } from "./relay_stage.ts";

Deno.test("show() sends a length and one whole picture, as V1 to V3 read it", () =>
  withRelay({}, async ({ watch, show }) => {
    const { screen, viewer } = await watch();
    assert.deepEqual(viewer.codecs, ["jpeg"]);
    assert.equal(viewer.takes, "frames");
    assert.equal(viewer.peerAddress, "127.0.0.1");
    for (const length of [1, 70_000, 123_456]) show(jpegOf(length, 7));
    assert.deepEqual(await screen.frames(3), [jpegOf(1, 7), jpegOf(70_000, 7), jpegOf(123_456, 7)]);
  }));

Deno.test("keepAlive() sends a length of zero, and nothing while something waits", () =>
  withRelay({}, async ({ watch }) => {
    const { screen, viewer } = await watch();
    viewer.keepAlive();
    await screen.keepAlives(1);
    screen.pause();
    fill(viewer);
    const before = viewer.queuedBytes;
    for (let n = 0; n < 100; n++) viewer.keepAlive();
    assert.equal(viewer.queuedBytes, before);
  }));

Deno.test("show() reaches a hundred viewers", () =>
  withRelay({ maxViewersPerAddress: 100, burstArrivals: 100 }, async ({ watch, show, viewers }) => {
    const all = [];
    for (let n = 0; n < 100; n++) all.push((await watch()).screen);
    const frame = jpegOf(50_000, 9);
    show(frame);
    for (const screen of all) assert.deepEqual(await screen.frames(1), [frame]);
    assert.equal(new Set(viewers.map(({ id }) => id)).size, 100);
  }));

Deno.test("of() gives all viewers of a picture the same memory, so that many who wait cost one picture", () => {
  const prefix = new FramePrefix();
  const [first, second] = [jpegOf(258, 1), jpegOf(258, 1)];
  const framed = prefix.of(first);
  assert.deepEqual([...framed.subarray(0, 5)], [0, 0, 1, 2, 1]);
  assert.equal(prefix.of(first), framed);
  assert.notEqual(prefix.of(second), framed);
  prefix.forget();
  assert.deepEqual(prefix.of(first), framed);
});

Deno.test("of() copies nothing of a picture that came in behind its length, and only then", () => {
  const prefix = new FramePrefix();
  const read = Uint8Array.of(9, 9, 0, 0, 0, 3, 7, 7, 7, 0, 0, 0, 9, 7, 7);
  const came = prefix.of(read.subarray(6, 9));
  assert.deepEqual([...came], [0, 0, 0, 3, 7, 7, 7]);
  assert.equal(came.buffer, read.buffer);
  for (const [from, to] of [[6, 8], [13, 15], [1, 3]] as const) {
    const frame = read.subarray(from, to);
    const made = prefix.of(frame);
    assert.deepEqual([...made], [0, 0, 0, 2, ...frame]);
    assert.notEqual(made.buffer, read.buffer);
  }
});

Deno.test("queuedBytes tells of a viewer that never reads, and the others get every picture", () =>
  withRelay({}, async ({ watch, viewers, left, until }) => {
    const lazy = await watch();
    lazy.screen.pause();
    const eager = await watch();
    const cap = 1_000_000;
    let sent = 0;
    for (let n = 0; n < 300; n++) {
      const frame = jpegOf(100_000, n & 255);
      // As the camera's actor does it: nothing for one who is behind.
      for (const viewer of viewers) {
        if (viewer.queuedBytes > cap) continue;
        viewer.show(unitOf(frame));
        if (viewer === eager.viewer) sent++;
      }
      await eager.screen.frames(sent);
      assert.ok(lazy.viewer.queuedBytes <= cap + frame.length + 4);
    }
    assert.equal(sent, 300);
    assert.ok(lazy.viewer.queuedBytes > cap);
    lazy.screen.leave();
    await until(() => left.length === 1);
  }));

Deno.test("leave() is said once when a viewer goes, politely or by reset, and later calls do nothing", () =>
  withRelay({}, async ({ watch, viewers, left, until, show }) => {
    const polite = await watch();
    const rude = await watch();
    polite.screen.leave();
    await until(() => left.length === 1);
    rude.screen.reset();
    await until(() => left.length === 2);
    assert.deepEqual(left, viewers.map(({ id }) => id));
    show(jpegOf(10, 1));
    for (const viewer of viewers) {
      viewer.keepAlive();
      viewer.end("gone already");
      assert.equal(viewer.queuedBytes, 0);
    }
  }));

Deno.test("end() lets a viewer read the rest, and cuts one that never does", () =>
  withRelay({ endGraceMs: 2_000 }, async ({ watch, left, until, timers }) => {
    const eager = await watch();
    const lazy = await watch();
    lazy.screen.pause();
    eager.viewer.show(unitOf(jpegOf(100_000, 3)));
    eager.viewer.end("the camera was removed");
    assert.equal((await eager.screen.frames(1))[0]?.length, 100_000);
    await eager.screen.ended;
    fill(lazy.viewer);
    lazy.viewer.end("the camera was removed");
    lazy.viewer.end("twice");
    await until(() => left.length === 1);
    await timers.advance(2_000);
    await until(() => left.length === 2);
  }));

Deno.test("openRelay() cuts off a viewer that has said goodbye and does not read", () =>
  withRelay({ endGraceMs: 2_000 }, async ({ port, viewers, left, until, timers }) => {
    using screen = await Deno.connect({ hostname: "127.0.0.1", port: port.port });
    await until(() => viewers.length === 1);
    viewers.forEach(fill);
    await screen.closeWrite();
    // Either the runtime gives up at the goodbye, or we do after the grace.
    while (left.length === 0) await timers.advance(2_000);
  }));

Deno.test("openRelay() drops what a viewer says, and cuts off one that will not stop", () =>
  withRelay({ maxInputBytes: 1_000 }, async ({ watch, show, problems, left, until }) => {
    const quiet = await watch();
    const browser = await watch();
    browser.screen.say(new TextEncoder().encode("GET / HTTP/1.1\r\nHost: 192.0.2.1:8900\r\n\r\n"));
    show(jpegOf(10, 1));
    assert.equal((await browser.screen.frames(1)).length, 1);
    const flood = await watch();
    flood.screen.say(crypto.getRandomValues(new Uint8Array(10_000)));
    await until(() => left.length === 1);
    assert.deepEqual(left, [flood.viewer.id]);
    assert.equal(problems[0]?.kind, "talkativeViewer");
    assert.match(`${problems[0]?.detail}`, /viewer of Stage left has sent \d+ bytes, 1000 allowed/);
    show(jpegOf(20, 1));
    assert.equal((await quiet.screen.frames(2)).length, 2);
  }));

Deno.test("openRelay() lets an address that comes again and again in at its rate, and others beside it", () =>
  withRelay({ arrivalsPerSecond: 1, burstArrivals: 2 }, async (stage) => {
    const { port, watch, left, until, problems, timers, viewers } = stage;
    for (let n = 1; n <= 3; n++) {
      const { screen } = await watch();
      screen.leave();
      await until(() => left.length === n);
    }
    const refused = await FieldedViewer.dial(port.port);
    await until(() => problems.length === 1);
    assert.deepEqual(problems.map(({ kind, detail }) => [kind, detail]), [[
      "viewersComeTooFast",
      "viewers of Stage left come again and again from this address, 1 a second allowed",
    ]]);
    refused.leave();
    const other = await FieldedViewer.dial(port.port, "127.0.0.2");
    await until(() => viewers.length === 4);
    other.leave();
    await timers.advance(1_000);
    await watch();
    assert.equal(problems.length, 1);
  }));

Deno.test("openRelay() turns away more viewers than it allows, and lets them in when others have gone", async () => {
  const cases = [
    [{ maxViewers: 2 }, "tooManyViewers", /^2 viewers of Stage left are connected, 2 allowed$/],
    [
      { maxViewersPerAddress: 2 },
      "tooManyViewersFromAddress",
      /^2 viewers of Stage left are connected from this address, 2 allowed$/,
    ],
  ] as const;
  for (const [limits, kind, words] of cases) {
    await withRelay(limits, async ({ port, watch, problems, left, until }) => {
      const first = await watch();
      await watch();
      const refused = await FieldedViewer.dial(port.port);
      await refused.ended;
      assert.equal(problems[0]?.kind, kind);
      assert.match(`${problems[0]?.detail}`, words);
      first.screen.leave();
      await until(() => left.length === 1);
      await watch();
    });
  }
});

Deno.test("openRelay() serves H.264 to viewers that are said to show it", () =>
  withRelay({}, async ({ watch }) => {
    assert.deepEqual((await watch()).viewer.codecs, ["h264"]);
  }, { codecs: ["h264"] }));

Deno.test("openRelay() rejects with the system's code when the port is taken", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as { port: number };
  await assert.rejects(withRelay({}, () => Promise.resolve(), { port }), { code: "EADDRINUSE" });
  taken.close();
});

Deno.test("close() ends the viewers, cuts one that never reads at the deadline, and may come twice", () =>
  withRelay({}, async ({ port, watch, left, timers }) => {
    const eager = await watch();
    const lazy = await watch();
    lazy.screen.pause();
    fill(lazy.viewer);
    const closing = port.close(1_000);
    assert.equal(port.close(5_000), closing);
    await eager.screen.ended;
    await timers.advance(1_000);
    await closing;
    assert.equal(left.length, 2);
    await assert.rejects(FieldedViewer.dial(port.port));
  }));
