/**
 * How the control host takes in the lines of sync hosts, against a bare TCP line splitter, on the same machine in
 * the same minutes; what a fleet costs; and how fast a change is told. Every server and every load is a process
 * of its own; CPU time is the server's alone. Linux, loopback only, under four minutes.
 *
 * Run: `deno run -A --frozen bench/sync/main.ts [--only lines,fleet,events]`
 *
 * @module
 */
import { runArms } from "../displays/run_arms.ts";
import { events } from "./events.ts";
import { fleet } from "./fleet.ts";
import { lines } from "./lines.ts";

await runArms({ lines, fleet, events });
