import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { FleetProgram } from "../../agents/demo/process/fleet_process.ts";

/** What the process of a fleet is told: nobody else types it. */
const WORDS = ["demo", "fleet"] as const;

/**
 * This program once more, as the process of a fleet. From source it may reach the network, its own folder and
 * the source, and nothing else; a compiled program has its permissions inside.
 */
export function fleetProgram(stateDir: string): FleetProgram {
  const program = Deno.execPath();
  if (Deno.build.standalone) return { program, args: WORDS };
  const main = fileURLToPath(import.meta.resolve("../../main.ts"));
  // A comma in a path would begin another one.
  const [folder, source] = [stateDir, dirname(main)].map((path) => path.replaceAll(",", ",,"));
  const permissions = [
    "--allow-net",
    `--allow-read=${folder},${source}`,
    `--allow-write=${folder}`,
    "--allow-env=SIGNALBOX_*,HOME,USERPROFILE",
    "--ignore-env",
    "--allow-sys=hostname,networkInterfaces,statfs",
  ];
  return { program, args: ["run", "--frozen", "--no-prompt", ...permissions, main, ...WORDS] };
}
