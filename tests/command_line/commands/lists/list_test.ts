import assert from "node:assert/strict";
import { widthOf } from "../../../../command_line/terminal/console.ts";
import { FakeHost } from "../../fakes/fake_host.ts";
import { rotationBody } from "../../fakes/fake_nodes.ts";
import { actorBody, displayBody, presetBody, TIME } from "../../fakes/samples.ts";

const { liveness: LIVENESS } = displayBody(1, "any");

Deno.test("list displays says how to connect the first one, with a line to copy", async () => {
  const { code, out } = await new FakeHost().run("list", "displays");
  assert.equal(code, 0);
  assert.match(out, /^No displays yet\.\n.*http:\/\/127\.0\.0\.1:8000/);
  assert.match(
    out,
    /^ {2}signalbox agent display --server http:\/\/127\.0\.0\.1:8000 --name Display_01$/m,
  );
});

Deno.test("list displays shows state, health and reason, and nothing that steers a terminal", async () => {
  const host = new FakeHost();
  host.api.add("Left\u001b]0;x\u0007", { health: "running" });
  host.now += 2_500;
  const { out } = await host.run("list", "displays");
  assert.match(out, /^Id +Name +State +Health +Address +Version +Last seen +Reason$/m);
  assert.match(out, /^1 +Left \]0;x +● online +▶ running +10\.0\.0\.1 +2\.0 +2\.5 s ago +Heard/m);
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f]/);
});

Deno.test("list displays says beside its state that a display is under maintenance", async () => {
  const host = new FakeHost();
  const maintenance = { until: TIME, note: "Cables", by: "ops" };
  host.api.add("Left", { maintenance, liveness: { ...LIVENESS, state: "offline" } });
  const { out } = await host.run("list", "displays");
  assert.match(out, /^1 +Left +✘ offline ⚙ maintenance +/m);
  host.locale = "ko-KR";
  assert.match((await host.run("list", "displays")).out, /⚙ 점검 중/);
});

Deno.test("list displays keeps columns in line when names are Korean", async () => {
  const host = new FakeHost();
  host.terminal = true;
  host.env.NO_COLOR = "1";
  host.locale = "ko-KR";
  host.api.add("로비 화면");
  host.api.add("Display_01", { liveness: { ...LIVENESS, state: "offline" } });
  const { out } = await host.run("list", "displays");
  const lines = out.trimEnd().split("\n");
  const addressAt = lines.map((line) => widthOf(line.slice(0, line.search(/주소|10\.0/))));
  assert.equal(lines.length, 3);
  assert.equal(new Set(addressAt).size, 1);
});

Deno.test("list displays fits the terminal, whatever a display calls itself", async () => {
  const host = new FakeHost();
  Object.assign(host, { terminal: true, columns: 80 });
  host.api.add("한글".repeat(100));
  host.api.add("x".repeat(255), {
    liveness: {
      ...LIVENESS,
      reason: "Nothing heard for a while. ".repeat(5),
    },
  });
  const { out } = await host.run("list", "displays");
  for (const line of out.split("\n")) assert.ok(widthOf(line) <= 80, line);
});

Deno.test("list displays passes filters on, reads every page, and says when it is cut", async () => {
  const host = new FakeHost();
  for (let n = 1; n <= 620; n++) host.api.add(`D${n}`);
  const all = await host.run("list", "displays", "--json");
  assert.equal(JSON.parse(all.out).length, 620);
  const args = ["--limit", "510", "--query", "D", "--liveness", "online"];
  const cut = await host.run("list", "displays", ...args);
  assert.equal(cut.err, "Only the first 510 are shown; ask for more with --limit.\n");
  const query = host.api.asked.at(-1)?.query;
  assert.deepEqual([query?.get("q"), query?.get("liveness"), query?.get("limit")], [
    "D",
    "online",
    "10",
  ]);
});

Deno.test("list displays says that none is like that when a filter was given, and not that there is none", async () => {
  const host = new FakeHost();
  assert.equal(
    (await host.run("list", "displays", "--query", "x")).out,
    "No displays like that.\n",
  );
  const none = await host.run("list", "alerts");
  assert.equal(none.out, "No alert is open.\n");
  host.env.SIGNALBOX_LANG = "ko";
  const { out } = await host.run("list", "displays", "--liveness", "offline");
  assert.equal(out, "조건에 맞는 디스플레이가 없습니다.\n");
});

Deno.test("list groups and presets show what is in them", async () => {
  const host = new FakeHost();
  assert.equal((await host.run("list", "groups")).out, "No groups yet.\n");
  assert.equal((await host.run("list", "presets")).out, "No presets yet.\n");
  host.api.add("Left");
  await host.run("group", "create", "Lobby", "Left", "--description", "below");
  host.api.presets.push({ ...presetBody(1, "Morning", [1]), barrier: true, lastExecutedAt: TIME });
  assert.match((await host.run("list", "groups")).out, /^1 +Lobby +1 +below$/m);
  assert.match((await host.run("list", "presets")).out, /^1 +Morning +1 +✔ +0\.0 s ago$/m);
});

