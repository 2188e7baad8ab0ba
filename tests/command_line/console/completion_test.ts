import assert from "node:assert/strict";
import type { MaintenanceWindow } from "../../../protocols/api/maintenance.ts";
import { completeLine, type KnownNames } from "../../../command_line/console/completion.ts";
import { FleetNames } from "../../../command_line/console/fleet_names.ts";
import { ApiClient } from "../../../command_line/api/api_client.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";
import { channelBody } from "../fakes/fake_alert_channels.ts";
import { FakeApi } from "../fakes/fake_api.ts";
import { alertBody } from "../fakes/samples.ts";

const CONTAINERS: Readonly<Record<string, readonly string[]>> = {
  client123: ["3node0", "node1"],
  "Rack/left": ["node7"],
};

const NAMES: KnownNames = {
  hosts: () => Promise.resolve(["client123/", "client124", "two words"]),
  displays: () => Promise.resolve(["Left"]),
  presets: () => Promise.resolve(["Morning", "Evening show"]),
  groups: () => Promise.resolve(["Lobby"]),
  syncHosts: () => Promise.resolve(["Hall left", "Hall right"]),
  walls: () => Promise.resolve(["Wall_01"]),
  cameras: () => Promise.resolve(["Entrance", "North hall"]),
  containers: (host) => Promise.resolve(CONTAINERS[host] ?? []),
  listed: ["nodes", "containers"],
  schedules: () => Promise.resolve(["Nightly", "Opening show"]),
  openAlerts: () => Promise.resolve(["12", "131"]),
  alertChannels: () => Promise.resolve(["Duty"]),
  maintenanceWindows: () => Promise.resolve(["3"]),
  openCommands: () => Promise.resolve(["cmd_1_abc", "cmd_1_abd"]),
};

const COMPLETED: readonly (readonly [line: string, candidates: readonly string[]])[] = [
  ["se", ["send "]],
  ["  wai", ["wait "]],
  ["x", []],
  ["send cl", ["client123/", "client124"]],
  ["send client124", ["client124 "]],
  ["send client123/", ["client123/3node0", "client123/node1", "client123/all"]],
  ["send client123/3", ["client123/3node0 "]],
  ["send Rack/left/n", ["Rack/left/node7 "]],
  ["send two", []],
  ['send "tw', ['"two words" ']],
  ["send Left e", ["execute "]],
  ["send client124 ro", ["rotate_keys "]],
  ["send --json client124 ro", ["rotate_keys "]],
  ["send --deadline 5s client124 ro", ["rotate_keys "]],
  ["send client124 logs ", ["lines=", "follow=true", "follow=false"]],
  ["send client124 logs lines=5 ", ["follow=true", "follow=false"]],
  ["send client124 logs li", ["lines="]],
  ["send client124 has_key 0x12 au", ["aura "]],
  ["send client124 exec l", []],
  ["send client124 status --js", ["--json "]],
  ["broadcast stat", ["status "]],
  ["broadcast status --node client1", ["client123", "client124"]],
  ["broadcast status --con", ["--container", "--connected"]],
  ["broadcast check_keys gr", ["gran="]],
  ["list con", ["containers "]],
  ["list containers --node client124", ["client124 "]],
  ["wait cmd", ["cmd_1_abc", "cmd_1_abd"]],
  ["cancel cmd_1_abd", ["cmd_1_abd "]],
  ["help rot", ["rotate_keys "]],
  ["preset sh", ["show "]],
  ["preset edit M", ["Morning "]],
  ["preset edit Morning --of", ["--off", "--offset"]],
  ["preset edit Morning --off ", ["Left "]],
  ["preset edit Morning --on x=y --group L", ["Lobby "]],
  ["preset create M", []],
  ["group create Hall ", ["Left "]],
  ["group edit Lobby --add L", ["Left "]],
  ["display fo", ["forget "]],
  ["display merge ", ["Left "]],
  ["display merge Left --in", ["--into "]],
  ["display merge Left --into ", ["Left "]],
  ["display rename Left ", []],
  ["sync forget Hall", []],
  ['sync forget "Hall l', ['"Hall left" ']],
  ["node ", ["forget "]],
  ["node forget client1", ["client123", "client124"]],
  ["key reveal client123/", ["client123/3node0", "client123/node1"]],
  ["key reveal client124 ", []],
  ["camera del", ["delete-recording "]],
  ["camera do", ["download "]],
  ["show L", ["Left "]],
  ["show client123/3", ["client123/3node0 "]],
  ["show node:client123/3", ["node:client123/3node0 "]],
  ["show wall:", ["wall:Wall_01 "]],
  ['show "camera:N', ['"camera:North hall" ']],
  ["show Left ", []],
  ["show --notes 5 Left --js", ["--json "]],
  ["history --kind ", ["display", "node", "container", "sync", "camera"]],
  ["history --since 24h Hal", []],
  ['history "Hall l', ['"Hall left" ']],
  ["history Left --si", ["--since "]],
  ["alert ack 1", ["12", "131"]],
  ["alert ack 12 --n", ["--note "]],
  ["alert snooze 12 ", []],
  ["alert te", ["test "]],
  ["alert test ", ["Duty "]],
  ["alert deliveries --channel ", ["Duty "]],
  ["maintenance b", ["begin "]],
  ["maintenance begin 2h --group ", ["Lobby "]],
  ["maintenance end ", ["3 "]],
  ["schedule en", ["enable "]],
  ["schedule enable N", ["Nightly "]],
  ['schedule run "Op', ['"Opening show" ']],
  ["schedule edit Nightly rot", ["rotate_keys "]],
  ["schedule add Close --cron @daily --display Left po", ["power "]],
  ["schedule add Close --display ", ["Left "]],
  ["schedule add Close --run M", ["Morning "]],
  ["schedule add Keys --preset daily-key-b", ["daily-key-backup "]],
  ["schedule edit Nightly --missed r", ["run-once "]],
  ["schedule edit Nightly --node client1", ["client123", "client124"]],
  ["wall note ", ["Wall_01 "]],
  ["audit v", ["verify "]],
  ["import k", ["keys "]],
  ["backup --t", ["--to "]],
  ["ready --", ["--json "]],
  ["constructor ", []],
  ["quit now", []],
];

