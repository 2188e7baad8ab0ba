/**
 * Proves that a compiled program would have every file it needs: takes the list of what `deno compile` embeds,
 * copies only those files to an empty folder, and runs the program there, from another working directory, with
 * read access to nothing else. The dashboard is served as it was committed, a display connects, a preset-like command
 * runs, and the program stops.
 *
 * Run with `deno task compile:check`. Exit code 0: it works.
 *
 * @module
 */
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createScriptedDisplay } from "../../agents/displays/scripted_display.ts";
import manifest from "../../deno.json" with { type: "json" };
import { Api } from "../support/api/api.ts";
import { ADMIN_TOKEN } from "../support/host_settings.ts";
import { Lines } from "../support/lines.ts";
import { embeddedFiles } from "./embedded_files.ts";
import { checkPages } from "./served_pages.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const START_TIMEOUT_MS = 30_000;
const COMMAND_TIMEOUT_MS = 20_000;

/** What the task `compile` says, so that the check cannot drift away from it; types are checked elsewhere. */
function compileArguments(output: string): string[] {
  const [, compile = "", ...words] = manifest.tasks.compile.command.split(" ");
  return [compile, "--no-check", ...words.map((word) => word.startsWith("dist/") ? output : word)];
}

async function listEmbedded(folder: string): Promise<string[]> {
  // The base program comes from a server that a closed network does not reach; any executable will do, for
  // only the list is wanted.
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: compileArguments(join(folder, "program")),
    cwd: ROOT,
    env: { DENORT_BIN: Deno.execPath(), NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  if (!success) throw new Error(`deno compile failed:\n${text}`);
  return embeddedFiles(text);
}

async function copyFiles(files: readonly string[], to: string): Promise<void> {
  // The lock file stands for the versions that a compiled program carries inside, the other for a part of deno.json.
  for (const file of [...files, "deno.lock", "dashboard/deno.json"]) {
    const path = file.replace(/\/\*$/, "");
    await mkdir(dirname(join(to, path)), { recursive: true });
    await cp(join(ROOT, path), join(to, path), { recursive: true });
  }
}

function startProgram(program: string, data: string, elsewhere: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--cached-only",
      "--frozen",
      `--config=${join(program, "deno.json")}`,
      "--allow-net",
      "--allow-env=SIGNALBOX_*,HOME,USERPROFILE",
      "--allow-sys=hostname,networkInterfaces,statfs",
      "--ignore-env",
      `--allow-read=${program},${data}`,
      `--allow-write=${data}`,
      join(program, "main.ts"),
      ...["start", "--host", "127.0.0.1", "--http-port", "0", "--device-port", "0"],
      ...["--data-dir", data, "--log-format", "json"],
    ],
    cwd: elsewhere,
    env: { SIGNALBOX_ADMIN_TOKEN: ADMIN_TOKEN, SIGNALBOX_LANG: "en" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

async function useProgram(log: Lines): Promise<void> {
  const line = await log.find((text) => /^ +http /.test(text), START_TIMEOUT_MS);
  const url = `http://${/\S+:\d+/.exec(line)?.[0]}`;
  await checkPages(url);
  const display = createScriptedDisplay({ build: "T4", url, name: "Wall-L1", timeScale: 50 });
  try {
    display.start();
    await display.until(() => display.registered, COMMAND_TIMEOUT_MS);
    const api = new Api(url);
    const command = await api.order("Wall-L1", { action: "execute", command: "show.exe" });
    const { state } = await api.finished(command, COMMAND_TIMEOUT_MS);
    if (state !== "completed") throw new Error(`the command ended as ${state}`);
  } finally {
    display.stop();
  }
}

async function check(work: string): Promise<void> {
  const files = await listEmbedded(work);
  const [program, data, elsewhere] = ["program-files", "data", "elsewhere"].map((name) =>
    join(work, name)
  ) as [string, string, string];
  await Promise.all([program, data, elsewhere].map((folder) => mkdir(folder)));
  await copyFiles(files, program);
  const child = startProgram(program, data, elsewhere);
  const log = new Lines(child.stderr);
  try {
    await useProgram(log);
    child.kill("SIGTERM");
    const { code } = await child.status;
    if (code !== 0) throw new Error(`the program ended with ${code}`);
  } catch (cause) {
    const said = log.all.slice(-20).join("\n");
    throw new Error(`the program does not work from its embedded files alone:\n${said}`, { cause });
  } finally {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
    await Promise.all([child.status, log.ended]);
  }
  // deno-lint-ignore no-console
  console.log(`works from ${files.length} embedded entries alone`);
}

const work = await mkdtemp(join(tmpdir(), "signalbox-compiled-"));
try {
  await check(work);
} finally {
  await rm(work, { recursive: true, force: true });
}
