import assert from "node:assert/strict";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { withCameras } from "../../support/cameras/camera_fleet.ts";

const ADDRESS = "10.0.0.77";

Deno.test("a camera that is discovered is connected to at once, and streams from its first picture on", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream(ADDRESS);
    assert.deepEqual(fleet.dialer.dialed, [`${ADDRESS}:8000`]);
    const before = await fleet.camera(ADDRESS);
    assert.deepEqual([before.stream, before.format, before.picture?.width], [
      "waiting",
      "annexB",
      1280,
    ]);
    link.picture("K1");
    await fleet.settle();
    const { stream, reason, liveness, name, configured } = await fleet.camera("1");
    assert.deepEqual([stream, reason, liveness.state, name, configured], [
      "streaming",
      "",
      "online",
      ADDRESS,
      false,
    ]);
    assert.deepEqual(fleet.told.liveness, [`${ADDRESS}: never_seen to online`]);
  }));

Deno.test("a camera whose pictures nobody can decode does not stream, and says why, at each connection anew", () =>
  withCameras(async (fleet) => {
    fleet.dialer.answers.set(ADDRESS, "accept");
    await fleet.answer(ADDRESS);
    const link = await fleet.reconnected();
    const undescribed = async () => {
      link.says({ type: "streamIdentified", format: "annexB" });
      fleet.dialer.link.picture("P1");
      await fleet.settle();
      const { stream, reason } = await fleet.camera(ADDRESS);
      assert.equal(stream, "waiting");
      assert.match(reason, /no parameter sets that can be read/);
    };
    await undescribed();
    link.begins();
    link.picture("K2");
    await fleet.settle();
    assert.equal((await fleet.camera(ADDRESS)).stream, "streaming");
    link.ends();
    await fleet.reconnected();
    await undescribed();
  }));

Deno.test("a camera that refuses is tried for ever, after 1 s at first and 30 s at last", () =>
  withCameras(async (fleet) => {
    await fleet.answer(ADDRESS);
    const { stream, reason, liveness } = await fleet.camera(ADDRESS);
    assert.deepEqual([stream, liveness.state], ["connecting", "never_seen"]);
    assert.match(reason, /refused the connection/);
    const gaps: number[] = [];
    let tried = fleet.dialer.dialed.length;
    let waited = 0;
    for (let tick = 0; tick < 2_000; tick++) {
      await fleet.advance(100);
      waited += 100;
      if (fleet.dialer.dialed.length === tried) continue;
      tried = fleet.dialer.dialed.length;
      gaps.push(waited);
      waited = 0;
    }
    for (const [at, most] of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].entries()) {
      const gap = gaps[at] ?? 0;
      assert.ok(gap >= most * 0.75 && gap <= most + 100, `try ${at}: ${gap} of ${most}`);
    }
    await fleet.advance(3_600_000);
    fleet.dialer.otherwise = "accept";
    await fleet.advance(30_000);
    assert.equal(fleet.dialer.links.length, 1);
  }));

Deno.test("a camera that answers discovery again is tried at once, and no more than once a second", () =>
  withCameras(async (fleet) => {
    await fleet.answer(ADDRESS);
    await fleet.advance(20_000);
    const before = fleet.dialer.dialed.length;
    await fleet.answer(ADDRESS);
    assert.equal(fleet.dialer.dialed.length, before + 1);
    for (let second = 0; second < 10; second++) {
      for (let answer = 0; answer < 100; answer++) {
        await fleet.answer(ADDRESS);
        await fleet.advance(10);
      }
    }
    const tries = fleet.dialer.dialed.length - before - 1;
    assert.ok(tries >= 9 && tries <= 10, `${tries} tries in 10 s`);
  }));

Deno.test("a camera whose connection ends is connected to again after a second at most", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream(ADDRESS);
    await fleet.play(link, 11);
    link.ends();
    await fleet.settle();
    const { stream, reason, format } = await fleet.camera(ADDRESS);
    assert.deepEqual([stream, reason, format], [
      "connecting",
      "the camera ended the connection",
      null,
    ]);
    await fleet.advance(1_000);
    assert.equal(fleet.dialer.links.length, 2);
    fleet.dialer.link.begins();
    fleet.dialer.link.picture("K1");
    await fleet.settle();
    const { figures, liveness, stream: again } = await fleet.camera(ADDRESS);
    assert.deepEqual([again, figures.connects, liveness.state], ["streaming", 2, "online"]);
  }));

