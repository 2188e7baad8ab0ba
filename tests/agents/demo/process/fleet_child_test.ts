import assert from "node:assert/strict";
import { VirtualClock } from "../../../../actors/kernel/testing.ts";
import type { DemoFleet, DemoFleetOrder } from "../../../../agents/demo/demo_fleet.ts";
import { playFleet } from "../../../../agents/demo/process/fleet_child.ts";
import { DEMO_FAULTS, type DemoFaultName } from "../../../../protocols/demo/faults.ts";
import type { FleetOrder, FleetSaying } from "../../../../protocols/demo/fleet_lines.ts";

const ORDER: FleetOrder = {
  httpUrl: "http://127.0.0.1:8000",
  deviceUrl: { host: "127.0.0.1", port: 1 },
  mqttUrl: "mqtt://127.0.0.1:1883",
  cameraPort: 8001,
  scale: { displays: 8, nodeHosts: 3, containersPerHost: 4, syncHosts: 8, cameras: 2 },
  seed: 1,
  stateDir: "/nowhere",
};

/** A fleet whose members only note what is done to them. */
function fakeFleet(order: DemoFleetOrder, done: string[], close: () => Promise<void>): DemoFleet {
  const member = (kind: string, n: number, handles: readonly string[]) => {
    const address = `127.0.1.${n}`;
    const key = `${kind}:${n}`;
    const note = (handle: string) => (on?: boolean) =>
      void done.push([key, handle, ...(on === undefined ? [] : [on])].join(" "));
    return {
      ...{ kind, key, address, name: key, build: "agent", online: true },
      ...Object.fromEntries(handles.map((handle) => [handle, note(handle)])),
    };
  };
  const list = (kind: string, count: number, ...handles: readonly string[]) =>
    Array.from({ length: count }, (_, n) => member(kind, n, handles));
  const cable = ["cutLink", "restoreLink", "dropLink"];
  const parts = {
    displays: list("display", 8, ...cable, "crashLoop"),
    nodeHosts: list("node", 3, ...cable, "slowDisk", "failRotation"),
    syncHosts: list("sync", 8, ...cable, "unlock"),
    cameras: list("camera", 2, "freeze"),
  };
  const members = Object.values(parts).flat();
  // Only what faults touch is there.
  return { ...parts, members, order, started: Promise.resolve(), close } as unknown as DemoFleet;
}

async function play(...lines: readonly unknown[]) {
  const said: FleetSaying[] = [];
  const done: string[] = [];
  let closed = 0;
  await playFleet({
    lines: (async function* () {
      for (const line of lines) yield await Promise.resolve(JSON.stringify(line));
    })(),
    say: (saying) => void said.push(saying),
    startFleet: (order) => {
      order.log("info", "a word");
      return Promise.resolve(fakeFleet(order, done, () => Promise.resolve(void closed++)));
    },
    clock: new VirtualClock(),
  });
  return { said, done, closed };
}

Deno.test("playFleet() starts the fleet that was ordered, and ends it with its input", async () => {
  const { said, closed } = await play(ORDER);
  assert.deepEqual(said, [
    { type: "log", level: "info", sentence: "a word" },
    { type: "ready", members: 21 },
  ]);
  assert.equal(closed, 1);
  assert.deepEqual(await play(), { said: [], done: [], closed: 0 });
});

Deno.test("playFleet() refuses an order or a request that it does not understand", async () => {
  await assert.rejects(play({ ...ORDER, seed: "one" }));
  await assert.rejects(play(ORDER, { type: "inject", id: 1, name: "earthquake" }));
});

const QUARTER = ["display:6", "display:7", "sync:6", "sync:7"];

/** What each fault does to whom, as it begins and as it ends. */
const DONE: Readonly<Record<DemoFaultName, readonly [begin: string[], end: string[]]>> = {
  "link-loss": [
    QUARTER.map((key) => `${key} cutLink`),
    QUARTER.map((key) => `${key} restoreLink`),
  ],
  "crash-loop": [["display:2 crashLoop true"], ["display:2 crashLoop false"]],
  "slow-disk": [["node:0 slowDisk true"], ["node:0 slowDisk false"]],
  "rotation-failure": [["node:1 failRotation true"], ["node:1 failRotation false"]],
  "sync-loss": [["sync:3 unlock true"], ["sync:3 unlock false"]],
  "frozen-camera": [["camera:0 freeze true"], ["camera:0 freeze false"]],
  "garbage-sender": [["sync:7 cutLink"], ["sync:7 restoreLink"]],
  "reconnect-storm": [Array.from({ length: 8 }, (_, n) => `display:${n} dropLink`), []],
};

for (const name of DEMO_FAULTS) {
  Deno.test(`playFleet() has ${name} touch the members that it tells of, and undoes it`, async () => {
    const [begin, end] = DONE[name];
    const inject = { type: "inject", id: 1, name };
    const { said, done } = await play(ORDER, inject, { type: "clear", id: 2, name });
    assert.deepEqual(done, [...begin, ...end]);
    const [first, last] = said.filter((saying) => saying.type === "faults");
    const touched = [...new Set(begin.map((line) => line.split(" ")[0] ?? ""))];
    assert.deepEqual(first?.faults[0]?.members, touched);
    assert.deepEqual(last?.faults, []);
    const answers = said.filter((saying) => saying.type === "done");
    assert.deepEqual(answers.map(({ id, failure }) => [id, failure]), [[1, null], [2, null]]);
    const unended = await play(ORDER, inject);
    assert.deepEqual(unended.done, [...begin, ...end], "the end of the input ends faults");
  });
}
