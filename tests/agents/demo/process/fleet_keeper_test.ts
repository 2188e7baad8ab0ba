import assert from "node:assert/strict";
import { VirtualClock } from "../../../../actors/kernel/testing.ts";
import { FleetKeeper } from "../../../../agents/demo/process/fleet_keeper.ts";
import type { DemoFault } from "../../../../protocols/demo/faults.ts";
import type { FleetOrder } from "../../../../protocols/demo/fleet_lines.ts";
import { FakeFleetProcess } from "./fake_fleet_process.ts";

const ORDER: FleetOrder = {
  httpUrl: "http://127.0.0.1:8000",
  deviceUrl: { host: "127.0.0.1", port: 8080 },
  mqttUrl: "mqtt://127.0.0.1:1883",
  cameraPort: 8001,
  scale: { displays: 8, nodeHosts: 3, containersPerHost: 4, syncHosts: 8, cameras: 2 },
  seed: 1,
  stateDir: "/nowhere",
};
const FAULT: DemoFault = { name: "link-loss", members: ["display:Display_07"], since: 0 };

function stage(obedient = true) {
  const clock = new VirtualClock();
  const processes: FakeFleetProcess[] = [];
  const told: unknown[] = [];
  const keeper = new FleetKeeper({
    spawn() {
      const process = new FakeFleetProcess(obedient);
      processes.push(process);
      return process;
    },
    order: ORDER,
    clock,
    random: () => 0.5,
    onReady: (members) => void told.push(`ready ${members}`),
    onDeath: (reason, waitMs) => void told.push(`died ${reason} ${waitMs}`),
    onFaults: (faults) => void told.push(faults.map(({ name }) => name).join(" ") || "no faults"),
    onLog: (level, sentence) => void told.push(`${level} ${sentence}`),
  });
  keeper.start();
  const newest = () => processes.at(-1) ?? assert.fail("nothing was started");
  const advance = (ms: number) => clock.advance(ms, settle);
  return { keeper, told, processes, newest, advance };
}

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

Deno.test("FleetKeeper.start() gives the order first, and passes on what the fleet says", async () => {
  const { keeper, newest, told } = stage();
  assert.deepEqual(newest().written, [ORDER]);
  newest().say({ type: "log", level: "warn", sentence: "a word" });
  newest().say({ type: "ready", members: 21 });
  newest().say({ type: "faults", faults: [FAULT] });
  await settle();
  assert.deepEqual(told, ["warn a word", "ready 21", "link-loss"]);
  assert.deepEqual(keeper.faults, [FAULT]);
});

Deno.test("FleetKeeper.inject() resolves when the fleet has done it, and rejects with what it says", async () => {
  const { keeper, newest } = stage();
  const done = keeper.inject("link-loss", 5_000);
  const failed = keeper.clear("sync-loss");
  const [, first, second] = newest().written;
  assert.deepEqual(first, { type: "inject", id: 1, name: "link-loss", forMs: 5_000 });
  assert.deepEqual(second, { type: "clear", id: 2, name: "sync-loss" });
  newest().say({ type: "done", id: 2, failure: "no such member" });
  newest().say({ type: "done", id: 1, failure: null });
  await assert.rejects(failed, /no such member/);
  await done;
});

Deno.test("FleetKeeper.inject() does not wait for ever", async () => {
  const { keeper, advance } = stage();
  const asked = assert.rejects(keeper.inject("link-loss"), /has not answered within 10000 ms/);
  await advance(10_000);
  await asked;
});

Deno.test("FleetKeeper starts a fleet again that has died, later each time until one is well", async () => {
  const { keeper, newest, told, processes, advance } = stage();
  newest().say({ type: "faults", faults: [FAULT] });
  await settle();
  const asked = assert.rejects(keeper.clear("link-loss"), { name: "FleetAway" });
  newest().die("SIGKILL");
  await settle();
  await asked;
  assert.deepEqual(told, ["link-loss", "no faults", "died SIGKILL 1000"]);
  await assert.rejects(keeper.inject("link-loss"), { name: "FleetAway" });
  await advance(1_000);
  newest().die("exit code 1");
  await advance(2_000);
  assert.deepEqual([told.at(-1), processes.length], ["died exit code 1 2000", 3]);
  newest().say({ type: "ready", members: 21 });
  newest().die("exit code 1");
  await settle();
  assert.equal(told.at(-1), "died exit code 1 1000");
  await keeper.stop();
  await advance(60_000);
  assert.equal(processes.length, 3);
});

Deno.test("FleetKeeper starts a fleet anew that says what nobody understands", async () => {
  const { newest, told } = stage();
  newest().sayLine("Segmentation fault");
  await settle();
  assert.ok(newest().killed);
  assert.deepEqual(told, ["died SIGKILL 1000"]);
});

Deno.test("FleetKeeper.stop() ends the input, and tells nothing of the end", async () => {
  const { keeper, newest, told, advance } = stage();
  newest().say({ type: "faults", faults: [FAULT] });
  await settle();
  await keeper.stop();
  await advance(60_000);
  assert.deepEqual([newest().inputClosed, newest().killed], [true, false]);
  assert.deepEqual(told, ["link-loss"]);
});

Deno.test("FleetKeeper.stop() kills a fleet that does not go by itself", async () => {
  const { keeper, newest, advance } = stage(false);
  const stopped = keeper.stop();
  await advance(4_999);
  assert.equal(newest().killed, false);
  await advance(1);
  assert.equal(newest().killed, true);
  await stopped;
});
