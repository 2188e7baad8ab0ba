import assert from "node:assert/strict";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { Lines } from "../support/lines.ts";
import { ROOT, taskArgs } from "../support/processes/project_task.ts";
import { signalChild } from "../support/processes/signal_child.ts";

const START_MS = 30_000;
const PORTS = ["http", "device", "mqtt", "relay"].flatMap((name) => [`--${name}-port`, "0"]);
const LOOPBACK = ["--host", "127.0.0.1", "--device-host", "127.0.0.1"];

/** The start task without the flags that match, on a terminal of nobody's. */
function startWithout(dataDir: string, left: RegExp): Deno.ChildProcess {
  const args = taskArgs("start", [...LOOPBACK, ...PORTS, "--data-dir", dataDir])
    .filter((word) => !left.test(word));
  return new Deno.Command(Deno.execPath(), {
    args,
    cwd: ROOT,
    env: { DENO_NO_PROMPT: "1", NO_COLOR: "1", SIGNALBOX_LANG: "en", LANG: "C" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

const NEEDED: readonly (readonly [flag: string, left: RegExp])[] = [
  ["--allow-net", /^--allow-net/],
  ["--allow-read", /^--allow-read/],
  ["--allow-write", /^--allow-write/],
  ["--allow-env", /^--allow-env/],
  ["--allow-env", /^--ignore-env/],
];

for (const [flag, left] of NEEDED) {
  Deno.test(`the start task says what to do in one line when ${left.source.slice(1)} is left out`, () =>
    withDataDir(async (dataDir) => {
      const { code, stderr } = await startWithout(dataDir, left).output();
      const lines = new TextDecoder().decode(stderr).trim().split("\n");
      assert.equal(code, 2, lines.join("\n"));
      assert.equal(lines.length, 1, lines.join("\n"));
      assert.match(lines[0] ?? "", /^Signalbox cannot start: /);
      assert.ok(lines[0]?.includes(flag), lines[0] ?? "nothing was said");
    }));
}

Deno.test("the start task runs without --allow-sys and --allow-run, and says what is lost", () =>
  withDataDir(async (dataDir) => {
    const child = startWithout(dataDir, /^--allow-(?:sys|run)/);
    const [out, err] = [new Lines(child.stdout), new Lines(child.stderr)];
    try {
      await err.find((line) => line.startsWith("Signalbox is ready"), START_MS);
      assert.ok(err.all.some((line) => line.includes("--allow-sys=statfs")), err.all.join("\n"));
    } finally {
      signalChild(child, "SIGTERM");
      await Promise.all([child.status, out.ended, err.ended]);
    }
    assert.doesNotMatch(err.all.join("\n"), /NotCapable|^\s+at /m);
  }));
