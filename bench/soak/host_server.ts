/**
 * The whole control host as a site configures it for the simulated fleet, with nothing of it widened.
 *
 * @module
 */
import process from "node:process";
import { getHeapSpaceStatistics } from "node:v8";
import { planDemo } from "../../agents/demo/demo_plan.ts";
import { demoConfig, freeCameraPort } from "../../composition/demo/demo_config.ts";
import { type BenchHost, startBenchHost } from "../displays/bench_host.ts";
import { takeOrders } from "../displays/child.ts";
import { residentBytes } from "../displays/process_stat.ts";
import type { MemoryWeight, SoakHostOrders } from "./orders.ts";

/** V8's spaces of compiled code. */
const CODE_SPACE = /code|trusted/;

const { gc } = globalThis as { readonly gc?: () => void };
let running: BenchHost | undefined;

function weigh(): MemoryWeight {
  gc?.();
  const { heapUsed, external } = Deno.memoryUsage();
  return {
    residentBytes: residentBytes(Deno.pid),
    heapBytes: heapUsed,
    codeBytes: getHeapSpaceStatistics()
      .filter((space) => CODE_SPACE.test(space.space_name))
      .reduce((sum, space) => sum + space.space_used_size, 0),
    externalBytes: external,
  };
}

await takeOrders<SoakHostOrders>({
  async open({ scale, seed }) {
    const plan = planDemo(scale, seed);
    const addresses = plan.cameras.map(({ address }) => address);
    const cameraPort = freeCameraPort(addresses, { cameraPort: 0, httpPort: 0 });
    running = await startBenchHost({}, { cameraPort });
    const { host, url, token } = running;
    host.reconfigure(demoConfig(plan));
    const portOf = (name: string) => host.ports.get(name)?.port ?? 0;
    return {
      httpUrl: url,
      deviceUrl: { host: "127.0.0.1", port: portOf("device") },
      mqttUrl: `mqtt://127.0.0.1:${portOf("mqtt")}`,
      cameraPort,
      token,
    };
  },
  weigh,
});
await running?.stop();
process.exit(0);
