/**
 * How the control host does against what it is built on: bare socket.io and bare SQLite, on the same machine in
 * the same minutes. Every server and every load is a process of its own; CPU time is the server's alone. Only
 * ratios carry over to other machines. Linux, loopback only, under four minutes.
 *
 * Run: `deno run -A --frozen bench/displays/main.ts [--only heartbeats,fleet,preset,ledger]`
 *
 * @module
 */
import { fleet } from "./fleet.ts";
import { heartbeats } from "./heartbeats.ts";
import { ledger } from "./ledger.ts";
import { preset } from "./preset.ts";
import { runArms } from "./run_arms.ts";

await runArms({ heartbeats, fleet, preset, ledger });
