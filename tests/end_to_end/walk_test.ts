import assert from "node:assert/strict";
import { createScriptedDisplay } from "../../agents/displays/scripted_display.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import type { DisplayPage } from "../../protocols/api/display.ts";
import { signalbox } from "../support/processes/project_task.ts";
import { pythonProblem, PythonProgram } from "../support/machine/python.ts";
import { withStartedHost } from "../support/processes/started_host.ts";
import { needing } from "../support/machine/system_needs.ts";

const NAME = "Display_01";
/** From a cold start to the last line; nothing but a defect lets it pass. */
const PATIENCE_MS = 30_000;

/** A display that somebody has at hand; resolves with the way to let it go. */
type Join = (url: string) => Promise<() => unknown>;

/** The README's first ten minutes, as typed there. */
async function firstTenMinutes(join: Join): Promise<void> {
  await withDataDir((dataDir) =>
    withStartedHost(dataDir, [], async ({ url, token, api }) => {
      const env = { SIGNALBOX_URL: url, SIGNALBOX_TOKEN: token };
      const type = async (...args: readonly string[]) => {
        const { code, out, err } = await signalbox(args, env);
        assert.equal(code, 0, `signalbox ${args.join(" ")}\n${out}\n${err}`);
        return out;
      };
      assert.match(await type("list", "displays"), /^No displays/);
      const leave = await join(url);
      try {
        await api.until<DisplayPage>("/api/v1/displays", isThere, PATIENCE_MS);
        assert.match(await type("list", "displays"), /Display_01.*online/);
        await type("preset", "create", "Morning", "--on", `${NAME}=sleep 600`);
        assert.match(await type("preset", "run", "Morning"), /Display_01.*completed/s);
        assert.match(await type("list", "displays"), /Display_01.*running/);
        assert.match(await type("preset", "stop", "Morning"), /Display_01.*completed/s);
        const ledger = await type("list", "commands");
        assert.match(ledger, /stop.*completed/);
        assert.match(ledger, /execute.*completed/);
        assert.match(await type("list", "actors"), /displays/);
      } finally {
        await leave();
      }
      const made = await type("token", "new", "tablet", "--role", "view", "--data-dir", dataDir);
      const viewer = { ...env, SIGNALBOX_TOKEN: /^sbx_\S+$/m.exec(made)?.[0] ?? "" };
      assert.equal((await signalbox(["list", "displays"], viewer)).code, 0);
      assert.notEqual((await signalbox(["preset", "run", "Morning"], viewer)).code, 0);
    })
  );
}

function isThere({ items }: DisplayPage): boolean {
  return items.some(({ name, liveness }) => name === NAME && liveness.state === "online");
}

Deno.test("the README's first ten minutes go as it says, with a display of the guide's build", () =>
  firstTenMinutes((url) => {
    const display = createScriptedDisplay({ build: "G", url, name: NAME, timeScale: 50 });
    display.start();
    return Promise.resolve(() => display.stop());
  }));

Deno.test({
  ...needing(
    "the README's first ten minutes go as it says, with its Python client",
    pythonProblem(),
  ),
  fn: () =>
    withDataDir((folder) =>
      firstTenMinutes(async (url) => {
        const readme = await Deno.readTextFile(new URL("../../README.md", import.meta.url));
        const [, script = assert.fail("the README has no Python client")] =
          /```python\n(.*?)```/s.exec(readme) ?? [];
        const path = `${folder}/display.py`;
        await Deno.writeTextFile(path, script.replace("http://127.0.0.1:8000", url));
        const program = new PythonProgram(path, []);
        return () => program.stop();
      })
    ),
});
