import assert from "node:assert/strict";
import { widthOf } from "../../../command_line/terminal/console.ts";
import { aSystem } from "../../support/nodes/fake_node_link.ts";
import { FakeHost } from "../fakes/fake_host.ts";
import {
  alertBody,
  commandRow,
  displayBody,
  presetBody,
  syncHostBody,
  TIME,
  wallBody,
} from "../fakes/samples.ts";

const { liveness: LIVENESS } = displayBody(1, "any");
const OLD = "2026-03-01T09:00:00.000Z";

/** One of each kind. */
function stage(): FakeHost {
  const host = new FakeHost();
  const { api } = host;
  api.add("Left", {
    liveness: { ...LIVENESS, since: OLD },
    currentPresetId: 1,
    processes: ["a.exe"],
  });
  api.presets.push(presetBody(1, "Morning", [1]));
  api.nodes.add("client123", ["3node0"]);
  api.cameras.add("Entrance");
  api.syncHosts.push(syncHostBody(1, { name: "Hall left", machine: null }));
  api.walls.push(wallBody("Hall"));
  host.now += 5_000;
  return host;
}

/** The rows of the facts, by label. */
function factsOf(out: string): Map<string, string> {
  const rows = out.split("\n\n")[0]?.split("\n") ?? [];
  return new Map(rows.map((row) => {
    const [label = "", value = ""] = row.split(/ {2,}/, 2);
    return [label, value] as const;
  }));
}

Deno.test("show tells of a display whether it is there, since when, why, and what it runs", async () => {
  const host = stage();
  const { code, out } = await host.run("show", "left");
  assert.equal(code, 0);
  const facts = factsOf(out);
  assert.deepEqual([...facts].slice(0, 7), [
    ["Display", "Left (number 1)"],
    ["State", "● online · since 2026-03-01 18:00 Asia/Seoul (30 m 5 s)"],
    ["Why", "Heard in time."],
    ["Last heard", "5.0 s ago"],
    ["Health", "○ idle"],
    ["Runs", "a.exe"],
    ["Preset", "Morning"],
  ]);
  assert.equal(facts.get("Address we see"), "10.0.0.1");
  assert.equal(facts.get("Client"), "python 2.0");
  // What nobody knows is no row.
  assert.ok(!facts.has("MAC address") && !facts.has("Last commands") && !facts.has("Maintenance"));
});

Deno.test("show tells how long a machine is up while it is there, and nothing of one that is away", async () => {
  const host = stage();
  const [left = assert.fail()] = host.api.displays;
  left.uptimeS = 7_200;
  assert.equal(factsOf((await host.run("show", "Left")).out).get("Up for"), "2 h 0 m");
  left.connected = false;
  assert.ok(!factsOf((await host.run("show", "Left")).out).has("Up for"));
  const [client = assert.fail()] = host.api.nodes.hosts;
  client.system = aSystem({ uptimeSeconds: 90_000 });
  assert.equal(factsOf((await host.run("show", "client123")).out).get("Up for"), "1 d 1 h");
  client.connected = false;
  const facts = factsOf((await host.run("show", "client123")).out);
  assert.ok(!facts.has("Up for"));
  assert.equal(facts.get("CPU"), "23 % · Mac14,3 (Apple M2) × 8");
});

Deno.test("show tells what was asked of a member, what came of it, open alerts, and the work on it", async () => {
  const host = stage();
  const [left = assert.fail()] = host.api.displays;
  left.maintenance = { until: TIME, note: "New cables", by: "console" };
  const row = commandRow(
    "cmd_1",
    { key: "1", name: "Left" },
    "execute",
    { command: "a.exe" },
    null,
  );
  host.api.commands.push({ ...row, state: "unknown", reason: "Nobody\u001b[2J knows." });
  host.api.alerts.alerts.push(alertBody({ subject: { kind: "display", key: "1", name: "Left" } }));
  const facts = factsOf((await host.run("show", "Left")).out);
  assert.equal(
    facts.get("Maintenance"),
    "until 2026-03-01 18:30 Asia/Seoul, by console: New cables",
  );
  assert.equal(
    facts.get("Last commands"),
    "? unknown · execute: a.exe · 5.0 s ago · Nobody [2J knows.",
  );
  assert.equal(
    facts.get("Open alerts"),
    "critical: offline · It is offline. · 2 m 10 s ago (alert 12)",
  );
  const asked = host.api.asked.filter(({ path }) => /alerts|commands/.test(path))
    .map(({ query }) => Object.fromEntries(query));
  assert.deepEqual(asked, [
    { state: "unresolved", kind: "display", key: "1", limit: "10" },
    { target: "display/1", limit: "5" },
  ]);
});

