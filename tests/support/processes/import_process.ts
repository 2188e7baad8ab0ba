import { fileURLToPath } from "node:url";
import { signalChild } from "./signal_child.ts";

const MAIN = fileURLToPath(new URL("../../../main.ts", import.meta.url));
const CONFIG = fileURLToPath(new URL("../../../deno.json", import.meta.url));

/**
 * `signalbox import` in a process of its own, which is killed when `dying` resolves unless it has ended before. `dying`
 * gets a way to see that.
 */
export async function importAndKill(
  words: readonly string[],
  dying: (over: () => boolean) => Promise<void>,
): Promise<{ readonly code: number; readonly err: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--frozen", "--config", CONFIG, MAIN, "import", ...words],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let over = false;
  const output = child.output().finally(() => over = true);
  await dying(() => over);
  if (!over) signalChild(child, "SIGKILL");
  const { code, stderr } = await output;
  return { code, err: new TextDecoder().decode(stderr) };
}
