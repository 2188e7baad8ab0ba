import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { PythonProgram } from "../../support/machine/python.ts";
import { needing, works } from "../../support/machine/system_needs.ts";
import { PATIENCE_MS, withNodeStage } from "./stage.ts";

const SCRIPT = fileURLToPath(new URL("../../fixtures/mclient/run.py", import.meta.url));
const SERVER_ID = "client123";

/** What keeps the guides' client from running here. */
const missing = works("/usr/bin/python3", ["-c", "import websockets"])
  ? undefined
  : "needs Debian's python3-websockets";

/** The next line in which the client says that it heard this. */
function hears({ out }: PythonProgram, kind: string): Promise<Record<string, unknown>> {
  const words = `{"heard": "${kind}"`;
  return out.find((line) => line.startsWith(words), PATIENCE_MS).then((line) =>
    JSON.parse(line).frame
  );
}

Deno.test({
  ...needing(
    "a Python client written from the node guides answers everything, and gets every acknowledgement",
    missing,
  ),
  fn: () =>
    withNodeStage(async ({ wsUrl, look, run, log }) => {
      const client = new PythonProgram(SCRIPT, [
        `${wsUrl}/ws/monitoring/`,
        SERVER_ID,
        "0.2",
        "none",
      ]);
      try {
        assert.equal((await hears(client, "register_ack")).serverId, SERVER_ID);
        assert.equal((await hears(client, "stats_ack")).sequence, 1);
        assert.equal((await hears(client, "summary_ack")).sequence, 2);
        await hears(client, "heartbeat_ack");
        await hears(client, "pong");
        const { members } = await look(SERVER_ID);
        const [running, stopped] = members;
        assert.deepEqual([running?.name, running?.health], ["3node0", "running"]);
        assert.deepEqual([stopped?.name, stopped?.health], ["node1", "stopped"]);
        assert.equal(running?.payout?.unclaimed, 2);

        const key = `0x${"ab".repeat(32)}`;
        const commands = [
          ["start", {}, "completed"],
          ["stop", {}, "completed"],
          ["restart", {}, "completed"],
          ["logs", { lines: 3 }, "completed"],
          ["status", {}, "completed"],
          ["exec", { command: "df -h" }, "completed"],
          ["payout", {}, "failed"],
          ["check_keys", {}, "completed"],
          ["has_session_keys", {}, "completed"],
          ["has_key", { public_key: key }, "completed"],
          ["find_validator", {}, "completed"],
          ["backup_keys", {}, "completed"],
          ["rotate_keys", {}, "completed"],
        ] as const;
        for (const [command, params, state] of commands) {
          const ended = await run(SERVER_ID, command, params);
          assert.equal(ended.state, state, `${command}: ${ended.reason}`);
          const acknowledged = `"command_id": "${ended.id}"`;
          await client.out.find((line) => line.includes(acknowledged), PATIENCE_MS);
        }
        await hears(client, "backup_complete_ack");
        assert.equal((await hears(client, "key_update_ack")).status, "success");
        assert.equal((await look(SERVER_ID)).members[0]?.backup?.file, "3node0-keys.tar.gz");
        assert.ok(
          log.every(({ message }) => !message.includes("5e5e5e5e5e5e")),
          "no key in the log",
        );
      } finally {
        await client.stop();
      }
      assert.deepEqual(client.errors.all, []);
    }),
});
