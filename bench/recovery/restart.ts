import { setTimeout as pause } from "node:timers/promises";
import type { LedgerChange } from "../../actors/ledger/store.ts";
import { openDatabase } from "../../adapters/sqlite/open_database.ts";
import { withDataDir } from "../../tests/adapters/sqlite/with_data_dir.ts";
import { ControlHostProcess } from "../../tests/support/processes/control_host_process.ts";
import { eventually } from "../../tests/support/eventually.ts";
import { ADMIN_TOKEN } from "../../tests/support/host_settings.ts";
import { type Figure, milliseconds, whole } from "../displays/figure.ts";
import { type LoadOrders, startLoad } from "../displays/loads.ts";
import type { Child } from "../displays/child.ts";
import { summarise } from "../displays/statistics.ts";
import { readMetrics } from "../soak/exposition.ts";
import type { YearFolder } from "./data.ts";
import { displayName, list } from "./site.ts";
import { openCommands } from "./year_of_commands.ts";

const ROUNDS = 5;
/** Displays that are there, and orders that are open when the end comes. */
const DISPLAYS = 200;
const ORDERS = 400;
/** Into the midst of what the orders set off. */
const KILL_AFTER_MS = 150;
const PATIENCE_MS = 120_000;
/** As many as a control host takes. */
const MAX_OPEN = 50_000;
/** Long enough for a person to try again, and within the first of three tries of the systemd unit. */
const MAX_MS = 10_000;
/** Displays of the benchmark come from one address. */
const TUNING = { gateway: { limits: { registrationBurst: 1_000 } } };
/** A display that never was there: an order for it is written down, and fails. */
const SPARE = { name: "Spare", ip_address: "192.0.2.9", port: 8081 };
const LONGEST_STALL = 'signalbox_event_loop_delay_recent_seconds{quantile="1"}';
const EXECUTE = { action: "execute", command: "D:\\show\\Stage.exe", deadlineMs: 60_000 };

/** How long a control host takes to serve again after `kill -9`. */
export async function restart({ dataDir }: YearFolder): Promise<Figure[]> {
  const empty = await emptyStart();
  const rounds: Start[] = [];
  let host = await ControlHostProcess.start(dataDir, {}, TUNING);
  for (let round = 0; round < ROUNDS; round++) {
    await workAndDie(host);
    const [next, start] = await timed(() => host.again());
    host = next;
    rounds.push(start);
  }
  await host.kill();
  await leaveOpen(dataDir, MAX_OPEN);
  const [full, fullStart] = await timed(() => host.again());
  const metrics = await readMetrics(full.url, ADMIN_TOKEN);
  const stallMs = metrics.value(LONGEST_STALL) * 1_000;
  await full.stop();
  return [
    ...startFigures("an empty folder, to compare", [empty]),
    ...startFigures("with that folder, killed while it works", rounds),
    ...startFigures(`with that folder, killed with ${whole(MAX_OPEN)} commands open`, [fullStart]),
    { arm: "longest stall of the event loop while they are ended", figure: milliseconds(stallMs) },
  ];
}

interface Start {
  /** From the start of the process to the last port that is open. */
  readonly servesMs: number;
  /** What of it is not the runtime's own start. */
  readonly ownMs: number;
  /** From the start of the process to the answer to a command, which is on the disk then. */
  readonly commandsMs: number;
}

async function timed(
  start: () => Promise<ControlHostProcess>,
): Promise<readonly [ControlHostProcess, Start]> {
  const began = performance.now();
  const host = await start();
  const servesMs = performance.now() - began;
  await host.api.call("/api/clients", { method: "POST", json: SPARE, token: null });
  const order = { method: "POST", json: { action: "check" }, idempotencyKey: `${began}` };
  // An answer that does not come in time is asked for again, under the same key, as any program would.
  const path = `/api/v1/displays/${SPARE.name}/commands`;
  await eventually(() => host.api.request(path, order), ({ ok }) => ok, PATIENCE_MS);
  const commandsMs = performance.now() - began;
  return [host, { servesMs, ownMs: host.ready.startMs, commandsMs }];
}

async function emptyStart(): Promise<Start> {
  let start: Start | undefined;
  await withDataDir(async (dataDir) => {
    const [host, taken] = await timed(() => ControlHostProcess.start(dataDir));
    start = taken;
    await host.stop();
  });
  if (start === undefined) throw new Error("nothing was started");
  return start;
}

/** Displays come, half of the orders are for some that are not there, and the end comes in the midst. */
async function workAndDie(host: ControlHostProcess): Promise<void> {
  const load: Child<LoadOrders> = startLoad();
  await load.call("storm", { url: host.url, count: DISPLAYS, prefix: "Display" });
  // Whoever has no answer yet gets none.
  const orders = list(ORDERS, (n) => order(host, n).catch(() => {}));
  await pause(KILL_AFTER_MS);
  await host.kill();
  await Promise.all(orders);
  await load.stop();
}

async function order({ api }: ControlHostProcess, n: number): Promise<void> {
  const away = n % 2 === 0;
  const name = displayName(away ? DISPLAYS + n / 2 : (n - 1) / 2);
  await api.order(name, away ? { ...EXECUTE, waitOnlineMs: 60_000 } : EXECUTE);
}

/** As a run leaves it that ends with that many open. */
async function leaveOpen(dataDir: string, count: number): Promise<void> {
  const database = await openDatabase({ dataDir });
  const targets = list(DISPLAYS, (n) => {
    return { kind: "display", key: String(n + 1), name: displayName(n) };
  });
  const changes: readonly LedgerChange[] = openCommands(targets, count, Date.now());
  for (let at = 0; at < changes.length; at += 1_000) {
    await database.ledger.commit(changes.slice(at, at + 1_000));
  }
  await database.close();
}

function startFigures(what: string, starts: readonly Start[]): Figure[] {
  const own = summarise(starts.map(({ ownMs }) => ownMs));
  const figure = (doing: string, ofEach: readonly number[], more = "") => {
    const { median, most } = summarise(ofEach);
    return {
      arm: `${doing}: ${what}`,
      figure: milliseconds(median),
      target: `<= ${milliseconds(MAX_MS)}`,
      met: most <= MAX_MS,
      remark: `slowest of ${starts.length} ${milliseconds(most)}${more}`,
    };
  };
  return [
    figure(
      "serves",
      starts.map(({ servesMs }) => servesMs),
      `; without the runtime's own start ${milliseconds(own.median)}`,
    ),
    figure("takes commands", starts.map(({ commandsMs }) => commandsMs)),
  ];
}
