/**
 * A fleet in a box: simulated members that speak the real protocols to a control host on this machine.
 *
 * @example
 * ```ts
 * const fleet = await startDemoFleet({
 *   httpUrl: "http://127.0.0.1:8000",
 *   deviceUrl: { host: "127.0.0.1", port: 8080 },
 *   mqttUrl: "mqtt://127.0.0.1:1883",
 *   cameraPort: 8001,
 *   scale: DEFAULT_SCALE,
 *   seed: 1,
 *   stateDir: await Deno.makeTempDir(),
 *   log: (level, sentence) => console.error(level, sentence),
 * });
 * fleet.displays[2]?.crashLoop(true);
 * await fleet.close();
 * ```
 * @module
 */
import { createDemoCamera } from "./cameras/demo_camera.ts";
import type { CableEnd } from "./cable.ts";
import type { OnDeed } from "./deed.ts";
import type { DemoFleet, DemoFleetOrder } from "./demo_fleet.ts";
import { type DemoPlan, planDemo } from "./demo_plan.ts";
import { createDemoDisplay } from "./displays/demo_display.ts";
import { hasAddress } from "./loopback.ts";
import { createDemoNodeHost } from "./nodes/demo_node_host.ts";
import { scatter } from "./nodes/noise.ts";
import { startInTurn } from "./start_in_turn.ts";
import { createDemoSyncHost } from "./sync/demo_sync_host.ts";

/** Each kind draws from numbers of its own: a display more changes no node host. */
const KIND_SEEDS = { display: 1, node: 2, sync: 3, camera: 4 } as const;
const nobody: OnDeed = () => {};

/**
 * Starts a fleet; resolves as soon as its members exist, each of which then connects when its turn comes. Rejects, with
 * the system's `code`, when no more ports can be had.
 */
export async function startDemoFleet(order: DemoFleetOrder): Promise<DemoFleet> {
  const plan = planDemo(order.scale, order.seed);
  const ownAddresses = await hasOwnAddresses(plan, order);
  const displays = await makeDisplays(plan, order, ownAddresses);
  const nodeHosts = await makeNodeHosts(plan, order, ownAddresses);
  const syncHosts = await makeSyncHosts(plan, order, ownAddresses);
  const cameras = makeCameras(plan, order, ownAddresses);
  const members = [...cameras, ...syncHosts, ...nodeHosts, ...displays];
  const starting = startInTurn(members, order.log);
  return {
    displays,
    nodeHosts,
    syncHosts,
    cameras,
    members,
    order,
    started: starting.done,
    async close() {
      await starting.stop();
      await Promise.all(members.map((member) => member.stop()));
    },
  };
}

async function hasOwnAddresses({ displays }: DemoPlan, { log }: DemoFleetOrder): Promise<boolean> {
  const address = displays[0]?.address;
  if (address === undefined || await hasAddress(address)) return true;
  log("warn", `this system has no ${address}: all members come from 127.0.0.1, with one camera`);
  return false;
}

function makeDisplays({ displays }: DemoPlan, order: DemoFleetOrder, own: boolean) {
  const { httpUrl, seed, stateDir, log, timeScale = 1, onDeed = nobody } = order;
  const to = endOf(httpUrl);
  return Promise.all(displays.map((planned, n) =>
    createDemoDisplay({
      planned,
      to,
      from: own ? planned.address : null,
      seed: seedOf(seed, "display", n),
      stateDir,
      timeScale,
      log,
      onDeed,
    })
  ));
}

function makeNodeHosts({ nodeHosts }: DemoPlan, order: DemoFleetOrder, own: boolean) {
  const { deviceUrl, seed, stateDir, log, timeScale = 1, onDeed = nobody } = order;
  return Promise.all(nodeHosts.map((planned, n) =>
    createDemoNodeHost({
      planned,
      to: deviceUrl,
      from: own ? planned.address : null,
      seed: seedOf(seed, "node", n),
      stateDir,
      timeScale,
      log,
      onDeed,
    })
  ));
}

function makeSyncHosts({ syncHosts }: DemoPlan, order: DemoFleetOrder, own: boolean) {
  const { deviceUrl, seed, log } = order;
  return Promise.all(syncHosts.map((planned, n) =>
    createDemoSyncHost({
      planned,
      to: deviceUrl,
      from: own ? planned.address : null,
      seed: seedOf(seed, "sync", n),
      log,
    })
  ));
}

/** At one address and one port there is room for one. */
function makeCameras({ cameras }: DemoPlan, order: DemoFleetOrder, own: boolean) {
  const { mqttUrl, cameraPort: port, seed, log } = order;
  const planned = own ? cameras : cameras.slice(0, 1).map(() => ({ address: "127.0.0.1" }));
  return planned.map((planned, index) =>
    createDemoCamera({
      planned,
      index,
      port,
      mqttUrl,
      seed: seedOf(seed, "camera", index),
      log,
    })
  );
}

function seedOf(seed: number, kind: keyof typeof KIND_SEEDS, n: number): number {
  return scatter(scatter(seed, KIND_SEEDS[kind]), n);
}

function endOf(url: string): CableEnd {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
