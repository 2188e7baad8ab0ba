import { setTimeout as wait } from "node:timers/promises";
import { type DemoPlan, planDemo } from "../../agents/demo/demo_plan.ts";
import { scaleOf } from "../../agents/demo/demo_scale.ts";
import { demoConfig, freeCameraPort } from "../../composition/demo/demo_config.ts";
import type { FileSettings } from "../../command_line/settings/file_settings.ts";
import type { Display } from "../../protocols/api/display.ts";
import { Api } from "../support/api/api.ts";
import { freePort } from "../support/machine/free_port.ts";
import { testSettings } from "../support/host_settings.ts";
import { ChaosFleet } from "./processes/chaos_fleet.ts";
import { ChaosHost } from "./processes/chaos_host.ts";
import { tellWeather } from "./processes/weather_file.ts";
import type { Timeline } from "./torments/timeline.ts";

/** What is set up for a run. */
export interface StageOptions {
  readonly scale: number;
  readonly seed: number;
  /** Of the data folder; may be small. */
  readonly disk: string;
  /** For everything that must not be lost with it. */
  readonly folder: string;
  readonly warmUpMs: number;
  readonly alerts: NonNullable<FileSettings["alerts"]>;
  readonly timeline: Timeline;
}

/** A control host and a fleet beside it. */
export interface Stage {
  readonly host: ChaosHost;
  readonly fleet: ChaosFleet;
  readonly api: Api;
  readonly dataDir: string;
  readonly weatherFile: string;
  readonly displays: readonly Display[];
  readonly containers: readonly { readonly serverId: string; readonly name: string }[];
  readonly cameras: readonly string[];
}

/** A thousand members are there within a minute, and a busy machine takes three. */
const PATIENCE_MS = 180_000;
const PAGE = 500;
const LOOK_MS = 250;

/** Starts both; resolves when every member is there, with nothing left behind otherwise. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const { disk, folder, scale, seed, timeline, warmUpMs, alerts } = options;
  const plan = planDemo(scaleOf(scale), seed);
  const config = demoConfig(plan);
  const [dataDir, weatherFile] = [`${disk}/data`, `${folder}/weather.json`];
  const [httpPort, devicePort, mqttPort] = await Promise.all(
    [0, 1, 2].map(() => freePort("127.0.0.1")),
  );
  const ports = { httpPort: httpPort ?? 0, devicePort: devicePort ?? 0, mqttPort: mqttPort ?? 0 };
  const addresses = plan.cameras.map(({ address }) => address);
  const cameraPort = freeCameraPort(addresses, { cameraPort: 8001, httpPort: ports.httpPort });
  tellWeather(weatherFile, { clockOffsetMs: 0, storeDelayMs: 0 });
  const changes = { ...ports, ...config, alerts, cameraPort, logLevel: "warn" as const };
  const settings = testSettings(dataDir, changes);
  const host = new ChaosHost({ settings, warmUpMs, weather: weatherFile }, timeline);
  await host.start();
  const order = {
    httpUrl: host.url,
    deviceUrl: { host: "127.0.0.1", port: ports.devicePort },
    mqttUrl: `mqtt://127.0.0.1:${ports.mqttPort}`,
    cameraPort,
    scale: scaleOf(scale),
    seed,
    stateDir: `${folder}/fleet`,
  };
  await Deno.mkdir(order.stateDir);
  const fleet = await startBeside(host, () => ChaosFleet.start(order));
  const api = new Api(host.url);
  const stage = { host, fleet, api, dataDir, weatherFile };
  const displays = await startBeside(fleet, () => startBeside(host, () => everybody(api, plan)));
  const containers = plan.nodeHosts.flatMap(({ serverId, containers }) =>
    containers.map((name) => ({ serverId, name }))
  );
  return { ...stage, displays, containers, cameras: config.cameras.map(({ name }) => name) };
}

/** What cannot go on leaves nothing behind. */
async function startBeside<T>(
  other: { kill(): Promise<void> },
  start: () => Promise<T>,
): Promise<T> {
  try {
    return await start();
  } catch (cause) {
    await other.kill();
    throw cause;
  }
}

/** Resolves with the displays when every member is there, or as many as a page shows. */
async function everybody(api: Api, plan: DemoPlan): Promise<readonly Display[]> {
  const { displays, nodeHosts, syncHosts, cameras } = plan;
  await online(api, "cameras", cameras.length);
  await online(api, "sync-hosts", syncHosts.length);
  await online(api, "nodes", nodeHosts.length);
  return await online<Display>(api, "displays", displays.length);
}

async function online<T>(api: Api, path: string, wanted: number): Promise<readonly T[]> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const page = await api.call<{ readonly items: readonly T[] }>(
      `/api/v1/${path}?liveness=online&limit=${PAGE}`,
    );
    if (page.items.length >= Math.min(PAGE, wanted)) return page.items;
    if (performance.now() > until) {
      throw new Error(
        `${page.items.length} of ${wanted} ${path} are online after ${PATIENCE_MS} ms`,
      );
    }
    await wait(LOOK_MS);
  }
}