Deno.test("a camera that accepts and sends nothing is stalled after 5 s, and stays so until it sends", () =>
  withCameras(async (fleet) => {
    fleet.dialer.otherwise = "accept";
    await fleet.answer(ADDRESS);
    await fleet.advance(4_999);
    assert.equal((await fleet.camera(ADDRESS)).stream, "waiting");
    await fleet.advance(1);
    assert.equal((await fleet.camera(ADDRESS)).stream, "stalled");
    assert.match(fleet.dialer.link.closedWith ?? "", /nothing has come for 5 s/);
    const states = new Set<string>();
    for (let second = 0; second < 120; second++) {
      await fleet.advance(1_000);
      states.add((await fleet.camera(ADDRESS)).stream);
    }
    assert.deepEqual([...states], ["stalled"]);
    assert.ok(fleet.dialer.links.length > 5);
    assert.deepEqual(fleet.told.liveness, []);
    const link = await fleet.reconnected();
    link.begins();
    link.picture("K1");
    await fleet.settle();
    assert.equal((await fleet.camera(ADDRESS)).stream, "streaming");
  }));

Deno.test("a stream in which nothing comes for 5 s is stalled and opened again, also without a goodbye", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream(ADDRESS);
    await fleet.play(link, 2);
    await fleet.advance(5_000);
    assert.equal((await fleet.camera(ADDRESS)).stream, "stalled");
    await fleet.advance(2_000);
    assert.equal(fleet.dialer.links.length, 2);
    // What the old connection still says does not count.
    link.picture("K9");
    await fleet.settle();
    assert.equal((await fleet.camera(ADDRESS)).stream, "stalled");
  }));

Deno.test("a camera that sends keep-alives alone is online, and its stream waits", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream(ADDRESS);
    link.picture("K1");
    for (let second = 0; second < 60; second++) {
      link.says({ type: "keepAliveReceived" });
      await fleet.advance(1_000);
    }
    const { stream, reason, liveness } = await fleet.camera(ADDRESS);
    assert.deepEqual([stream, liveness.state], ["waiting", "online"]);
    assert.match(reason, /sends no picture/);
    assert.equal(fleet.dialer.links.length, 1);
    link.picture("K2");
    await fleet.settle();
    assert.equal((await fleet.camera(ADDRESS)).stream, "streaming");
  }));

Deno.test("a camera whose bytes make no picture any more is connected to again, to be looked at afresh", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream(ADDRESS);
    link.picture("K1");
    for (let second = 0; second < 5; second++) {
      link.says({ type: "bytesArrived", bytes: new Uint8Array([1, 2, 3]), begins: null });
      await fleet.advance(1_000);
    }
    assert.match(link.closedWith ?? "", /Bytes came for 5 s and made no picture/);
    const { stream, reason } = await fleet.camera(ADDRESS);
    assert.deepEqual([stream, reason], ["connecting", link.closedWith]);
    await fleet.reconnected();
  }));

Deno.test("a camera that does not send video is closed with the reason, and tried later each time", () =>
  withCameras(async (fleet) => {
    fleet.dialer.otherwise = "accept";
    await fleet.answer(ADDRESS);
    const detail = "no start code in 65536 bytes";
    for (let second = 0; second < 120; second++) {
      fleet.dialer.link.says({ type: "streamViolated", code: "notVideo", detail });
      await fleet.advance(1_000);
    }
    const { stream, reason } = await fleet.camera(ADDRESS);
    assert.deepEqual([stream, reason], ["connecting", detail]);
    assert.ok(fleet.dialer.links.length <= 10, `${fleet.dialer.links.length} connections`);
    assert.equal(fleet.dialer.links[0]?.closedWith, detail);
  }));

Deno.test("a camera that comes and goes is tried later each time, and people are told a bounded number of times", () =>
  withCameras(async (fleet) => {
    fleet.dialer.otherwise = "accept";
    await fleet.answer(ADDRESS);
    for (let second = 0; second < 600; second++) {
      const { link } = fleet.dialer;
      if (link.closedWith === undefined) {
        link.begins();
        link.picture("K1");
        link.ends();
      }
      await fleet.advance(1_000);
    }
    assert.ok(fleet.dialer.links.length < 30, `${fleet.dialer.links.length} connections`);
    assert.ok(fleet.told.changes.length < 300, `${fleet.told.changes.length} changes`);
  }));

