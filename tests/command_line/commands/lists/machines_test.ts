import assert from "node:assert/strict";
import type { Backup } from "../../../../protocols/api/backup.ts";
import { FakeHost } from "../../fakes/fake_host.ts";
import { TIME } from "../../fakes/samples.ts";

const SHARED = {
  address: "192.0.2.7",
  liveness: "online",
  members: [
    {
      kind: "display",
      key: "1",
      name: "Left\u001b[2J",
      by: "peer",
      claimedAddress: null,
      liveness: "offline",
      state: "idle",
      link: "/displays/1",
    },
    {
      kind: "camera",
      key: "3",
      name: "Entrance",
      by: "claimed",
      claimedAddress: "192.0.2.7",
      liveness: "online",
      state: "waiting",
      link: "/cameras/3",
    },
  ],
  total: 3,
} as const;

Deno.test("list machines tells who stands at one address, each in a line", async () => {
  const host = new FakeHost();
  host.api.past.machines.push({ ...SHARED, members: [...SHARED.members] });
  const { code, out } = await host.run("list", "machines", "--shared", "--query", "192");
  assert.equal(code, 0);
  assert.equal(
    out,
    "Address    State     Members\n" +
      "192.0.2.7  ● online  Display Left [2J · ✘ offline · idle\n" +
      "                     Camera Entrance · ● online · waiting\n" +
      "                     and 1 more\n",
  );
  const query = Object.fromEntries(host.api.asked.at(-1)?.query ?? []);
  assert.deepEqual(query, { q: "192", shared: "true", limit: "500" });
  host.env.SIGNALBOX_LANG = "ko";
  assert.match(
    (await host.run("list", "machines")).out,
    /카메라 Entrance · ● 온라인 · 영상 대기$/m,
  );
});

function backup(id: number, different: Partial<Backup> = {}): Backup {
  const of = { serverId: "client123", container: "3node0", commandId: null } as const;
  return { id, ...of, file: "/keys/3node0.tar", at: TIME, source: "message", ...different };
}

Deno.test("list key-backups tells whose keys were backed up, when, and where they are", async () => {
  const host = new FakeHost();
  host.api.nodes.add("client123", ["3node0"]);
  host.api.past.backups.push(backup(2, { file: null, source: "command" }), backup(1));
  host.now += 5_000;
  const { code, out } = await host.run("list", "key-backups", "--node", "machine of client123");
  assert.equal(code, 0);
  assert.match(out, /^client123\/3node0 +5\.0 s ago +backup_keys +not told$/m);
  assert.match(out, /^client123\/3node0 +5\.0 s ago +the client itself +\/keys\/3node0\.tar$/m);
  assert.equal(host.api.asked.at(-1)?.query.get("serverId"), "client123");
});

Deno.test("list key-backups wants to know whose container, and tells the nearest client", async () => {
  const host = new FakeHost();
  host.api.nodes.add("client123", ["3node0"]);
  assert.equal((await host.run("list", "key-backups", "--container", "3node0")).code, 2);
  const { code, err } = await host.run("list", "key-backups", "--node", "client12");
  assert.equal(code, 1);
  assert.match(err, /Did you mean "client123"\?/);
  assert.equal((await host.run("list", "key-backups")).out, "No backups of keys yet.\n");
});

Deno.test("camera discovery tells whether the broker is there, and what came from it", async () => {
  const host = new FakeHost();
  const { code, out } = await host.run("camera", "discovery");
  assert.equal(code, 0);
  assert.match(out, /^Discovery +mqtt:\/\/127\.0\.0\.1:1883\nState +● connected · since /);
  assert.match(out, /^Answers +12\nNot understood +1\nOf another time +2\nLeft out +0$/m);
  host.api.past.discovery = { ...host.api.past.discovery, state: "down", reason: "Refused." };
  host.env.SIGNALBOX_LANG = "ko";
  assert.match((await host.run("camera", "discovery")).out, /✘ 끊김 .*\n이유 +Refused\.$/m);
  assert.equal(JSON.parse((await host.run("camera", "discovery", "--json")).out).answers, 12);
});
