import process from "node:process";
import { createInterface } from "node:readline";
import { SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";
import { playFleet } from "../../agents/demo/process/fleet_child.ts";
import { startDemoFleet } from "../../agents/demo/start_demo_fleet.ts";
import { writeAll } from "../streams.ts";

/** Is the process of a demo's fleet, until standard input ends; resolves with the exit code. */
export async function playDemoFleet(): Promise<number> {
  // Ctrl+C at the terminal reaches this process as well; the demo ends it in its turn.
  Deno.addSignalListener("SIGINT", () => {});
  await playFleet({
    lines: createInterface({ input: process.stdin }),
    say: (saying) => writeAll(Deno.stdout, `${JSON.stringify(saying)}\n`),
    startFleet: startDemoFleet,
    clock: SYSTEM_CLOCK,
  });
  return 0;
}