for (const [line, candidates] of COMPLETED) {
  Deno.test(`completeLine() offers what may follow in: ${line}`, async () => {
    const [offered, fragment] = await completeLine(line, NAMES);
    assert.deepEqual(offered, candidates);
    assert.ok(line.endsWith(fragment));
  });
}

Deno.test("completeLine() offers all commands in an empty line", async () => {
  const [offered] = await completeLine("", NAMES);
  assert.deepEqual(offered, [
    ...["help", "list", "send", "broadcast", "preset", "group", "display", "sync", "wall", "alert"],
    ...["maintenance", "schedule", "audit", "import", "node", "key", "camera"],
    ...["show", "history", "wait", "cancel", "ready", "backup", "quit"],
  ]);
});

function windowBody(id: number, state: MaintenanceWindow["state"]): MaintenanceWindow {
  const [from, until] = ["2026-03-01T09:30:00.000Z", "2026-03-01T10:30:00.000Z"];
  const whom = { subjects: [], kinds: [], groups: [], everything: true, note: "" };
  return { id, state, from, until, ...whom, createdBy: "console", createdAt: from };
}

/** Names of a fleet in memory, and a clock to move. */
function fleet() {
  const api = new FakeApi();
  api.nodes.add("client123", ["3node0", "node1"]);
  api.nodes.add("client124", ["3node0"]);
  api.nodes.add("evil\u202eclient", []);
  const clock = { now: 0 };
  const client = new ApiClient({
    url: "http://192.0.2.1",
    token: undefined,
    texts: textsFor("en", ""),
    fetch: (request) => api.fetch(request),
  });
  return { api, clock, names: new FleetNames(client, () => clock.now, []) };
}

Deno.test("FleetNames asks the control host, marks hosts of several containers, and offers safe names only", async () => {
  const { names } = fleet();
  assert.deepEqual(await names.hosts(), ["client123/", "client124"]);
  assert.deepEqual(await names.containers("client123"), ["3node0", "node1"]);
  assert.deepEqual(await names.displays(), []);
  assert.deepEqual(await names.openCommands(), []);
});

Deno.test("FleetNames tells what is open: schedules, channels, alerts and windows by number", async () => {
  const { api, names } = fleet();
  api.schedules.add();
  api.alertChannels.channels.push(channelBody("Duty"));
  api.alerts.alerts.push(alertBody(), alertBody({ id: 13, state: "resolved" }));
  api.alerts.windows.push(windowBody(2, "over"), windowBody(3, "planned"));
  assert.deepEqual(await names.schedules(), ["Nightly"]);
  assert.deepEqual(await names.alertChannels(), ["Duty"]);
  assert.deepEqual(await names.openAlerts(), ["12"]);
  assert.deepEqual(await names.maintenanceWindows(), ["3"]);
});

Deno.test("FleetNames keeps names for some seconds, and failures not at all", async () => {
  const { api, clock, names } = fleet();
  api.unreachable = 1;
  await assert.rejects(names.hosts());
  await names.hosts();
  await names.hosts();
  assert.equal(api.asked.length, 1);
  clock.now += 5_000;
  await names.hosts();
  assert.equal(api.asked.length, 2);
});

Deno.test("completeLine() knows what can be done with cameras, and their names", async () => {
  assert.deepEqual(await completeLine("cam", NAMES), [["camera "], "cam"]);
  assert.deepEqual((await completeLine("camera rec", NAMES))[0], ["record", "recordings"]);
  assert.deepEqual((await completeLine("camera record st", NAMES))[0], ["start", "stop"]);
  assert.deepEqual((await completeLine('camera record start "No', NAMES))[0], ['"North hall" ']);
  assert.deepEqual((await completeLine("camera record start --a", NAMES))[0], ["--all "]);
  assert.deepEqual((await completeLine("camera snapshot E", NAMES))[0], ["Entrance "]);
});
