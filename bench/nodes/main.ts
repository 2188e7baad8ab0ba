/**
 * How the mserver side does against what it is built on: npm ws, Deno's own WebSocket and Python's websockets that
 * parse and acknowledge, on the same machine in the same minutes. Every server and every load is a process of its
 * own; CPU time is the server's alone. Only ratios carry over to other machines. Linux, loopback only, under four
 * minutes.
 *
 * Run: `deno run -A --frozen bench/nodes/main.ts [--only stats,fleet]`
 *
 * @module
 */
import { runArms } from "../displays/run_arms.ts";
import { fleet } from "./fleet.ts";
import { stats } from "./stats.ts";

await runArms({ stats, fleet });
