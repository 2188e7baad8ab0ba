import assert from "node:assert/strict";
import type { CameraSetting } from "../../../actors/cameras/settings.ts";
import type { OpenPort } from "../../../actors/listener.ts";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { type CameraFleet, withCameras } from "../../support/cameras/camera_fleet.ts";
import { codeOf } from "../../support/displays/fleet.ts";

const HOUR_MS = 3_600_000;

async function configure(
  fleet: CameraFleet,
  cameras: readonly CameraSetting[],
  more: Partial<CameraFleet["settings"]> = {},
): Promise<void> {
  const settings = { ...fleet.settings, ...more, cameras };
  fleet.tree.cameras.tell({ type: "configureCameras", settings });
  await fleet.settle();
}

Deno.test("an answer of a known address is the same camera, however often and however spelled", () =>
  withCameras(async (fleet) => {
    await fleet.answer("10.0.0.77");
    await fleet.advance(5_000);
    await fleet.answer("10.0.0.77");
    await fleet.answer("10.0.0.78");
    const cameras = await fleet.list();
    assert.deepEqual(cameras.map(({ id, name }) => [id, name]), [[1, "10.0.0.77"], [
      2,
      "10.0.0.78",
    ]]);
    assert.equal(cameras[0]?.answeredAt, fleet.test.clock.now());
  }));

Deno.test("10,000 answers in a second write nothing, and dial no more often", () =>
  withCameras(async (fleet) => {
    await fleet.answer("10.0.0.77");
    await fleet.advance(20_000);
    const { gate } = fleet.stores.cameras;
    const before = { writes: gate.count, dialed: fleet.dialer.dialed.length };
    for (let burst = 0; burst < 100; burst++) {
      for (let answer = 0; answer < 100; answer++) {
        const event = { type: "cameraAnswered", address: "10.0.0.77" } as const;
        fleet.tree.cameras.tell({ type: "discovered", event });
      }
      await fleet.advance(10);
    }
    assert.equal(gate.count, before.writes);
    assert.ok(fleet.dialer.dialed.length <= before.dialed + 2);
    assert.equal((await fleet.list()).length, 1);
  }));

Deno.test("10,000 answers of addresses that are not allowed make no camera, and are told of a few hundred times", () =>
  withCameras(async (fleet) => {
    for (let answer = 0; answer < 10_000; answer++) {
      const event = { type: "cameraAnswered", address: `192.0.2.${answer}` } as const;
      fleet.tree.cameras.tell({ type: "discovered", event });
    }
    await fleet.settle();
    await fleet.answer("192.0.2.0");
    assert.deepEqual([(await fleet.list()).length, fleet.told.refused.length], [0, 256]);
    assert.equal(fleet.stores.cameras.gate.count, 0);
  }));

Deno.test("discovery adds no more cameras than are configured, besides those that the config file names", () =>
  withCameras(async (fleet) => {
    for (let host = 1; host <= 5; host++) await fleet.answer(`10.0.0.${host}`);
    assert.deepEqual((await fleet.list()).map(({ name }) => name), [
      "Gate",
      "10.0.0.1",
      "10.0.0.2",
    ]);
    assert.deepEqual(fleet.told.refused, ["10.0.0.3", "10.0.0.4", "10.0.0.5"]);
    await fleet.cameras({ type: "forgetCamera", nameOrId: "10.0.0.1", force: false });
    await fleet.answer("10.0.0.5");
    assert.deepEqual((await fleet.list()).map(({ name }) => name), [
      "Gate",
      "10.0.0.2",
      "10.0.0.5",
    ]);
  }, { settings: { maxDiscovered: 2, cameras: [{ name: "Gate", address: "10.0.1.1" }] } }));

Deno.test("a configured range takes the place of the private ones, and a configured camera needs none", () =>
  withCameras(async (fleet) => {
    for (const address of ["10.0.0.1", "192.0.2.7", "gate.example"]) await fleet.answer(address);
    assert.deepEqual((await fleet.list()).map(({ name }) => name), ["Gate", "192.0.2.7"]);
    assert.notEqual((await fleet.camera("gate")).answeredAt, null);
  }, { settings: { allow: ["192.0.2.7"], cameras: [{ name: "Gate", address: "Gate.example" }] } }));

Deno.test("a camera that answers 127.0.0.1 is told of what that means when nobody is there", () =>
  withCameras(async (fleet) => {
    await fleet.answer("127.0.0.1");
    assert.match((await fleet.camera("127.0.0.1")).reason, /cannot tell its own address/);
  }));

Deno.test("cameras are found by name in any letter case, by address, and by id", () =>
  withCameras(async (fleet) => {
    for (const nameOrId of ["GATE", "10.0.0.7", "1", "id:1"]) {
      assert.equal((await fleet.camera(nameOrId)).name, "Gate");
    }
    const missing = await fleet.cameras({ type: "findCamera", nameOrId: "Hall" });
    assert.equal(codeOf(missing), "notFound");
    const located = await fleet.cameras({ type: "locateCamera", nameOrId: "2" });
    assert.equal(codeOf(located), "notFound");
  }, { settings: { cameras: [{ name: "Gate", address: "10.0.0.7" }] } }));