Deno.test("a camera is stale when its connection is lost, and offline after 45 s", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream(ADDRESS);
    await fleet.play(link, 2);
    fleet.dialer.answers.set(ADDRESS, "refuse");
    link.ends();
    await fleet.advance(44_000);
    assert.equal((await fleet.camera(ADDRESS)).liveness.state, "offline");
    fleet.dialer.answers.set(ADDRESS, "accept");
    (await fleet.reconnected()).begins();
    await fleet.settle();
    assert.deepEqual(fleet.told.liveness, [
      `${ADDRESS}: never_seen to online`,
      `${ADDRESS}: online to stale`,
      `${ADDRESS}: stale to offline`,
      `${ADDRESS}: offline to online`,
    ]);
  }));

Deno.test("a connect that nobody waits for any more is closed as soon as it is there", () =>
  withCameras(async (fleet) => {
    fleet.dialer.otherwise = "hang";
    await fleet.answer(ADDRESS);
    await fleet.cameras({ type: "forgetCamera", nameOrId: ADDRESS, force: false });
    for (const release of fleet.dialer.hanging) release();
    await fleet.settle();
    assert.match(fleet.dialer.link.closedWith ?? "", /Nobody waits/);
  }));

Deno.test("a camera whose actor crashes is connected to again, and those who watch stay", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream(ADDRESS);
    await fleet.play(link, 1);
    const viewer = await fleet.watch(ADDRESS);
    const seen = viewer.units.length;
    (await fleet.locate(ADDRESS)).tell(null as never);
    await fleet.advance(1_000);
    assert.ok(link.closedWith !== undefined);
    fleet.dialer.link.begins();
    fleet.dialer.link.picture("P1");
    fleet.dialer.link.picture("K2");
    await fleet.settle();
    assert.deepEqual(viewer.seen.slice(seen), ["K2"]);
    assert.equal(viewer.ended, undefined);
    const { viewers, stream } = await fleet.camera(ADDRESS);
    assert.deepEqual([viewers.length, stream], [1, "streaming"]);
  }));

Deno.test("a link whose camera's actor is behind is not read until there is room again", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream(ADDRESS);
    const waits = Array.from(
      { length: 100 },
      () => link.says({ type: "keepAliveReceived" }),
    );
    const first = waits.findIndex((wait) => wait !== undefined);
    assert.ok(first > 0 && first <= 64, `waits from ${first}`);
    await waits[first];
    assert.equal(link.closedWith, undefined);
  }));

Deno.test("a camera's figures are over its last seconds, and are published every 5 s", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream(ADDRESS);
    await fleet.play(link, 20, 10_000);
    const { figures } = await fleet.camera(ADDRESS);
    assert.ok(Math.abs(figures.framesPerSecond - 30) <= 0.5, String(figures.framesPerSecond));
    assert.ok(Math.abs(figures.bitrateKbps - 2_400) <= 40, String(figures.bitrateKbps));
    assert.ok(Math.abs((figures.keyframeIntervalMs ?? 0) - 1_000) <= 5);
    assert.deepEqual([figures.frames, figures.bytes], [600, 6_000_000]);
    const told = fleet.told.changes.length;
    await fleet.play(link, 20, 10_000);
    const more = fleet.told.changes.length - told;
    assert.ok(more >= 3 && more <= 5, `${more} changes in 20 s`);
    link.ends();
    await fleet.settle();
    assert.equal((await fleet.camera(ADDRESS)).figures.framesPerSecond, 0);
  }));

Deno.test("a camera is not called offline before the warm-up after our own start ends", async () => {
  const stores = createMemoryStores();
  await withCameras(async (fleet) => {
    await fleet.play(await fleet.stream(ADDRESS), 1);
  }, { stores });
  await withCameras(async (fleet) => {
    await fleet.advance(59_999);
    assert.equal((await fleet.camera(ADDRESS)).liveness.state, "stale");
    await fleet.advance(1);
    assert.equal((await fleet.camera(ADDRESS)).liveness.state, "offline");
  }, { stores, warmUpMs: 60_000 });
});
