import assert from "node:assert/strict";
import { join } from "node:path";
import type { z } from "zod";
import type { CommandDetail } from "../../../protocols/api/command.ts";
import type { RevealedSessionKey, SessionKeyList } from "../../../protocols/api/session_key.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { KeyKillRun, type ToldKey } from "../../support/processes/key_kill_run.ts";

const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";
type List = z.infer<typeof SessionKeyList>;
type Revealed = z.infer<typeof RevealedSessionKey>;

interface KeyFile {
  readonly key_id: string;
  readonly session_key: string;
}

/** Every file of the folder by its name; a link reads as what it points at. Throws where one is not whole. */
function filesIn(folder: string): Map<string, KeyFile> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
  return new Map(
    names.map((name) => [name, JSON.parse(Deno.readTextFileSync(join(folder, name)))]),
  );
}

/** The keys that the control host knows, unmasked, newest first. */
async function knownKeys({ host: { api }, serverId, container }: KeyKillRun): Promise<Revealed[]> {
  const query = `serverId=${serverId}&container=${container}&limit=500`;
  const { items } = await api.call<List>(`/api/v1/session-keys/history?${query}`);
  return await Promise.all(
    items.map(({ keyId }) =>
      api.call<Revealed>(`/api/v1/session-keys/${keyId}/reveal`, { method: "POST" })
    ),
  );
}

/** Holds the disk, the database and what the client has heard against each other. */
async function assertNothingLost(run: KeyKillRun, folder: string): Promise<number> {
  const files = filesIn(folder);
  const known = await knownKeys(run);
  const onDisk = new Set([...files.values()].map(({ session_key }) => session_key));
  for (const { sessionKey, acknowledged } of run.told) {
    if (acknowledged) assert.ok(onDisk.has(sessionKey), "an acknowledged key has no file");
  }
  assert.deepEqual(new Set(known.map(({ sessionKey }) => sessionKey)), onDisk);
  if (known.length === 0) return 0;
  const latest = `${run.serverId}_${run.container}_latest.json`;
  const target = Deno.readLinkSync(join(folder, latest));
  assert.ok(files.has(target), `the link points at ${target}`);
  assert.equal(files.get(latest)?.key_id, known[0]?.keyId, "the link is not the newest key's");
  assert.deepEqual([...files.keys()].filter((name) => !name.startsWith(run.serverId)), []);
  return onDisk.size;
}

/** A rotation whose end nobody saw is unknown, says so, and was not sent again. */
async function assertShown(run: KeyKillRun, { commandId }: ToldKey): Promise<string> {
  const command = await run.host.api.call<CommandDetail>(`/api/v1/commands/${commandId}`);
  const where = `${commandId} ${command.state} (${command.reason})`;
  assert.equal(run.node.commandCounts.get(commandId), 1, where);
  assert.ok(["unknown", "completed"].includes(command.state), where);
  if (command.state === "unknown") assert.ok(command.reason, where);
  return command.state;
}

async function killBetweenKeyAndAck(t: Deno.TestContext, kills: number): Promise<void> {
  await withDataDir(async (dataDir) => {
    const host = await ControlHostProcess.start(dataDir, { logLevel: "warn" }, { warmUpMs: 0 });
    const run = new KeyKillRun(host, 6);
    try {
      let stored = 0;
      for (let n = 0; n < kills; n++) {
        await run.round();
        stored = await assertNothingLost(run, join(dataDir, "session_keys"));
      }
      const states = await Promise.all(run.told.map((told) => assertShown(run, told)));
      const acknowledged = run.told.filter((told) => told.acknowledged).length;
      assert.ok(acknowledged >= Math.floor(kills / 3), `only ${acknowledged} acknowledged`);
      const figures = {
        kills,
        stored,
        acknowledged,
        unknown: states.filter((state) => state === "unknown").length,
      };
      await t.step(`figures: ${JSON.stringify(figures)}`, () => {});
    } finally {
      run.node.stop();
      await run.host.stop();
    }
  });
}

Deno.test("an acknowledged session key is on the disk when the host is killed 3 times after keys arrive", (t) =>
  killBetweenKeyAndAck(t, 3));

Deno.test({
  name:
    "an acknowledged session key is on the disk when the host is killed 50 times after keys arrive" +
    (LONG ? "" : " (set SIGNALBOX_TEST_LONG=1)"),
  ignore: !LONG,
  fn: (t) => killBetweenKeyAndAck(t, 50),
});
