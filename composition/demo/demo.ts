/**
 * `signalbox demo`: a control host in this process, and a simulated fleet in another that speaks the real protocols
 * to it over loopback.
 *
 * @module
 */
import { join } from "node:path";
import { getLogger } from "@logtape/logtape";
import { SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";
import { openControl } from "../../agents/demo/control/control_server.ts";
import { cardFolder, leaveCard } from "../../agents/demo/control/demo_card.ts";
import { type DemoPlan, planDemo } from "../../agents/demo/demo_plan.ts";
import { DEFAULT_SCALE, type DemoScale, scaleOf } from "../../agents/demo/demo_scale.ts";
import { FaultRounds } from "../../agents/demo/faults/fault_rounds.ts";
import { FleetKeeper } from "../../agents/demo/process/fleet_keeper.ts";
import { spawnFleet } from "../../agents/demo/process/fleet_process.ts";
import { seededRandom } from "../../agents/displays/random.ts";
import type { DemoSettings, DemoTeller, RunningDemo } from "../../command_line/demo/host.ts";
import type { DemoFault } from "../../protocols/demo/faults.ts";
import type { FleetOrder } from "../../protocols/demo/fleet_lines.ts";
import { type ControlHost, startControlHost } from "../control_host.ts";
import type { Tuning } from "../tuning.ts";
import { demoConfig, freeCameraPort } from "./demo_config.ts";
import { fleetProgram } from "./demo_program.ts";

/** What the gateway of displays and the directory of displays take when nothing is said; divided by the pace. */
const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 20_000;
const CHECK_INTERVAL_MS = 30_000;
/** Shorter than a site's: the fleet begins with the control host, and people wait for its verdict. */
const WARM_UP_MS = 15_000;
const TOKEN_BYTES = 24;
/** Addresses that stand for all of the machine's own; one cannot connect to them everywhere. */
const ANY_ADDRESS: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

const demoLog = getLogger(["signalbox", "demo"]);
const fleetLog = getLogger(["signalbox", "fleet"]);

/** Starts a demo. Rejects, with nothing left, when its control host cannot be started. @param home of this user */
export async function startDemo(
  settings: DemoSettings,
  teller: DemoTeller,
  home: string | undefined,
): Promise<RunningDemo> {
  const folder = await Deno.makeTempDir({ prefix: "signalbox-demo-" });
  const cleanUp = () => Deno.remove(folder, { recursive: true }).catch(() => {});
  try {
    return await compose(settings, teller, { folder, home, cleanUp });
  } catch (cause) {
    await cleanUp();
    throw cause;
  }
}

interface Place {
  /** For what is of this demo alone. */
  readonly folder: string;
  readonly home: string | undefined;
  cleanUp(): Promise<void>;
}

async function compose(
  settings: DemoSettings,
  teller: DemoTeller,
  { folder, home, cleanUp }: Place,
): Promise<RunningDemo> {
  const counts = settings.scale === null ? DEFAULT_SCALE : scaleOf(settings.scale);
  const plan = planDemo(counts, settings.seed);
  const { host, token, dataDir, cameraPort, names } = await startHost(settings, plan, folder);
  const order = await orderOf(settings, host, { counts, cameraPort, folder });
  const keeper = keeperOf(order, teller);
  const desk = await openDesk(keeper, portOf(host, "http"), home);
  const rounds = new FaultRounds({
    random: seededRandom(settings.seed),
    clock: SYSTEM_CLOCK,
    inject: (name, forMs) => keeper.inject(name, forMs),
  });
  keeper.start();
  if (settings.faults) rounds.start();
  const canBeAsked = home !== undefined;
  return {
    url: order.httpUrl,
    token,
    dataDir,
    counts,
    names,
    canBeAsked,
    async stop() {
      rounds.stop();
      await desk.close();
      await keeper.stop();
      await host.stop();
      await cleanUp();
    },
  };
}

/** Starts the control host, as a site with that fleet would have configured it. */
async function startHost(settings: DemoSettings, plan: DemoPlan, folder: string) {
  const config = demoConfig(plan);
  const token = `sbx_${randomText()}`;
  const dataDir = settings.keep ? settings.host.dataDir : join(folder, "data");
  const addresses = plan.cameras.map(({ address }) => address);
  const cameraPort = freeCameraPort(addresses, settings.host);
  const host = await startControlHost(
    { ...settings.host, dataDir, cameraPort, adminToken: token },
    tuningOf(settings),
  );
  // Not before: cameras have ports of their own, and where one of the control host's is taken nothing else matters.
  host.reconfigure(config);
  const names = {
    displays: plan.displays.map(({ name }) => name),
    nodeHosts: plan.nodeHosts.map(({ serverId }) => serverId),
    walls: config.walls.map(({ name }) => name),
    cameras: config.cameras.map(({ name }) => name),
  };
  return { host, token, dataDir, cameraPort, names };
}

interface FleetFacts {
  readonly counts: DemoScale;
  readonly cameraPort: number;
  readonly folder: string;
}

async function orderOf(
  { seed, pace }: DemoSettings,
  host: ControlHost,
  { counts: scale, cameraPort, folder }: FleetFacts,
): Promise<FleetOrder> {
  const stateDir = join(folder, "fleet");
  await Deno.mkdir(stateDir);
  return {
    httpUrl: `http://${addressOf(host, "http")}:${portOf(host, "http")}`,
    deviceUrl: { host: addressOf(host, "device"), port: portOf(host, "device") },
    mqttUrl: `mqtt://${addressOf(host, "mqtt")}:${portOf(host, "mqtt")}`,
    cameraPort,
    scale,
    seed,
    stateDir,
    timeScale: pace,
  };
}

function tuningOf({ pace }: DemoSettings): Tuning {
  const warmUpMs = WARM_UP_MS / pace;
  if (pace === 1) return { warmUpMs };
  return {
    warmUpMs,
    gateway: { pingIntervalMs: PING_INTERVAL_MS / pace, pingTimeoutMs: PING_TIMEOUT_MS / pace },
    checkIntervalMs: CHECK_INTERVAL_MS / pace,
  };
}

function addressOf({ ports }: ControlHost, name: string): string {
  const host = ports.get(name)?.host ?? "";
  if (ANY_ADDRESS.has(host)) return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function portOf({ ports }: ControlHost, name: string): number {
  return ports.get(name)?.port ?? 0;
}

function keeperOf(order: FleetOrder, teller: DemoTeller): FleetKeeper {
  let before: readonly DemoFault[] = [];
  return new FleetKeeper({
    spawn: () => spawnFleet(fleetProgram(order.stateDir)),
    order,
    clock: SYSTEM_CLOCK,
    random: Math.random,
    onReady: (members) => teller.ready(members),
    onDeath(reason, waitMs) {
      demoLog.warn("the fleet's process has died: {reason}", { reason });
      teller.died(reason, waitMs);
    },
    onFaults(faults) {
      tellFaults(before, faults, teller);
      before = faults;
    },
    onLog: (level, sentence) => fleetLog[level]("{sentence}", { sentence }),
  });
}

function tellFaults(
  before: readonly DemoFault[],
  now: readonly DemoFault[],
  teller: DemoTeller,
): void {
  const without = (all: readonly DemoFault[], others: readonly DemoFault[]) =>
    all.filter(({ name }) => !others.some((other) => other.name === name));
  for (const fault of without(before, now)) {
    demoLog.info("fault {name} is over", { name: fault.name });
    teller.faultEnded(fault);
  }
  for (const fault of without(now, before)) {
    const { name, members } = fault;
    demoLog.info("fault {name} begins: {members}", { name, members: members.join(", ") });
    teller.faultBegan(fault);
  }
}

/** Opens the control channel, and leaves word of it where `demo fault` looks. */
async function openDesk(keeper: FleetKeeper, httpPort: number, home: string | undefined) {
  if (home === undefined) return { close: () => Promise.resolve() };
  const { url, secret, close } = await openControl(keeper);
  const card = { pid: Deno.pid, control: url, secret, httpPort };
  const dropCard = await leaveCard(cardFolder(home), card);
  return {
    async close() {
      await dropCard();
      close();
    },
  };
}

function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES));
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}
