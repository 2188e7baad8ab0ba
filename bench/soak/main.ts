/**
 * Twenty minutes of a whole fleet: 1,000 displays, 200 node hosts with 8 containers each, 200 sync hosts and 8 cameras,
 * each camera watched by one viewer, an order a second, and one page that follows. Is memory flat, is the event loop
 * on time, is every heartbeat handled? Linux, loopback only.
 *
 * Run: `deno task soak`, or `deno run -A --frozen bench/soak/main.ts --minutes 3`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { planDemo } from "../../agents/demo/demo_plan.ts";
import { type DemoScale, scaleOf } from "../../agents/demo/demo_scale.ts";
import { EventReader } from "../demo/event_reader.ts";
import { Child } from "../displays/child.ts";
import { runArms } from "../displays/run_arms.ts";
import { gatherAudience } from "./audience.ts";
import { readMetrics } from "./exposition.ts";
import { soakFigures } from "./figures.ts";
import { countAnswered, countLines } from "./heartbeats.ts";
import { lookFor } from "./looks.ts";
import type { SoakFleetOrders, SoakHostOrders } from "./orders.ts";
import { online } from "./online.ts";

const CAMERAS = 8;
const SEED = 1;
/** The fleet connects at a bounded rate, and the control host's own warm-up is a minute. */
const ARRIVAL_MS = 300_000;
/** Code is compiled, and young generations have grown, before anything is judged. */
const DEFAULT_MINUTES = 20;
const MINUTE_MS = 60_000;

const { values } = parseArgs({
  options: { minutes: { type: "string" }, scale: { type: "string" }, only: { type: "string" } },
});
const minutes = Number(values.minutes ?? DEFAULT_MINUTES);
const scale: DemoScale = { ...scaleOf(Number(values.scale ?? 1_000)), cameras: CAMERAS };

await runArms({ soak }, {
  deadlineMs: ARRIVAL_MS + (minutes + 2) * MINUTE_MS,
  options: { minutes: { type: "string" }, scale: { type: "string" } },
});

async function soak() {
  const host = new Child<SoakHostOrders>("../soak/host_server.ts");
  const fleet = new Child<SoakFleetOrders>("../soak/fleet_server.ts");
  const began = performance.now();
  const { token, ...place } = await host.call("open", { scale, seed: SEED });
  const metrics = () => readMetrics(place.httpUrl, token);
  await fleet.call("start", { ...place, scale, seed: SEED });
  await online(metrics, scale, ARRIVAL_MS);
  const arrivalMs = performance.now() - began;
  const page = await EventReader.open(place.httpUrl, token);
  const names = planDemo(scale, SEED).displays.map(({ name }) => name);
  const audience = await gatherAudience(place.httpUrl, token, names);
  const looks = await lookFor(minutes, { host, fleetPid: fleet.pid, url: place.httpUrl, token });
  audience.leave();
  const [beats, lines] = [await countAnswered(fleet), await countLines(fleet, metrics)];
  const figures = soakFigures({
    arrivalMs,
    looks,
    beats,
    lines,
    audience,
    page: page.close(),
    last: await metrics(),
  });
  await fleet.stop();
  await host.stop();
  return figures;
}
