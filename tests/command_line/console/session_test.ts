import assert from "node:assert/strict";
import { FakeHost } from "../fakes/fake_host.ts";
import { rotationBody } from "../fakes/fake_nodes.ts";
import { CTRL_C } from "../fakes/fake_prompt.ts";

/** A person at a terminal, and two clients, of which one has two containers. */
function stage(...lines: readonly string[]): FakeHost {
  const host = new FakeHost();
  host.terminal = host.inputTerminal = true;
  host.env.NO_COLOR = "1";
  host.env.HOME = "/home/operator";
  host.api.nodes.add("client123", ["3node0", "node1"]);
  host.api.nodes.add("client124", ["3node0"]);
  for (const key of ["client123/3node0", "client123/node1", "client124/3node0"]) {
    const result = { output: `answer of ${key}` };
    host.api.endings.set(key, { state: "completed", afterMs: 0, result });
  }
  host.keyboard.lines.push(...lines);
  return host;
}

/** Commands that were sent: `client/container: command`. */
function sent(host: FakeHost): string[] {
  return host.api.commands.map(({ target, action }) => `${target.key}: ${action}`).reverse();
}

const HISTORY = "/home/operator/.signalbox_history";

Deno.test("console greets, does what is typed line by line, and ends with the input", async () => {
  const host = stage("send client124 logs 5", "  ", "send client124 restart");
  const { code, out, err } = await host.run("console");
  assert.equal(code, 0);
  assert.match(out, /^Control host http:\/\/127\.0\.0\.1:8000\. Type help .*\nsignalbox> send/);
  assert.match(
    out,
    /✔ completed +1\.5 s\nanswer of client124\/3node0\nsignalbox> {3}\nsignalbox> /,
  );
  assert.match(err, /Ctrl\+C ends the watching/);
  assert.deepEqual(sent(host), ["client124/3node0: logs", "client124/3node0: restart"]);
  assert.equal(host.keyboard.closed, 1);
});

Deno.test("console leaves at quit, and at exit", async () => {
  for (const word of ["quit", "exit"]) {
    const host = stage(word, "send client124 restart");
    assert.equal((await host.run("console")).code, 0);
    assert.deepEqual(sent(host), []);
  }
});

Deno.test("console tells at once that the control host or its token is wrong", async () => {
  const host = stage("list");
  host.api.problem = { code: "unauthorized", detail: "the token is not known" };
  const { code, err } = await host.run("console");
  assert.equal(code, 1);
  assert.match(err, /^the token is not known\nMake a new token/);
});

Deno.test("console sends every line to the host and with the token that it was opened with", async () => {
  const host = stage("list nodes");
  await host.run("console", "--url", "http://192.0.2.1:8000", "--token", "sbx_another");
  const tokens = host.api.asked.map(({ headers }) => headers.get("authorization"));
  assert.deepEqual([...new Set(tokens)], ["Bearer sbx_another"]);
});

Deno.test("console offers a client's containers to choose from, by number or name", async () => {
  const host = stage(
    ...["send client123 restart", "2", "send client123 restart", "3node0"],
    ...[
      "send client123 restart",
      "",
      "send client123 restart",
      "7",
      "send client123 status",
      "all",
    ],
  );
  host.api.endings.set("client123", { state: "completed", afterMs: 0 });
  const { out, err } = await host.run("console");
  assert.match(out, /client123 has several containers:\n {2}1 {2}3node0\n {2}2 {2}node1\nNumber/);
  assert.equal(err.match(/Nothing was sent\./g)?.length, 2);
  assert.deepEqual(sent(host), [
    "client123/node1: restart",
    "client123/3node0: restart",
    "client123: status",
  ]);
});

Deno.test("console asks for the container's name before what cannot be taken back", async () => {
  const host = stage(
    ...["send client124 exec df -h", "3node0", "send client124 payout", CTRL_C],
    ...["broadcast payout", "payout", "send client124 rotate_keys --yes"],
  );
  await host.run("console");
  assert.deepEqual(sent(host), [
    "client124/3node0: exec",
    "client123/3node0: payout",
    "client123/node1: payout",
    "client124/3node0: payout",
    "client124/3node0: rotate_keys",
  ]);
});

Deno.test("console stops waiting at Ctrl-C, says that the command goes on, and takes the next line", async () => {
  const host = stage("send client124 restart", "wait cmd_1");
  host.api.endings.clear();
  host.keyboard.interruptAfter = 3;
  const { code, err } = await host.run("console");
  assert.equal(code, 0);
  assert.match(err, /No longer waiting\. It goes on without us: cmd_1\n/);
  assert.match(err, /Look again: wait cmd_1; give it up: cancel cmd_1\n/);
  assert.equal(host.api.commands[0]?.state, "queued");
});

Deno.test("console shows elapsed time and deadline while it waits", async () => {
  const host = stage("send client124 restart");
  host.api.endings.set("client124/3node0", { state: "completed", afterMs: 500 });
  const { out } = await host.run("console");
  assert.match(out, /… queued +0\.0 s \/ 1 m 0 s/);
  assert.match(out, /… queued +0\.3 s \/ 1 m 0 s/);
  assert.match(out, /✔ completed +1\.5 s\n/);
});

