import { fileURLToPath } from "node:url";
import type { FloodOrder } from "./flooder.ts";

const ENTRY = fileURLToPath(new URL("./flooder.ts", import.meta.url));
const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));
/** A flooder ends by itself; one that does not is killed. */
const GRACE_MS = 20_000;

/** Floods a control host from a process of its own; it ends after its seconds. */
export function startFlooder(order: FloodOrder): { readonly ended: Promise<unknown> } {
  const child = new Deno.Command("nice", {
    // As if it were another machine: the flood is to cost what the control host does of it, and nothing else.
    args: [
      "-n",
      "19",
      Deno.execPath(),
      "run",
      "-A",
      "--no-check",
      "--frozen",
      "--config",
      CONFIG,
      ENTRY,
      JSON.stringify(order),
    ],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), order.seconds * 1_000 + GRACE_MS);
  return { ended: child.status.finally(() => clearTimeout(timer)) };
}