Deno.test("show prints the newest notes, as many as are asked for", async () => {
  const host = stage();
  host.api.displayNotes.push(
    { at: OLD, kind: "registered", detail: "10.0.0.1" },
    { at: TIME, kind: "offline", detail: "No sign of life\u202e for 30 s." },
  );
  const { out } = await host.run("show", "Left");
  assert.equal(
    out.split("\n\n")[1],
    "When (Asia/Seoul)    What        Details\n" +
      "2026-03-01 18:30:00  ✘ offline   No sign of life  for 30 s.\n" +
      "2026-03-01 18:00:00  registered  10.0.0.1\n",
  );
  assert.ok(!(await host.run("show", "Left", "--notes", "1")).out.includes("registered"));
  assert.ok(!(await host.run("show", "Left", "--notes", "0")).out.includes("When"));
  const { code, err } = await host.run("show", "Left", "--notes", "201");
  assert.equal(code, 2);
  assert.match(err, /--notes: must be a whole number from 0 to 200/);
});

Deno.test("show --json is one object of the API's own words, and its newest notes first", async () => {
  const host = stage();
  host.api.displayNotes.push(
    { at: OLD, kind: "registered", detail: "10.0.0.1" },
    { at: TIME, kind: "offline", detail: "x" },
  );
  const shown = JSON.parse((await host.run("show", "Left", "--json", "--notes", "1")).out);
  assert.deepEqual(Object.keys(shown), ["kind", "member", "alerts", "commands", "notes"]);
  assert.deepEqual([shown.kind, shown.member.name, "notes" in shown.member], [
    "display",
    "Left",
    false,
  ]);
  assert.deepEqual(shown.notes, [{ at: TIME, kind: "offline", detail: "x" }]);
});

Deno.test("show tells of a client its containers, and asks for their commands and alerts as well", async () => {
  const host = stage();
  host.api.nodes.notes.push({
    at: TIME,
    kind: "liveness",
    container: null,
    detail: "offline: Gone.",
  });
  host.api.nodes.notes.push({ at: TIME, kind: "eraBegan", container: "3node0", detail: "7 → 8" });
  const { out } = await host.run("show", "machine of client123");
  const facts = factsOf(out);
  assert.equal(facts.get("Node host"), "client123 (machine of client123)");
  assert.equal(facts.get("Health"), "● ok · Everything that should run runs.");
  assert.equal(facts.get("Containers"), "/3node0 · ● running · In step with its chain.");
  assert.equal(facts.get("Address we see"), "192.0.2.7, not encrypted");
  assert.match(out, /18:30:00 +era began +3node0: 7 → 8\n.*18:30:00 +✘ offline +Gone\.\n$/);
  const targets = host.api.asked.flatMap(({ query }) => query.getAll("target"));
  assert.deepEqual(targets, ["node/client123", "container/client123/3node0"]);
});

Deno.test("show tells of a client the five newest commands of it and its containers", async () => {
  const host = stage();
  const order = (action: string, kind: string, key: string, second: number) => {
    const row = commandRow(action, { key, name: key }, action, {}, null);
    const createdAt = `2026-03-01T09:29:0${second}.000Z`;
    host.api.commands.push({
      ...row,
      target: { ...row.target, kind },
      state: "completed",
      createdAt,
    });
  };
  for (const [nth, action] of ["stop", "exec", "start"].entries()) {
    order(action, "node", "client123", 2 * nth);
    order(`${action}_one`, "container", "client123/3node0", 2 * nth + 1);
  }
  const { out } = await host.run("show", "node:client123");
  const shown = [...out.matchAll(/✔ completed · (.*) · \d/g)].map(([, words]) => words);
  assert.deepEqual(shown, [
    "client123/3node0 start_one",
    "start",
    "client123/3node0 exec_one",
    "exec",
    "client123/3node0 stop_one",
  ]);
});

Deno.test("show tells of a container what it does, of its host, and what happened to it alone", async () => {
  const host = stage();
  const [container = assert.fail()] = host.api.nodes.containers;
  container.backup = { file: "keys.tar", at: OLD };
  container.payout = { currentEra: 8, unclaimed: 2, synced: true, error: null, at: OLD };
  for (const name of [null, "3node0", "3node1"]) {
    host.api.nodes.notes.push({
      at: TIME,
      kind: "eraBegan",
      container: name,
      detail: `of ${name}`,
    });
  }
  const { out } = await host.run("show", "client123/3node0");
  const facts = factsOf(out);
  assert.equal(facts.get("State"), "● running");
  assert.match(facts.get("Host") ?? "", /^machine of client123 · ● online · since /);
  assert.equal(facts.get("Payout"), "2 unclaimed");
  assert.equal(facts.get("Last key backup"), "30 m 5 s ago: keys.tar");
  assert.match(out, /era began +of 3node0\n$/);
  assert.ok(!out.includes("of null") && !out.includes("of 3node1"));
});

