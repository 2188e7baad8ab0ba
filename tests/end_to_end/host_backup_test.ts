import assert from "node:assert/strict";
import { join } from "node:path";
import { startControlHost } from "../../composition/control_host.ts";
import type { CommandPage } from "../../protocols/api/command.ts";
import type { Group } from "../../protocols/api/group.ts";
import type { HostBackupReport } from "../../protocols/api/host_backup.ts";
import { Api } from "../support/api/api.ts";
import { runAgainst } from "../support/processes/command_line_run.ts";
import { withControlHost } from "../support/control_host.ts";
import { ADMIN_TOKEN, testSettings } from "../support/host_settings.ts";
import { exampleKey } from "../support/nodes/node_examples.ts";
import { signalbox } from "../support/processes/project_task.ts";
import { withStartedHost } from "../support/processes/started_host.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";

/** What a site has, as the API tells it; liveness is of the moment. */
const LISTS = ["presets", "tokens", "session-keys", "schedules"] as const;
/** What goes on by itself: when a token was used, and how a command ended that was under way. */
const PASSING = ["lastUsedAt", "state", "reason", "result", "updatedAt"];

const post = <T>(api: Api, path: string, json: unknown) =>
  api.call<T>(`/api/v1${path}`, { method: "POST", json });

async function answers(api: Api): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  for (const list of LISTS) {
    const answer = await api.request(`/api/v1/${list}`);
    const text = JSON.stringify(
      (await answer.json()).items,
      (name, value) => PASSING.includes(name) ? undefined : value,
    );
    found[list] = JSON.parse(text);
  }
  const { items } = await api.call<{ items: { id: number; name: string; createdAt: string }[] }>(
    "/api/v1/displays",
  );
  found.displays = items.map(({ id, name, createdAt }) => [id, name, createdAt]);
  return found;
}

function lasting(items: unknown): unknown {
  const text = JSON.stringify(items, (name, value) => PASSING.includes(name) ? undefined : value);
  return JSON.parse(text);
}

/** Commands by id; the fleet's own actors give some meanwhile. */
async function commandsOf(api: Api): Promise<ReadonlyMap<string, unknown>> {
  const { items } = await api.call<CommandPage>("/api/v1/commands?limit=500");
  return new Map(items.map((command) => [command.id, lasting(command)]));
}

async function fillSite(api: Api): Promise<void> {
  for (const name of ["Wall-1", "Wall-2"]) {
    const json = { name, ip_address: "10.0.0.31", port: 8081 };
    await api.call("/api/clients", { method: "POST", json, token: null });
  }
  const commands = [{ displayId: 1, command: "D:\\show\\Stage.exe" }];
  await post(api, "/presets", { name: "Opening", commands });
  await post(api, "/tokens", { name: "wall tablet", role: "view", rights: [] });
  const order = { action: "execute", command: "echo 1", presetId: null };
  await api.order("Wall-1", order);
}

const groupsOf = async (api: Api) => (await api.call<{ items: Group[] }>("/api/v1/groups")).items;

/** Makes groups, one after the other, until it is told to stop; resolves with how many. */
function load(api: Api): { stop(): Promise<number> } {
  let going = true;
  const working = (async () => {
    let count = 0;
    for (; going && count < 20_000; count++) {
      await post(api, "/groups", { name: `group ${count}`, displayIds: [1] });
    }
    return count;
  })();
  return {
    stop() {
      going = false;
      return working;
    },
  };
}

async function withRestored(dataDir: string, test: (api: Api) => Promise<void>): Promise<void> {
  const host = await startControlHost(testSettings(dataDir));
  try {
    await test(new Api(`http://127.0.0.1:${host.ports.get("http")?.port}`));
  } finally {
    await host.stop();
  }
}