Deno.test("lists of cameras are by id, and fit what is asked for", () =>
  withCameras(async (fleet) => {
    await fleet.stream("10.0.0.1");
    fleet.dialer.link.picture("K1");
    await fleet.answer("10.0.0.2");
    await fleet.answer("10.1.0.3");
    const ids = async (question: object) =>
      (await fleet.cameras({ type: "listCameras", ...question })).map(({ id }) => id);
    assert.deepEqual(await ids({}), [1, 2, 3]);
    assert.deepEqual(await ids({ query: "10.0" }), [1, 2]);
    assert.deepEqual(await ids({ stream: "streaming" }), [1]);
    assert.deepEqual(await ids({ liveness: "never_seen" }), [2, 3]);
    assert.deepEqual(await ids({ afterId: 1, atMost: 1 }), [2]);
  }));

Deno.test("a configured camera is there without an answer, at its own port", () =>
  withCameras(async (fleet) => {
    assert.deepEqual(fleet.dialer.dialed, ["10.0.0.7:9000"]);
    const { configured, answeredAt, port } = await fleet.camera("Gate");
    assert.deepEqual([configured, answeredAt, port], [true, null, 9000]);
    await fleet.answer("10.0.0.7");
    assert.equal((await fleet.list()).length, 1);
  }, { settings: { cameras: [{ name: "Gate", address: "10.0.0.7", port: 9000 }] } }));

Deno.test("a camera that was discovered keeps its id and its stream when it is given a name", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream("10.0.0.7");
    link.picture("K1");
    await configure(fleet, [{ name: "Gate", address: "10.0.0.7" }]);
    const { id, name, stream } = await fleet.camera("Gate");
    assert.deepEqual([id, name, stream], [1, "Gate", "streaming"]);
    assert.equal(fleet.dialer.links.length, 1);
    assert.equal(fleet.told.changes.at(-1)?.name, "Gate");
    assert.equal(fleet.stores.cameras.cameras()[0]?.name, "Gate");
  }));

Deno.test("a configured camera that gets another address keeps its id, and is connected to there", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream("10.0.0.8");
    const viewer = await fleet.watch("Gate");
    assert.equal(viewer.ended, undefined);
    fleet.dialer.answers.set("10.0.0.9", "accept");
    await configure(fleet, [{ name: "gate", address: "10.0.0.9" }]);
    assert.match(link.closedWith ?? "", /another address/);
    assert.deepEqual((await fleet.list()).map(({ id, address }) => [id, address]), [
      [1, "10.0.0.9"],
    ]);
    fleet.dialer.link.begins();
    fleet.dialer.link.picture("K1");
    await fleet.answer("10.0.0.8");
    assert.deepEqual(viewer.seen, ["K1"]);
    assert.deepEqual((await fleet.list()).map(({ name }) => name), ["gate", "10.0.0.8"]);
  }, { settings: { cameras: [{ name: "Gate", address: "10.0.0.8" }] } }));

Deno.test("a configured camera takes the place of one that was discovered at its new address", () =>
  withCameras(async (fleet) => {
    await fleet.answer("10.0.0.9");
    await configure(fleet, [{ name: "Gate", address: "10.0.0.9" }]);
    assert.deepEqual((await fleet.list()).map(({ id, name }) => [id, name]), [[1, "Gate"]]);
    assert.deepEqual(fleet.told.removed, ["10.0.0.9"]);
    await fleet.answer("10.0.0.9");
    assert.equal((await fleet.list()).length, 1);
  }, { settings: { cameras: [{ name: "Gate", address: "10.0.0.8" }] } }));

Deno.test("a camera that is configured no more goes, unless it has answered discovery", () =>
  withCameras(async (fleet) => {
    await fleet.answer("10.0.0.8");
    const viewer = await fleet.watch("Hall");
    await configure(fleet, []);
    assert.deepEqual((await fleet.list()).map(({ id, name }) => [id, name]), [[1, "10.0.0.8"]]);
    assert.deepEqual(fleet.told.removed, ["10.0.0.9"]);
    assert.match(viewer.ended ?? "", /removed/);
    assert.deepEqual(fleet.stores.cameras.cameras().map(({ id }) => id), [1]);
  }, {
    settings: {
      cameras: [{ name: "Gate", address: "10.0.0.8" }, { name: "Hall", address: "10.0.0.9" }],
    },
  }));

Deno.test("discovered cameras follow the port that is configured for all", () =>
  withCameras(async (fleet) => {
    await fleet.answer("10.0.0.8");
    await configure(fleet, [], { port: 9000 });
    assert.deepEqual(fleet.dialer.dialed, ["10.0.0.8:8000", "10.0.0.8:9000"]);
  }));

