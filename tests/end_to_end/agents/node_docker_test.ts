import assert from "node:assert/strict";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { AgentProcess } from "../../support/processes/agent_process.ts";
import { runAgainst } from "../../support/processes/command_line_run.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { DockerEngine, dockerProblem } from "../../support/machine/docker_engine.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { needing, works } from "../../support/machine/system_needs.ts";
import { run, seen, SERVER_ID } from "./node_stage.ts";

const KEYSTORE = "chains/creditcoin3/keystore";
/** Kind (`aura`) and public key, in hex. */
const KEY_FILE = `61757261${"5e".repeat(32)}`;
const PHRASE = '"not a secret phrase of anybody"';

/** An engine with the container 3node0, whose chain has a key and a name in the network of peers. */
async function withEngine(test: (engine: DockerEngine) => Promise<void>): Promise<void> {
  const engine = await DockerEngine.start();
  try {
    await engine.runNode("3node0");
    await withDataDir(async (folder) => {
      await Deno.mkdir(`${folder}/data/${KEYSTORE}`, { recursive: true });
      await Deno.mkdir(`${folder}/data/chains/creditcoin3/network`);
      await Deno.writeTextFile(`${folder}/data/${KEYSTORE}/${KEY_FILE}`, PHRASE);
      await Deno.writeTextFile(`${folder}/data/chains/creditcoin3/network/secret_ed25519`, "peer");
      await engine.docker(["cp", `${folder}/data`, "3node0:/"]);
    });
    await test(engine);
  } finally {
    await engine.stop();
  }
}

/** `signalbox agent node` on that engine, at a control host of its own; a payout prints what it was given. */
function withAgent(
  engine: DockerEngine,
  test: (host: ControlHostProcess, folder: string) => Promise<void>,
): Promise<void> {
  return withDataDir(async (folder) => {
    const host = await ControlHostProcess.start(`${folder}/data`, {}, { warmUpMs: 0 });
    const agent = new AgentProcess({
      words: [
        ...["node", "--server", `127.0.0.1:${host.ready.devicePort}`, "--server-id", SERVER_ID],
        ...["--engine", engine.socket, "--state-dir", `${folder}/state`],
        ...["--backup-dir", `${folder}/backups`, "--payout-program", "/bin/echo"],
        ...["--payout-args", "paid for {container}"],
      ],
    });
    try {
      await agent.says(/^Nodes at .*: 3node0\.$/);
      await seen(host.api, (node) => node.connected && node.containers.total === 1);
      await test(host, folder);
      assert.equal(await agent.end(), 0);
    } finally {
      await agent.end();
      await host.stop();
    }
  });
}

const LINES = [
  ...["status", "stop", "start", "restart", "logs 5", "exec ls /www --yes", "rotate_keys --yes"],
  ...["check_keys", "has_session_keys", `has_key 0x${"ab".repeat(32)} aura`, "find_validator"],
  ...["backup_keys --yes", "payout --yes", "exec top --yes", "exec sh --yes"],
].map((words) => `send ${SERVER_ID}/3node0 ${words}`);

async function inTheConsole({ url }: ControlHostProcess): Promise<void> {
  const { code, out, err } = await runAgainst(url, ADMIN_TOKEN, ["console"], LINES.join("\n"));
  assert.deepEqual([code, err], [1, ""], out);
  const expected = [
    ...[/3node0 +Up /, /3node0 중지됨/, /3node0 시작됨/, /3node0 재시작됨/, /node listens for RPC/],
    ...[/^cgi-bin$/m, /keyStored: true/, /"aura":true/, /has_keys: true/, /has_key: false/],
    ...[/키 백업 완료: 3node0-keys-/, /^paid for 3node0$/m, /terminal/],
  ];
  for (const said of expected) assert.match(out, said);
  // A shell and top need a terminal; the node of the test knows nothing of validators.
  assert.equal(out.match(/✔ completed/g)?.length, 12, out);
  assert.equal(out.match(/✘ failed/g)?.length, 3, out);
}

Deno.test({
  ...needing(
    "signalbox agent node carries out every command of the console on a real Docker engine",
    dockerProblem(),
  ),
  fn: () =>
    withEngine((engine) =>
      withAgent(engine, async (host, folder) => {
        await inTheConsole(host);
        const [backup = assert.fail("no backup")] = [...Deno.readDirSync(`${folder}/backups`)]
          .filter(({ name }) => name.endsWith(".tar.gz"));
        await Deno.mkdir(`${folder}/unpacked`);
        const archive = `${folder}/backups/${backup.name}`;
        assert.ok(works("tar", ["-C", `${folder}/unpacked`, "-xzf", archive]));
        const kept = await Deno.readTextFile(`${folder}/unpacked/${KEYSTORE}/${KEY_FILE}`);
        assert.equal(kept, PHRASE);
        assert.equal(((await Deno.stat(archive)).mode ?? 0) & 0o777, 0o600);
        const key = await engine.docker(["exec", "3node0", "cat", "/keys"]);
        const stored = `${folder}/data/session_keys/${SERVER_ID}_3node0_latest.json`;
        assert.equal(JSON.parse(await Deno.readTextFile(stored)).session_key, key);
        const big = await run(host.api, "exec", { command: "head -c 10000000 /dev/zero" });
        assert.equal(big.state, "completed", big.reason ?? "");
        assert.equal((await seen(host.api, ({ connected }) => connected)).connected, true);
      })
    ),
});