Deno.test("a backup of a control host at work, restored elsewhere, gives the same answers", async () => {
  await withDataDir((elsewhere) =>
    withControlHost(async ({ url, api, host, log }) => {
      await fillSite(api);
      const revealed = await exampleKey(host.system);
      const before = await answers(api);
      const commands = await commandsOf(api);
      const typed = ["--to", join(elsewhere, "usb"), "--passphrase-file", "-"];
      const working = load(api);
      const backup = await runAgainst(url, ADMIN_TOKEN, ["backup", ...typed], "correct horse 1\n");
      assert.equal(backup.code, 0, backup.err);
      assert.ok(await working.stop() > 0);
      const live = await groupsOf(api);
      const file = backup.out.trim();
      const dataDir = join(elsewhere, "again");
      const words = ["restore", file, "--data-dir", dataDir, "--passphrase-file", "-"];
      const wrong = await runAgainst(url, ADMIN_TOKEN, words, "incorrect horse\n");
      assert.deepEqual([wrong.code, wrong.out], [1, ""]);
      assert.equal(wrong.err, "The passphrase does not open this backup.\n");
      const restore = await runAgainst(url, ADMIN_TOKEN, words, "correct horse 1\n");
      assert.equal(restore.code, 0, restore.err);
      await withRestored(dataDir, async (again) => {
        assert.deepEqual(await answers(again), before);
        const kept = await commandsOf(again);
        assert.ok(commands.size > 0);
        for (const [id, command] of commands) assert.deepEqual(kept.get(id), command);
        const groups = await groupsOf(again);
        assert.deepEqual(groups, live.slice(0, groups.length), "one moment, nothing in between");
        const path = `/api/v1/session-keys/${revealed}/reveal`;
        const key = (from: Api) => from.call<{ sessionKey: string }>(path, { method: "POST" });
        const admin = await key(again).catch(() => undefined);
        assert.deepEqual(admin?.sessionKey, (await key(api).catch(() => undefined))?.sessionKey);
      });
      const secrets = ["correct horse", ADMIN_TOKEN];
      for (const line of log) {
        for (const secret of secrets) assert.ok(!JSON.stringify(line).includes(secret));
      }
    })
  );
});

Deno.test("a control host makes up for a backup that did not come while it was away, and says so", async () => {
  await withDataDir(async (folder) => {
    const passphraseFile = join(folder, "pass");
    await Deno.writeTextFile(passphraseFile, "correct horse battery\n");
    const backups = join(folder, "backups");
    await Deno.mkdir(backups);
    await Deno.writeTextFile(join(backups, "signalbox-20250101T040000Z.tar.gz.age"), "old");
    const backup = { cron: "0 4 * * *", timeZone: "UTC", folder: backups, passphraseFile, keep: 1 };
    await withControlHost(
      async ({ api, log }) => {
        const path = "/api/v1/host-backups";
        const made = ({ attempts }: HostBackupReport) => attempts.some(({ name }) => name !== null);
        const { attempts } = await api.until<HostBackupReport>(path, made, 30_000);
        const [attempt] = attempts;
        assert.deepEqual([attempt?.trigger, attempt?.state], ["scheduled", "made"]);
        const { items } = await api.call<HostBackupReport>(path);
        assert.ok(items.some(({ name }) => name === attempt?.name));
        assert.ok(
          log.some(({ message }) => message.startsWith("A backup of the control host did not")),
        );
      },
      { warmUpMs: 500 },
      { backup },
    );
  });
});

Deno.test("startControlHost() refuses a schedule of backups that is none, and leaves nothing open", async () => {
  await withDataDir(async (dataDir) => {
    const backup = { cron: "61 4 * * *", passphraseFile: "/etc/pass" };
    await assert.rejects(
      startControlHost(testSettings(dataDir, { backup })),
      /^Error: backup\.cron of the config file must be a cron expression/,
    );
    const host = await startControlHost(testSettings(dataDir));
    await host.stop();
  });
});

Deno.test("backup and restore work with the permissions that the program starts with", async () => {
  await withDataDir(async (folder) => {
    const [dataDir, again] = [join(folder, "data"), join(folder, "again")];
    const passphraseFile = join(folder, "pass");
    await Deno.writeTextFile(passphraseFile, "correct horse battery\n");
    const from = ["--passphrase-file", passphraseFile];
    const tokens = async (dataDir: string) => {
      const { out } = await signalbox(["token", "list", "--data-dir", dataDir, "--json"], {});
      return JSON.parse(out).map(({ id }: { id: string }) => id);
    };
    const files: string[] = [];
    await withStartedHost(dataDir, [], async ({ url, token }) => {
      const env = { SIGNALBOX_URL: url, SIGNALBOX_TOKEN: token };
      const there = await signalbox(["backup", "--to", join(folder, "there"), ...from], env);
      assert.equal(there.code, 0, there.err);
      files.push(there.out.trim());
    });
    const words = ["backup", "--data-dir", dataDir, "--to", join(folder, "here"), ...from];
    const here = await signalbox(words, {});
    assert.equal(here.code, 0, here.err);
    files.push(here.out.trim());
    for (const file of files) {
      const restore = await signalbox(["restore", file, "--data-dir", again, ...from], {});
      assert.equal(restore.code, 0, restore.err);
      assert.deepEqual(await tokens(again), await tokens(dataDir));
      await Deno.remove(again, { recursive: true });
    }
  });
});
