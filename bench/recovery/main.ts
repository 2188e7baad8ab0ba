/**
 * A control host with a year of history: how soon it serves after `kill -9`, how soon an alert is told, and what a
 * backup and a restore of its data folder take. Linux, loopback only, some ten minutes; 5 GB of disk.
 *
 * Run: `deno task bench:recovery`, or `deno run -A --frozen bench/recovery/main.ts --data /tmp/year --only restart`.
 * With `--data` the folder is kept, and found again by the next run; `--days 20` makes a small one.
 *
 * @module
 */
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { runArms } from "../displays/run_arms.ts";
import { alertDelivery } from "./alert_delivery.ts";
import { backups } from "./backups.ts";
import { sizeFigures, yearFolder } from "./data.ts";
import { restart } from "./restart.ts";
import { A_YEAR } from "./site.ts";

const DEADLINE_MS = 1_800_000;

const text = { type: "string" } as const;
const { values } = parseArgs({ options: { data: text, days: text, only: text } });
const folder = await Deno.makeTempDir({ prefix: "signalbox-year-" });
process.once("exit", () => Deno.removeSync(folder, { recursive: true }));
const dataDir = values.data ?? join(folder, "data");
const year = await yearFolder(dataDir, Number(values.days ?? A_YEAR.days));

await runArms({
  size: () => Promise.resolve(sizeFigures(year)),
  restart: () => restart(year),
  alert: () => alertDelivery(year),
  backup: () => backups(year),
}, { deadlineMs: DEADLINE_MS, options: { data: text, days: text } });
