import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Command, CommandDetail } from "../../../protocols/api/command.ts";
import type { Container } from "../../../protocols/api/container.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { runAgainst } from "../../support/processes/command_line_run.ts";
import { DockerEngine, dockerProblem } from "../../support/machine/docker_engine.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { PythonProgram } from "../../support/machine/python.ts";
import { needing, works } from "../../support/machine/system_needs.ts";
import { type NodeStage, PATIENCE_MS, withNodeStage } from "./stage.ts";

const SCRIPT = fileURLToPath(new URL("../../fixtures/docker_node/run.py", import.meta.url));
const SERVER_ID = "client123";
const CONTAINER = `/api/v1/nodes/${SERVER_ID}/containers/3node0`;

const missing = works("/usr/bin/python3", ["-c", "import websockets"])
  ? dockerProblem()
  : "needs Debian's python3-websockets";

/** A control host, an engine with the container 3node0, and a client that executes on it. */
interface DockerStage extends NodeStage {
  readonly engine: DockerEngine;
  /** Sends a command over HTTP, and answers its end. */
  send(command: string, params?: Record<string, unknown>): Promise<CommandDetail>;
  /** Waits until the API shows the container this way. */
  shown(health: Container["health"]): Promise<unknown>;
  /** When the container was started, as the engine says; running or not. */
  state(): Promise<{ readonly StartedAt: string; readonly Running: boolean }>;
}

async function withDockerStage(dataDir: string, test: (stage: DockerStage) => Promise<void>) {
  const engine = await DockerEngine.start();
  try {
    await engine.runNode("3node0");
    await withNodeStage(
      async (stage) => {
        const args = [`${stage.wsUrl}/ws`, SERVER_ID, "0.2", engine.socket];
        const client = new PythonProgram(SCRIPT, args);
        try {
          await client.out.find((line) => line.includes("stats_ack"), PATIENCE_MS);
          await test(dockerStage(stage, engine));
        } finally {
          await client.stop();
        }
        assert.deepEqual(client.errors.all, []);
      },
      {},
      { dataDir },
    );
  } finally {
    await engine.stop();
  }
}

function dockerStage(stage: NodeStage, engine: DockerEngine): DockerStage {
  const { api } = stage;
  return {
    ...stage,
    engine,
    async send(command, params = {}) {
      const order = { method: "POST", json: { command, params } };
      const made = await api.call<Command>(`${CONTAINER}/commands`, order);
      return await api.finished(made, PATIENCE_MS);
    },
    shown: (health) =>
      api.until<Container>(CONTAINER, (container) => container.health === health, PATIENCE_MS),
    async state() {
      return JSON.parse(await engine.docker(["inspect", "-f", "{{json .State}}", "3node0"]));
    },
  };
}

const NAME = "nine commands over HTTP, send and the console do what they say to a container of a " +
  "real Docker engine";

Deno.test({
  ...needing(NAME, missing),
  fn: () =>
    withDataDir((dataDir) =>
      withDockerStage(dataDir, async (stage) => {
        await stage.shown("running");
        await overHttp(stage);
        const key = await keysOverHttp(stage, dataDir);
        await bySend(stage);
        await inTheConsole(stage, key);
      })
    ),
});

async function overHttp({ send, state, shown, engine }: DockerStage): Promise<void> {
  const before = await state();
  assert.match(outputOf(await send("status")), /3node0\s+Up /);
  assert.equal(outputOf(await send("logs", { lines: 1 })), "node listens for RPC on port 33980\n");
  assert.equal(outputOf(await send("exec", { command: "echo from within" })), "from within\n");
  const stopped = await send("stop");
  assert.deepEqual(
    stopped.events.map(({ state }) => state).filter((state) => state !== "acknowledged"),
    ["queued", "sent", "completed"],
  );
  assert.equal((await state()).Running, false);
  await shown("stopped");
  assert.equal((await send("exec", { command: "ls" })).state, "failed", "it does not run");
  assert.equal((await send("start")).state, "completed");
  await shown("running");
  const started = await state();
  assert.ok(started.Running && started.StartedAt > before.StartedAt);
  assert.equal((await send("restart")).state, "completed");
  assert.ok((await state()).StartedAt > started.StartedAt);
  assert.equal(await engine.docker(["ps", "-q", "--filter", "name=3node0"]) === "", false);
}

/** Answers the key that the node holds, after it was found on the disk. */
async function keysOverHttp({ send, engine }: DockerStage, dataDir: string): Promise<string> {
  const rotated = await send("rotate_keys");
  assert.equal(rotated.state, "completed", rotated.reason ?? "");
  const key = await engine.docker(["exec", "3node0", "cat", "/keys"]);
  assert.match(key, /^0x[0-9a-f]{256}$/);
  assert.ok(!JSON.stringify(rotated).includes(key), "the ledger does not show the whole key");
  const folder = `${dataDir}/session_keys`;
  const file = JSON.parse(await Deno.readTextFile(`${folder}/${SERVER_ID}_3node0_latest.json`));
  assert.equal(file.session_key, key);
  assert.equal((await send("has_session_keys", { session_keys: key })).result?.has_keys, true);
  const other = `0x${"00".repeat(128)}`;
  assert.equal((await send("has_session_keys", { session_keys: other })).result?.has_keys, false);
  const part = { public_key: `0x${key.slice(2, 66)}`, key_type: "aura" };
  assert.equal((await send("has_key", part)).result?.has_key, true);
  return key;
}

async function bySend({ url, state }: DockerStage): Promise<void> {
  const send = (...words: string[]) => runAgainst(url, ADMIN_TOKEN, ["send", ...words]);
  const before = await state();
  const restarted = await send("client123/3node0", "restart");
  assert.deepEqual([restarted.code, restarted.err], [0, ""]);
  assert.match(restarted.out, /client123\/3node0 {2}✔ completed/);
  assert.ok((await state()).StartedAt > before.StartedAt);
  const logs = await send("client123/3node0", "logs", "1", "--json");
  const row: Command = JSON.parse(logs.out);
  assert.deepEqual([logs.code, row.state, row.params.lines], [0, "completed", 1]);
  assert.equal(row.result?.output, "node listens for RPC on port 33980\n");
  const failed = await send("client123", "exec", "cat", "/nothing-there", "--yes");
  assert.equal(failed.code, 1);
  assert.match(failed.out, /✘ failed .*No such file/);
}

async function inTheConsole({ url, state }: DockerStage, key: string): Promise<void> {
  const lines = [
    ...["list", "send client123 stop", "send client123 start", "send client123 restart"],
    ...["send client123 logs 1", "send client123/all status", "send client123 exec ls /www --yes"],
    ...["send client123 has_session_keys", `send client123 has_key 0x${key.slice(2, 66)} aura`],
    ...["broadcast rotate_keys --yes", `send client123 has_session_keys ${key}`],
  ];
  const { code, out, err } = await runAgainst(url, ADMIN_TOKEN, ["console"], lines.join("\n"));
  assert.deepEqual([code, err], [0, ""], out);
  for (const said of [/● running/, /3node0 시작됨/, /^cgi-bin$/m, /has_key: true/]) {
    assert.match(out, said);
  }
  assert.equal(out.match(/✔ completed/g)?.length, 10);
  assert.match(out, /has_keys: true[\s\S]*has_keys: false/, "the old key is gone");
  assert.equal((await state()).Running, true);
}

function outputOf({ state, reason, result }: CommandDetail): string {
  assert.equal(state, "completed", reason ?? "");
  return String(result?.output);
}
