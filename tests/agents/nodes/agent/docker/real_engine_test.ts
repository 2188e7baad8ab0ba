import assert from "node:assert/strict";
import {
  type ContainerEngine,
  EngineError,
  type LogPiece,
} from "../../../../../agents/nodes/agent/container_engine.ts";
import { createCommandRunner } from "../../../../../agents/nodes/agent/commands/runner.ts";
import { connectDocker } from "../../../../../agents/nodes/agent/docker/docker_engine.ts";
import { readBackup } from "../../../../../agents/nodes/agent/keys/backup_file.ts";
import {
  readTar,
  type TarEntry,
  writeTarGz,
} from "../../../../../agents/nodes/agent/keys/tar_entries.ts";
import { realClock } from "../../../../../agents/waits.ts";
import { readRotatedKey } from "../../../../../protocols/mserver/session_keys.ts";
import { DockerEngine, dockerProblem } from "../../../../support/machine/docker_engine.ts";
import { needing } from "../../../../support/machine/system_needs.ts";

const IMAGE = "signalbox-test-node:1";
const CHAIN = "/data/chains/cc3";
/** Writes a line of each kind, and one more for each second that it lives. */
const TALKER = 'trap "exit 0" TERM; echo out; echo err >&2; while :; do sleep 0.2; echo more; done';

interface Stage {
  readonly docker: DockerEngine;
  readonly engine: ContainerEngine;
  readonly folder: string;
}

async function withEngine(test: (stage: Stage) => Promise<void>): Promise<void> {
  const docker = await DockerEngine.start();
  const folder = await Deno.makeTempDir();
  const engine = connectDocker(docker.socket);
  try {
    await docker.runNode("3node0");
    const run = ["run", "-d", "--network=none", "-e", "TELEMETRY_NAME=beta", "--name", "3node1"];
    await docker.docker([...run, IMAGE, "/bin/sh", "-c", TALKER]);
    await docker.docker(["create", "--network=none", "--name", "empty", IMAGE, "/bin/node"]);
    await test({ docker, engine, folder });
  } finally {
    engine.close();
    await docker.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  ...needing(
    "a real Docker engine does all that the node agent wants of it, and a backup restored equals its source",
    dockerProblem(),
  ),
  fn: () =>
    withEngine(async (stage) => {
      await looks(stage.engine);
      await logs(stage.engine);
      await runsPrograms(stage.engine);
      await followsAcrossRestart(stage.engine);
      await writeKeys(stage.engine);
      const file = await carriesOutCommands(stage);
      await restores(stage.engine, file);
      await fails(stage.engine);
    }),
});

async function looks(engine: ContainerEngine): Promise<void> {
  assert.ok((await engine.info()).memoryTotalBytes > 1e6);
  const containers = await engine.containers();
  assert.deepEqual(
    containers.map(({ name, state, nickname, image }) => [name, state, nickname, image]),
    [
      ["3node0", "running", "", IMAGE],
      ["3node1", "running", "beta", IMAGE],
      ["empty", "created", "", IMAGE],
    ],
  );
  assert.deepEqual(containers[1]?.argv, ["/bin/sh", "-c", TALKER]);
  await engine.load("3node1");
  const load = await engine.load("3node1");
  assert.ok(load.memoryUsedBytes > 0 && load.memoryLimitBytes >= load.memoryUsedBytes);
  assert.ok(load.cpuPercent >= 0 && load.cpuPercent < 100 * load.cpuCores);
}

async function logs(engine: ContainerEngine): Promise<void> {
  const { text } = await engine.logs("3node1", 10_000);
  assert.match(text, /^out$/m);
  assert.match(text, /^err$/m);
  assert.equal((await engine.logs("3node1", 1)).text, "more\n");
}

async function runsPrograms(engine: ContainerEngine): Promise<void> {
  const said = await engine.exec("3node1", ["sh", "-c", "cat; echo err >&2; exit 3"], {
    input: "in",
  });
  assert.deepEqual(said, { exitCode: 3, stdout: "in", stderr: "err\n", truncated: false });
  const large = await engine.exec("3node1", ["head", "-c", "10000000", "/dev/zero"]);
  assert.deepEqual([large.stdout.length, large.truncated], [1_048_576, true]);
  await assert.rejects(engine.exec("3node1", ["nothing"]), withCode("noProgram"));
  const endless = ["sh", "-c", "sleep 77 & sleep 77"];
  await assert.rejects(engine.exec("3node1", endless, { timeoutMs: 300 }), withCode("timedOut"));
  const left = await engine.exec("3node1", ["sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"]);
  assert.doesNotMatch(left.stdout, /sleep 77/, "what it had started is ended");
}

async function followsAcrossRestart(engine: ContainerEngine): Promise<void> {
  const over = new AbortController();
  const pieces: LogPiece[] = [];
  const last: string[] = [];
  for await (const piece of engine.followLogs("3node1", { lines: 1, signal: over.signal })) {
    pieces.push(piece);
    if (pieces.length === 2) void engine.restart("3node1");
    if (piece.type === "text" && pieces.some(({ type }) => type === "restarted")) {
      last.push(piece.text);
      if (last.join("").includes("more\n")) over.abort();
    }
  }
  const restarts = pieces.filter(({ type }) => type === "restarted");
  assert.equal(restarts.length, 1);
  assert.match(last.join(""), /out\n/);
  assert.match(last.join(""), /err\n/);
}

