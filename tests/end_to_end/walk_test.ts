import assert from "node:assert/strict";
import { createScriptedDisplay } from "../../agents/displays/scripted_display.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { Api } from "../support/api.ts";
import type { DisplayPage } from "../../protocols/api/display.ts";
import { Lines } from "../support/lines.ts";
import { projectTask, signalbox } from "../support/project_task.ts";
import { pythonProblem, PythonProgram } from "../support/python.ts";
import { signalChild } from "../support/signal_child.ts";
import { needing } from "../support/system_needs.ts";

const NAME = "Display_01";
/** From a cold start to the last line; nothing but a defect lets it pass. */
const PATIENCE_MS = 30_000;
const START = ["--host", "127.0.0.1", "--device-host", "127.0.0.1"];
const ANY_PORTS = ["--http-port", "0", "--device-port", "0"];

/** A display that somebody has at hand; resolves with the way to let it go. */
type Join = (url: string) => Promise<() => unknown>;

/** The control host as `deno task start` runs it; ends with exit code 0 after SIGTERM. */
async function withStarted(
  dataDir: string,
  walk: (url: string, token: string) => Promise<void>,
): Promise<void> {
  const child = projectTask("start", [...START, ...ANY_PORTS, "--data-dir", dataDir], {}).spawn();
  const [out, err] = [new Lines(child.stdout), new Lines(child.stderr)];
  try {
    await err.find((line) => line.startsWith("Signalbox is ready"), PATIENCE_MS);
    const port = findIn(err, /^ +http +127\.0\.0\.1:(\d+)/);
    await walk(`http://127.0.0.1:${port}`, findIn(err, /^ *(sbx_\S+)$/));
  } finally {
    signalChild(child, "SIGTERM");
    const { code } = await child.status;
    await Promise.all([out.ended, err.ended]);
    assert.equal(code, 0, err.all.slice(-20).join("\n"));
  }
  assert.match(err.all.at(-1) ?? "", /^Stopped in \d+ ms\.$/);
}

function findIn({ all }: Lines, pattern: RegExp): string {
  const [, found] = all.map((line) => pattern.exec(line)).find(Boolean) ?? [];
  return found ?? assert.fail(`no ${pattern} in:\n${all.join("\n")}`);
}

/** The README's first ten minutes, as typed there. */
async function firstTenMinutes(join: Join): Promise<void> {
  await withDataDir((dataDir) =>
    withStarted(dataDir, async (url, token) => {
      const env = { SIGNALBOX_URL: url, SIGNALBOX_TOKEN: token };
      const type = async (...args: readonly string[]) => {
        const { code, out, err } = await signalbox(args, env);
        assert.equal(code, 0, `signalbox ${args.join(" ")}\n${out}\n${err}`);
        return out;
      };
      assert.match(await type("list", "displays"), /^No displays/);
      const leave = await join(url);
      try {
        await new Api(url, token).until<DisplayPage>("/api/v1/displays", isThere, PATIENCE_MS);
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