Deno.test("list commands and executions show who, what, when and how it ended", async () => {
  const host = new FakeHost();
  host.api.add("Left");
  host.api.presets.push(presetBody(1, "Morning", [1]));
  host.api.endings.set("Left", { state: "failed", reason: "no such file", afterMs: 0 });
  await host.run("preset", "run", "Morning");
  const commands = await host.run("list", "commands");
  assert.match(
    commands.out,
    /^cmd_1 .*first admin +Left +execute: show\.exe +✘ failed +no such file$/m,
  );
  const executions = await host.run("list", "executions", "--preset", "morning");
  assert.match(executions.out, /^exe_1 .*first admin +Morning +execute +-$/m);
  assert.equal(host.api.asked.at(-1)?.query.get("presetId"), "1");
});

Deno.test("list commands passes its filters on", async () => {
  const host = new FakeHost();
  host.api.add("Left");
  const states = ["--state", "failed", "--state", "unknown"];
  await host.run("list", "commands", "--display", "left", ...states, "--execution", "exe_9");
  const query = host.api.asked.at(-1)?.query;
  assert.deepEqual(query?.getAll("state"), ["failed", "unknown"]);
  assert.equal(query?.get("target"), "display/1");
  assert.equal(query?.get("executionId"), "exe_9");
});

Deno.test("list commands leaves the ids out of a narrow terminal", async () => {
  const host = new FakeHost();
  host.api.add("Left");
  await host.run("send", "Left", "execute", "x ".repeat(60), "--no-wait");
  Object.assign(host, { terminal: true, columns: 80 });
  const { out } = await host.run("list", "commands");
  assert.doesNotMatch(out, /cmd_1/);
  for (const line of out.split("\n")) assert.ok(widthOf(line) <= 80, line);
});

Deno.test("list tokens shows roles and rights", async () => {
  const { out } = await new FakeHost().run("list", "tokens");
  assert.match(out, /^tok_1 +first admin +admin +exec, keys +0\.0 s ago +- +0\.0 s ago$/m);
});

Deno.test("list actors draws the supervision tree with its figures", async () => {
  const host = new FakeHost();
  const lastError = { message: "boom", at: TIME };
  const crashed = actorBody("display", { key: "7", restarts: 3, restartsLeft: 2, lastError });
  const displays = actorBody("displays", { mailboxDepth: 4, handled: 12, children: [crashed] });
  host.api.actors = actorBody("system", { children: [displays, actorBody("ledger")] });
  const { out } = await host.run("list", "actors");
  assert.equal(
    out.split("\n").map((line) => line.replace(/ {2,}/g, "|")).join("\n"),
    "Actor|State|Mailbox|Handled|Restarts|Left|Last error\n" +
      "system|▶ running|0/64|0|0|5\n" +
      "├ displays|▶ running|4/64|12|0|5\n" +
      "│ └ display 7|▶ running|0/64|0|3|2|boom (0.0 s ago)\n" +
      "└ ledger|▶ running|0/64|0|0|5\n",
  );
  assert.equal(JSON.parse((await host.run("list", "actors", "--json")).out).kind, "system");
});

Deno.test("--json writes what could steer a terminal as an escape", async () => {
  const host = new FakeHost();
  host.api.add("a\u202eb\u009bc");
  const { out } = await host.run("list", "displays", "--json");
  assert.match(out, /"a\\u202eb\\u009bc"/);
});

Deno.test("list displays --group asks for the members of the group, and knows when there is none", async () => {
  const host = new FakeHost();
  host.api.add("Left");
  await host.run("group", "create", "Lobby", "Left");
  assert.equal((await host.run("list", "displays", "--group", "lobby")).code, 0);
  assert.equal(host.api.asked.at(-1)?.query.get("group"), "1");
  const { code, err } = await host.run("list", "displays", "--group", "Loby");
  assert.deepEqual([code, /no group "Loby"\. Did you mean "Lobby"/.test(err)], [1, true]);
});

Deno.test("list rotations shows how far each has come, in Korean as well", async () => {
  const host = new FakeHost();
  assert.equal((await host.run("list", "rotations")).out, "No rotations yet.\n");
  const rotation = rotationBody("HOST-1/3node0", "HOST-1/node1");
  const [first = assert.fail(), ...others] = rotation.steps;
  host.api.nodes.rotation = {
    ...rotation,
    state: "stopped",
    reason: "Somebody has ended it.",
    steps: [{ ...first, state: "verified" }, ...others],
  };
  const { code, out } = await host.run("list", "rotations");
  assert.equal(code, 0);
  assert.match(out, /^rot_1 +– stopped +1\/2 +first admin +0\.0 s ago +Somebody has ended it\.$/m);
  host.locale = "ko-KR";
  assert.match((await host.run("list", "rotations")).out, /^ID +상태 +확인 +요청자/);
});