/** Files with modes and times of their own. */
const KEYS: readonly TarEntry[] = [
  entryOf("data/", "", 0o755),
  entryOf("data/chains/", "", 0o755),
  entryOf("data/chains/cc3/", "", 0o755),
  entryOf("data/chains/cc3/keystore/", "", 0o700),
  entryOf(`data/chains/cc3/keystore/6772616e${"ab".repeat(32)}`, '"seed of gran"', 0o600),
  entryOf(`data/chains/cc3/keystore/61757261${"cd".repeat(32)}`, "x".repeat(70_000), 0o640),
  entryOf("data/chains/cc3/network/", "", 0o755),
  entryOf("data/chains/cc3/network/secret_ed25519", "\u0000\u0001\u0002", 0o600),
  entryOf("data/chains/cc3/db/", "", 0o755),
  entryOf("data/chains/cc3/db/000001.sst", "no key", 0o600),
];

function entryOf(name: string, text: string, mode: number): TarEntry {
  const type = name.endsWith("/") ? "directory" as const : "file" as const;
  const bytes = new TextEncoder().encode(text);
  const times = { mtime: new Date("2025-01-02T03:04:05Z"), uid: 1_000, gid: 1_000 };
  return { header: { name, type, mode, size: bytes.length, ...times }, bytes };
}

async function writeKeys(engine: ContainerEngine): Promise<void> {
  const packed = await writeTarGz(KEYS);
  await engine.writeArchive("3node0", "/", new Blob([packed]).stream());
  await engine.writeArchive("empty", "/", new Blob([await writeTarGz(KEYS.slice(0, 1))]).stream());
}

/** Every command once; answers the file of the backup. */
async function carriesOutCommands({ engine, docker, folder }: Stage): Promise<string> {
  const payout = { program: Deno.execPath(), args: ["eval", "console.log('paid', '{container}')"] };
  const backupFolder = `${folder}/backups`;
  const runner = createCommandRunner({ engine, clock: realClock, backupFolder, payout });
  const run = async (command: string, params: Record<string, unknown> = {}, target = "3node0") => {
    const order = { id: "cmd_1", command, target, params };
    const outcome = await runner.run(order, () => {}, new AbortController().signal);
    assert.equal(outcome.status, "completed", `${command}: ${outcome.error}`);
    return outcome;
  };
  assert.equal((await run("stop")).result, "3node0 중지됨");
  assert.match(String((await run("status")).result), /3node0 +Exited/);
  assert.equal(
    (await run("start", {}, "all")).result,
    "3node0 시작됨\n3node1 시작됨 (이미 실행 중)",
  );
  assert.equal((await run("restart")).result, "3node0 재시작됨");
  assert.match(String((await run("logs", { lines: 1 })).result), /listens for RPC/);
  assert.equal(
    (await run("exec", { command: "cat /data/chains/cc3/db/000001.sst" })).result,
    "no key",
  );
  const rotated = await run("rotate_keys");
  const key = await docker.docker(["exec", "3node0", "cat", "/keys"]);
  assert.equal(readRotatedKey(rotated.result), key);
  assert.deepEqual(rotated.after?.map(({ type }) => type), ["key_update"]);
  assert.match(JSON.stringify((await run("has_session_keys")).result), /"has_keys":true/);
  const part = { public_key: `0x${key.slice(2, 66)}`, key_type: "gran" };
  assert.match(JSON.stringify((await run("has_key", part)).result), /"has_key":true/);
  assert.match(JSON.stringify((await run("check_keys")).result), /"aura":true,"gran":true/);
  const sought = await run("find_validator", { deep_search: false });
  assert.match(JSON.stringify(sought.result), /"status":"error"/, "this node has no epochs");
  assert.equal((await run("payout")).result, "paid 3node0\n");
  const { result, after } = await run("backup_keys");
  assert.deepEqual(after?.map(({ type }) => type), ["backup_complete"]);
  assert.equal((await engine.containers())[0]?.state, "running");
  return (result as { readonly backup_file: string }).backup_file;
}

/** Into a container that has only the base folder and has never run. */
async function restores(engine: ContainerEngine, file: string): Promise<void> {
  const unpacked = (await Deno.open(file)).readable;
  await engine.writeArchive("empty", "/data", unpacked);
  for (const part of ["keystore", "network"]) {
    const source = await readTar(await engine.readArchive("3node0", `${CHAIN}/${part}`));
    const restored = await readTar(await engine.readArchive("empty", `${CHAIN}/${part}`));
    assert.deepEqual(restored.map(plain), source.map(plain));
    assert.ok(source.length > 1);
  }
  await assert.rejects(engine.readArchive("empty", `${CHAIN}/db`), withCode("notFound"));
  assert.equal((await readBackup(file)).entries.length, 5);
}

function plain({ header, bytes }: TarEntry) {
  const { name, mode, uid, gid, type, mtime } = header;
  return { name, mode, uid, gid, type, mtime, bytes: bytes.toHex() };
}

async function fails(engine: ContainerEngine): Promise<void> {
  await assert.rejects(engine.stop("nobody"), withCode("notFound"));
  await assert.rejects(engine.exec("empty", ["ls"]), withCode("notRunning"));
  await assert.rejects(engine.load("empty"), withCode("notRunning"));
  assert.equal(await engine.stop("empty"), false);
}

function withCode(code: EngineError["code"]) {
  return (cause: unknown) => cause instanceof EngineError && cause.code === code;
}