Deno.test("show tells of a camera, a sync host and a wall", async () => {
  const host = stage();
  const camera = factsOf((await host.run("show", "Entrance")).out);
  assert.match(camera.get("Stream") ?? "", /^▶ streaming · since /);
  assert.equal(camera.get("Rates"), "30.0 pictures a second, 4000 kb/s");
  assert.equal(camera.get("Address"), "10.0.1.1:8000");
  const sync = factsOf((await host.run("show", "Hall left")).out);
  assert.equal(sync.get("Wall"), "Hall · ◐ degraded");
  assert.equal(sync.get("Heard by"), "its own reports");
  const wall = factsOf((await host.run("show", "hall")).out);
  assert.match(wall.get("State") ?? "", /^◐ degraded · since /);
  assert.equal(wall.get("Hosts"), "Left · ✘ error");
});

Deno.test("show takes an address for the machine, and tells who stands on it", async () => {
  const host = stage();
  const known = { kind: "camera", key: "1", name: "Entrance", by: "peer" } as const;
  const member = { ...known, claimedAddress: null, link: "/cameras/1" };
  host.api.past.machines.push({
    address: "10.0.1.1",
    liveness: "online",
    members: [{ ...member, liveness: "online", state: "streaming" }],
    total: 3,
  });
  const { out } = await host.run("show", "10.0.1.1");
  assert.match(
    out,
    /^Machine +10\.0\.1\.1\nState +● online\nMembers +Camera Entrance · ● online · str/,
  );
  assert.match(out, /and 2 more/);
  assert.equal((await host.run("show", "machine:10.0.1.1")).out, out);
});

const WRONG: readonly (readonly [typed: string, code: number, said: RegExp])[] = [
  [
    "1",
    1,
    /^"1" is more than one: say which, one of display:Left, camera:Entrance, sync:Hall left\.$/m,
  ],
  ["Lfet", 1, /^There is no member "Lfet"\. Did you mean "Left"\?\n.*signalbox list$/m],
  ["client123/3nod0", 1, /no member .* Did you mean "client123\/3node0"\?/],
  ["camera:Entrnce", 1, /no camera "Entrnce"\. Did you mean "Entrance"\?/],
  ["node:client123/3nod0", 1, /no container "3nod0"\. Did you mean "3node0"\?/],
  ["wall:Hal", 1, /no wall "Hal"\. Did you mean "Hall"\?/],
  ["machine:10.0.0.9", 1, /no machine "10\.0\.0\.9"/],
];

for (const [typed, code, said] of WRONG) {
  Deno.test(`show says what is wrong with: ${typed}`, async () => {
    const { code: answered, err } = await stage().run("show", typed);
    assert.equal(answered, code, err);
    assert.match(err, said);
  });
}

Deno.test("show takes the kind in front, and a name with a colon as it is", async () => {
  const host = stage();
  host.api.add("PC:17");
  assert.match((await host.run("show", "camera:1")).out, /^Camera +Entrance/);
  assert.match((await host.run("show", "sync:1")).out, /^Sync host +Hall left/);
  assert.match((await host.run("show", "PC:17")).out, /^Display +PC:17/);
});

Deno.test("show speaks Korean, and fits a narrow terminal", async () => {
  const host = stage();
  host.env.SIGNALBOX_LANG = "ko";
  host.env.NO_COLOR = "1";
  Object.assign(host, { terminal: true, columns: 80 });
  host.api.displayNotes.push({
    at: TIME,
    kind: "disconnected",
    detail: "Its actor does not answer: it has failed, and will be started again.",
  });
  const { out } = await host.run("show", "Left");
  assert.match(
    out,
    /^디스플레이 +Left \(번호 1\)\n상태 +● 온라인 · 2026-03-01 18:00 Asia\/Seoul부터/,
  );
  assert.match(out, /^이유 +제때 신호가 왔습니다\.$/m);
  assert.match(out, /^2026-03-01 18:30:00 +연결 끊김 +이 멤버를/m);
  for (const line of out.split("\n")) assert.ok(widthOf(line) <= 80, line);
});