Deno.test("a camera that streams or is configured is not forgotten by mistake", () =>
  withCameras(async (fleet) => {
    (await fleet.stream("10.0.0.1")).picture("K1");
    await fleet.settle();
    const forget = (nameOrId: string, force: boolean) =>
      fleet.cameras({ type: "forgetCamera", nameOrId, force });
    assert.equal(codeOf(await forget("Gate", true)), "conflict");
    assert.equal(codeOf(await forget("10.0.0.1", false)), "conflict");
    assert.equal(codeOf(await forget("10.0.0.2", true)), "notFound");
    assert.equal(codeOf(await forget("10.0.0.1", true)), "accepted");
    assert.match(fleet.dialer.link.closedWith ?? "", /removed/);
    await fleet.answer("10.0.0.1");
    assert.deepEqual((await fleet.list()).map(({ id }) => id), [1, 3]);
  }, { settings: { cameras: [{ name: "Gate", address: "10.0.1.1" }] } }));

Deno.test("a camera can be forgotten while its actor rests after crashes", () =>
  withCameras(async (fleet) => {
    await fleet.stream();
    const viewer = await fleet.watch();
    const ref = await fleet.locate("1");
    for (let crash = 0; crash < 10; crash++) {
      ref.tell(null as never);
      await fleet.advance(2_000);
    }
    assert.match((await fleet.camera("1")).reason, /will be started again/);
    await fleet.cameras({ type: "forgetCamera", nameOrId: "1", force: false });
    assert.match(viewer.ended ?? "", /removed/);
    assert.deepEqual(await fleet.list(), []);
  }));

Deno.test("a discovered camera that is not heard for the time that is configured is forgotten, and one that answers is not", () =>
  withCameras(async (fleet) => {
    fleet.dialer.otherwise = "hang";
    await fleet.answer("10.0.0.1");
    await fleet.answer("10.0.0.2");
    await fleet.advance(HOUR_MS - 60_000);
    await fleet.answer("10.0.0.2");
    await fleet.advance(120_000);
    assert.deepEqual((await fleet.list()).map(({ name }) => name), ["Gate", "10.0.0.2"]);
    assert.deepEqual(fleet.told.removed, ["10.0.0.1"]);
  }, { settings: { forgetAfterMs: HOUR_MS, cameras: [{ name: "Gate", address: "10.0.1.1" }] } }));

Deno.test("cameras are there again after a restart of the program, with their ids", async () => {
  const stores = createMemoryStores();
  await withCameras(async (fleet) => {
    await fleet.answer("10.0.0.1");
    await fleet.answer("10.0.0.2");
    await fleet.cameras({ type: "forgetCamera", nameOrId: "10.0.0.1", force: false });
  }, { stores });
  await withCameras(async (fleet) => {
    assert.deepEqual((await fleet.list()).map(({ id, name }) => [id, name]), [[2, "10.0.0.2"]]);
    assert.deepEqual(fleet.dialer.dialed, ["10.0.0.2:8000"]);
    await fleet.answer("10.0.0.1");
    assert.equal((await fleet.camera("10.0.0.1")).id, 3);
  }, { stores });
});

Deno.test("each camera gets a relay at its own port, which goes with it", async () => {
  const open = new Map<number, string>();
  const relays = {
    basePort: 8900,
    open({ name }: { readonly name: string }, port: number): Promise<OpenPort> {
      open.set(port, name);
      const failed = new Promise<Error>(() => {});
      const close = () => Promise.resolve(void open.delete(port));
      return Promise.resolve({ host: "127.0.0.1", port, failed, close });
    },
  };
  const cameras = [{ name: "Gate", address: "10.0.0.1", relayPort: 7000 }];
  await withCameras(async (fleet) => {
    await fleet.answer("10.0.0.2");
    assert.deepEqual([...open], [[7000, "Gate"], [8902, "10.0.0.2"]]);
    assert.equal((await fleet.camera("Gate")).relayPort, 7000);
    assert.equal(fleet.told.changes.at(-1)?.relayPort, 8902);
    await fleet.cameras({ type: "forgetCamera", nameOrId: "10.0.0.2", force: false });
    await configure(fleet, [{ name: "Gate", address: "10.0.0.1" }]);
    assert.deepEqual([...open], [[8901, "Gate"]]);
  }, { settings: { cameras }, relays });
  assert.equal(open.size, 0);
});

Deno.test("a relay whose port is taken disturbs nobody, and is tried again", async () => {
  let tries = 0;
  const relays = {
    basePort: 8900,
    open: () => Promise.reject(new Error(`taken, try ${++tries}`)),
  };
  await withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    await fleet.advance(900_000);
    assert.ok(tries > 2 && tries < 10, `${tries} tries`);
    assert.equal((await fleet.camera("1")).relayPort, null);
  }, { relays });
});
