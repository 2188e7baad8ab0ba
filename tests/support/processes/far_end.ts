import { fileURLToPath } from "node:url";
import type { Cable } from "../machine/cable.ts";
import { Lines } from "../lines.ts";
import { signalChild } from "./signal_child.ts";

const CONFIG = fileURLToPath(new URL("../../../deno.json", import.meta.url));

/**
 * Runs a device at the far end of a cable: an entry of this folder, with its options as JSON in the first argument.
 * What it prints goes to the test; it is killed afterwards.
 */
export async function withFarEnd(
  cable: Cable,
  entry: `./${string}_entry.ts`,
  options: unknown,
  test: (out: Lines) => Promise<void>,
): Promise<void> {
  const [program = "ip", ...before] = cable.farEnd;
  const path = fileURLToPath(new URL(entry, import.meta.url));
  const deno = [Deno.execPath(), "run", "-A", "--no-check", "--frozen", "--config", CONFIG, path];
  const child = new Deno.Command(program, {
    args: [...before, ...deno, JSON.stringify(options)],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const out = new Lines(child.stdout);
  try {
    await test(out);
  } finally {
    signalChild(child, "SIGKILL");
    await Promise.all([child.status, out.ended]);
  }
}
