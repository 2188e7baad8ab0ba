/**
 * The simulated fleet in a process of its own, which can be asked what its members have sent.
 *
 * @module
 */
import process from "node:process";
import type { DemoFleet } from "../../agents/demo/demo_fleet.ts";
import { startDemoFleet } from "../../agents/demo/start_demo_fleet.ts";
import { takeOrders } from "../displays/child.ts";
import type { SoakFleetOrders } from "./orders.ts";

const stateDir = await Deno.makeTempDir({ prefix: "signalbox-soak-" });
let fleet: DemoFleet | undefined;

await takeOrders<SoakFleetOrders>({
  async start(order) {
    const log = () => {};
    fleet = await startDemoFleet({ ...order, stateDir, log });
    await fleet.started;
    return null;
  },
  away: () => (fleet?.members ?? []).filter(({ online }) => !online).map(({ key }) => key),
  beats: () =>
    (fleet?.members ?? []).flatMap((member) => {
      const beats = member.beats?.();
      return beats === undefined ? [] : [{ key: member.key, ...beats }];
    }),
});
await fleet?.close();
await Deno.remove(stateDir, { recursive: true });
process.exit(0);