Deno.test("console waits for a command or a rotation again, and cancels either", async () => {
  const host = stage(
    ...["send client124 logs --no-wait", "wait cmd_1", "cancel cmd_1", "cancel cmd_9"],
    ...["wait rot_1", "cancel rot_1"],
  );
  host.api.nodes.rotation = rotationBody("client124/3node0");
  const { out, err } = await host.run("console");
  assert.match(out, /> wait cmd_1\n[\s\S]*answer of client124/);
  assert.match(out, /> cancel cmd_1\n– cancelled {2}Nobody waits for it any more\.\n/);
  assert.match(err, /there is no command cmd_9/);
  assert.match(out, /1 of 1 rotated and verified\.\n/);
  assert.match(out, /> cancel rot_1\n– stopped\n/);
});

Deno.test("console list alone shows clients with their containers below", async () => {
  const host = stage("list", "list nodes");
  const { out } = await host.run("console");
  assert.match(out, /^client123 +machine of client123 +● online.*\n {2}\/3node0 +● running/m);
  const empty = stage("list");
  empty.api.nodes.hosts.length = 0;
  assert.match((await empty.run("console")).out, /No nodes yet\.\nA node host appears here/);
});

Deno.test("console list says of containers whose host is gone that it is, and not what they were", async () => {
  const host = stage("list");
  const { containers } = host.api.nodes;
  containers.splice(
    0,
    2,
    ...containers.slice(0, 2).map((each) => ({ ...each, liveness: "offline" as const })),
  );
  const { out } = await host.run("console");
  assert.match(out, /^ {2}\/3node0 +✘ offline *$/m);
  assert.match(out, /^client124.*\n {2}\/3node0 +● running/m);
});

Deno.test("console explains what can be typed, and each command of the clients", async () => {
  const host = stage("help", "help send", "help has_key", "help nonsense", "sned x y");
  const { out, err } = await host.run("console");
  assert.match(out, /^ {2}broadcast \[options\]/m);
  assert.match(out, /^ {2}rotate_keys +Makes new session keys/m);
  assert.match(out, /^Usage: send \[options\] <target> <action>/m);
  assert.match(out, /^send <client>\[\/<container>\] has_key <public_key> \[key_type\]$/m);
  assert.match(err, /There is no command "nonsense"\.\nSee what there is: help\n/);
  assert.match(err, /There is no command "sned"\. Did you mean send\?\nSee what there is: help\n/);
  assert.doesNotMatch(out.split("Usage: send")[1] ?? "", /Usage: signalbox/);
});

Deno.test("console takes lines that were copied from a shell, and refuses an open quote", async () => {
  const host = stage('signalbox send "client124" restart', 'send "client124 restart');
  const { err } = await host.run("console");
  assert.deepEqual(sent(host), ["client124/3node0: restart"]);
  assert.match(err, /A quote is not closed\./);
});

Deno.test("console keeps its lines for the next one, its owner's alone, and without secrets", async () => {
  const key = `0x${"ab".repeat(32)}`;
  const host = stage(
    ...["list", "send client124 exec df -h --yes", `send client124 has_key ${key}`],
    ...["send --deadline 5s client124 exec ls --yes", "broadcast exec ls --yes", "list", "help"],
    ...["list --token sbx_secret", "send client123 restart", "1"],
  );
  host.files.set(HISTORY, "help send\n");
  await host.run("console");
  assert.deepEqual(host.keyboard.options.history, ["help send"]);
  assert.equal(host.files.get(HISTORY), "send client123 restart\nhelp\nlist\nhelp send\n");
  assert.equal(host.modes.get(HISTORY), 0o600);
});

Deno.test("console keeps its lines where SIGNALBOX_HISTORY says, and nowhere when that is empty", async () => {
  const elsewhere = stage("list");
  elsewhere.env.SIGNALBOX_HISTORY = "/tmp/lines";
  await elsewhere.run("console");
  assert.deepEqual([...elsewhere.files.keys()], ["/tmp/lines"]);
  const nowhere = stage("list");
  nowhere.env.SIGNALBOX_HISTORY = "";
  await nowhere.run("console");
  assert.equal(nowhere.files.size, 0);
});

Deno.test("console runs a script to its end, and answers what failed first", async () => {
  const host = stage(
    "# morning",
    "send client9 restart",
    "send client124 logs x",
    "send client124 logs",
  );
  host.terminal = host.inputTerminal = host.keyboard.interactive = false;
  const { code, out, err } = await host.run("console");
  assert.equal(code, 1);
  assert.match(err, /no node "client9"[\s\S]*lines: /);
  assert.match(out, /answer of client124\/3node0\nsignalbox> /);
  assert.doesNotMatch(out, /Type help/);
  assert.equal(host.files.size, 0);
});

Deno.test("console asks nobody in a script: what cannot be taken back needs --yes", async () => {
  const host = stage("send client124 payout", "send client123 restart");
  host.terminal = host.inputTerminal = host.keyboard.interactive = false;
  const { code, err } = await host.run("console");
  assert.equal(code, 2);
  assert.match(err, /payout cannot be taken back: add --yes\.\nclient123 has several containers/);
  assert.deepEqual(sent(host), []);
});

Deno.test("console completes from what the control host knows, and from what can be listed", async () => {
  const host = stage();
  await host.run("console");
  const { complete } = host.keyboard.options;
  assert.deepEqual(await complete?.("send client123/n"), [["client123/node1 "], "client123/n"]);
  assert.deepEqual(await complete?.("list container"), [["containers "], "container"]);
});

Deno.test("console speaks Korean when the locale is Korean", async () => {
  const host = stage("help rotate_keys", "send client123 restart", "");
  host.locale = "ko-KR";
  const { out, err } = await host.run("console");
  assert.match(out, /^제어 호스트 /);
  assert.match(out, /이전 키는 사라집니다/);
  assert.match(out, /client123의 컨테이너:/);
  assert.match(err, /아무것도 보내지 않았습니다/);
});
