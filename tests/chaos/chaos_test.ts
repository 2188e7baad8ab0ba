import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { missingFfmpeg } from "../support/machine/ffmpeg.ts";
import { ROOT } from "../support/processes/project_task.ts";
import { needing } from "../support/machine/system_needs.ts";
import { canHaveWorld } from "./torments/small_world.ts";

const ENTRY = fileURLToPath(new URL("./short_run.ts", import.meta.url));
const missing = canHaveWorld() ? missingFfmpeg : "needs namespaces: root on Linux, with iproute2";

Deno.test({
  ...needing(
    "a control host that is killed beside a fleet with a fault loses, repeats and invents nothing",
    missing,
  ),
  async fn(t) {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--frozen", ENTRY],
      cwd: ROOT,
      stdin: "null",
    }).output();
    const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    assert.equal(code, 0, said);
    // A run that judges nothing would find nothing, too.
    assert.match(said, /restarts after kill -9 +│ 1 /);
    assert.match(said, /unhealthy of a syncHost +│ 1 +│ 1 /);
    await t.step(/│ execute .*/.exec(said)?.[0] ?? "no commands", () => {});
  },
});
