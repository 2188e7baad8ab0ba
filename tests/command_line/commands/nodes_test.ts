import assert from "node:assert/strict";
import { FakeHost } from "../fakes/fake_host.ts";
import { rotationBody } from "../fakes/fake_nodes.ts";
import { CTRL_C } from "../fakes/fake_prompt.ts";

/** Three clients, of which one has two containers; every command is completed at once. */
function stage(): FakeHost {
  const host = new FakeHost();
  host.api.nodes.add("client123", ["3node0", "node1"]);
  host.api.nodes.add("client124", ["3node0"]);
  host.api.nodes.add("empty", []);
  for (const key of ["client123", "client123/3node0", "client123/node1", "client124/3node0"]) {
    const result = { output: `\tline of ${key}\u001b[2J\nlast\n` };
    host.api.endings.set(key, { state: "completed", afterMs: 0, result });
  }
  return host;
}

function orders(host: FakeHost) {
  return host.api.asked.filter(({ method }) => method === "POST");
}

Deno.test("send to a client's only container follows it, and shows the answer", async () => {
  const host = stage();
  const { code, out, err } = await host.run("send", "client124", "logs", "100");
  assert.deepEqual([code, err], [0, ""]);
  assert.equal(
    out,
    "Accepted: cmd_1\nclient124/3node0  … queued  0.0 s\nclient124/3node0  ✔ completed  1.5 s\n" +
      "    line of client124/3node0 [2J\nlast\n",
  );
  const [sent] = orders(host);
  assert.equal(sent?.path, "/nodes/client124/containers/3node0/commands");
  assert.deepEqual(sent?.body, {
    command: "logs",
    params: { lines: 100 },
    deadlineMs: null,
    waitOnlineMs: null,
  });
  assert.match(sent?.headers.get("idempotency-key") ?? "", /^[\x21-\x7e]{16,255}$/);
});

Deno.test("send finds a client by its machine's name, in any letter case", async () => {
  const host = stage();
  await host.run("send", "MACHINE OF CLIENT124", "restart");
  await host.run("send", "Client123/node1", "restart");
  assert.deepEqual(orders(host).map(({ path }) => path), [
    "/nodes/client124/containers/3node0/commands",
    "/nodes/client123/containers/node1/commands",
  ]);
});

Deno.test("the last slash of what is typed is the container's: a machine's name may have one", async () => {
  const host = stage();
  host.api.nodes.add("client125", ["node7"], { name: "Rack 3/left" });
  await host.run("send", "rack 3/left/node7", "restart");
  assert.equal(orders(host)[0]?.path, "/nodes/client125/containers/node7/commands");
  const { out } = await host.run("show", "rack 3/left/node7", "--json");
  const { kind, member } = JSON.parse(out);
  assert.deepEqual([kind, member.serverId, member.name], ["container", "client125", "node7"]);
});

Deno.test("send prints the row as JSON with --json, and does not follow with --no-wait", async () => {
  const host = stage();
  const followed = await host.run("send", "client124", "status", "--json");
  assert.equal(JSON.parse(followed.out).state, "completed");
  const sent = await host.run("send", "client124", "status", "--json", "--no-wait");
  assert.deepEqual([sent.code, JSON.parse(sent.out).state], [0, "queued"]);
});

Deno.test("send to a client with several containers names them, and sends nothing", async () => {
  const host = stage();
  const restart = await host.run("send", "client123", "restart");
  assert.equal(restart.code, 2);
  assert.equal(
    restart.err,
    "client123 has several containers: name one of client123/3node0, client123/node1.\n",
  );
  const status = await host.run("send", "client123", "status");
  assert.match(status.err, /client123\/node1, client123\/all\.\n$/);
  const none = await host.run("send", "empty", "status");
  assert.deepEqual([none.code, none.err], [1, "empty has told of no container yet.\n"]);
  const wrong = await host.run("send", "client123/3node", "status");
  assert.match(wrong.err, /^There is no container "3node"\. Did you mean "3node0"\?/);
  assert.equal(orders(host).length, 0);
});

Deno.test("send client/all is one message where the table takes it, and is refused elsewhere", async () => {
  const host = stage();
  assert.equal((await host.run("send", "client123/all", "status")).code, 0);
  const [sent] = orders(host);
  assert.deepEqual([sent?.path, sent?.body.as], ["/nodes/client123/commands", "host"]);
  const { code, err } = await host.run("send", "client123/all", "restart");
  assert.equal(code, 2);
  assert.equal(
    err,
    "restart takes one container, not all.\n" +
      "To send it to each of them: signalbox broadcast restart --node client123\n",
  );
});

Deno.test("send tells displays and node hosts apart by what they know, else by their names", async () => {
  const host = stage();
  host.api.add("Left");
  host.api.add("both");
  host.api.nodes.add("both", ["3node0"]);
  host.api.endings.set("Left", { state: "completed", afterMs: 0 });
  host.api.endings.set("both/3node0", { state: "completed", afterMs: 0 });
  assert.equal((await host.run("send", "Left", "stop")).code, 0);
  assert.equal((await host.run("send", "client124", "stop")).code, 0);
  const { code, err } = await host.run("send", "both", "stop");
  assert.equal(code, 1);
  assert.equal(
    err,
    '"both" is a display and a node host: say which, one of display:both, node:both.\n',
  );
  assert.equal((await host.run("send", "node:both", "stop")).code, 0);
  assert.equal((await host.run("send", "both", "restart")).code, 0);
  assert.deepEqual(orders(host).map(({ path }) => path), [
    "/displays/id:1/commands",
    "/nodes/client124/containers/3node0/commands",
    "/nodes/both/containers/3node0/commands",
    "/nodes/both/containers/3node0/commands",
  ]);
  const misfit = await host.run("send", "node:both", "check");
  assert.match(misfit.err, /^check is for displays\. Clients know start, stop, /);
  const other = await host.run("send", "display:both", "logs");
  assert.match(other.err, /must be one of execute, stop, check, wake, power, got "logs"/);
});

Deno.test("send names the nearest client, and the candidates when a name is several", async () => {
  const host = stage();
  const { code, err } = await host.run("send", "clent124", "restart");
  assert.equal(code, 1);
  assert.match(err, /^There is no node "clent124"\. Did you mean "client124"\?\n.*list nodes\n$/);
  host.api.nodes.add("one", [], { name: "rack" });
  host.api.nodes.add("two", [], { name: "rack" });
  const several = await host.run("send", "rack", "restart");
  assert.equal(several.err, '"rack" is more than one client: give a server id, one of one, two.\n');
});

Deno.test("send exec takes options of the command line, and needs --yes where nobody can be asked", async () => {
  const host = stage();
  const refused = await host.run("send", "client124", "exec", "df", "-h");
  assert.deepEqual([refused.code, refused.err], [2, "exec cannot be taken back: add --yes.\n"]);
  assert.equal(orders(host).length, 0);
  const sent = await host.run("send", "client124", "exec", "df", "-h", "--yes");
  assert.equal(sent.code, 0);
  await host.run("send", "--yes", "client124", "exec", "--", "ls", "--json");
  assert.deepEqual(orders(host).map(({ body }) => body.params), [
    { command: "df -h" },
    { command: "ls --json" },
  ]);
  const mistyped = await host.run("send", "client124", "logs", "--jsn");
  assert.match(mistyped.err, /^There is no option --jsn here\. Did you mean --json\?/);
});

Deno.test("send asks the person at the terminal to type the container's name", async () => {
  const host = stage();
  host.terminal = host.inputTerminal = true;
  host.keyboard.lines.push("3node0");
  const { code, out } = await host.run("send", "client124", "rotate_keys");
  assert.equal(code, 0);
  assert.match(
    out,
    /keys before are gone.*\nrotate_keys for client124\/3node0\. Type 3node0 to go/,
  );
  for (const answer of ["yes", "", CTRL_C]) {
    host.keyboard.lines.push(answer);
    const { code, err } = await host.run("send", "client124", "rotate_keys");
    assert.deepEqual([code, err], [1, "Nothing was sent.\n"]);
  }
  assert.equal(orders(host).length, 1);
  assert.equal(host.keyboard.closed, 4);
});

Deno.test("send gives who waits for a client the command's own time on top", async () => {
  const host = stage();
  await host.run("send", "client124", "status", "--wait-online", "10s");
  await host.run("send", "client124", "status", "--deadline", "5s");
  assert.deepEqual(orders(host).map(({ body }) => [body.deadlineMs, body.waitOnlineMs]), [
    [40_000, 10_000],
    [5_000, null],
  ]);
});

Deno.test("broadcast follows every target, shows their answers, and answers 1 when one failed", async () => {
  const host = stage();
  const reason = "no such file";
  host.api.endings.set("client123/node1", { state: "failed", reason, afterMs: 0 });
  const { code, out } = await host.run("broadcast", "logs", "20", "--connected");
  assert.equal(code, 1);
  assert.match(out, /^Accepted for 3 containers\.\n/);
  assert.match(out, /client123\/node1 {2}✘ failed {2}1\.5 s {2}no such file\n/);
  assert.match(out, /\nclient124\/3node0:\n {4}line of client124\/3node0 \[2J\nlast\n/);
  assert.match(out, /2 of 3 completed\.\n$/);
  const [sent] = orders(host);
  assert.equal(sent?.path, "/nodes/commands");
  assert.deepEqual(sent?.body.filter, { connected: true });
});

Deno.test("broadcast hands its filters on, with server ids for what people call a client", async () => {
  const host = stage();
  const filters = [
    "--node",
    "machine of client123",
    "--container",
    "3node0",
    "--type",
    "creditcoin3",
  ];
  await host.run("broadcast", "status", ...filters, "--json");
  assert.deepEqual(orders(host)[0]?.body.filter, {
    serverIds: ["client123"],
    containers: ["3node0"],
    nodeTypes: ["creditcoin3"],
  });
  const { code, err } = await host.run("broadcast", "status", "--node", "client99");
  assert.equal(code, 1);
  assert.match(err, /no node "client99"/);
});

Deno.test("broadcast rotate_keys asks, and follows the rotation container by container", async () => {
  const host = stage();
  host.api.nodes.rotation = rotationBody("client123/3node0", "client124/3node0");
  const refused = await host.run("broadcast", "rotate_keys");
  assert.deepEqual([refused.code, orders(host).length], [2, 0]);
  const { code, out } = await host.run("broadcast", "rotate_keys", "--yes", "--pause", "10m");
  assert.equal(code, 0);
  assert.equal(
    out,
    "Accepted: rot_1\nclient123/3node0  … waiting  0.0 s\nclient124/3node0  … waiting  0.0 s\n" +
      "client123/3node0  ✔ verified  0.5 s\nclient124/3node0  ✔ verified  0.5 s\n" +
      "2 of 2 rotated and verified.\n",
  );
  assert.equal(orders(host)[0]?.body.pauseMs, 600_000);
});

Deno.test("list nodes and list containers show state, health and reason, in both languages", async () => {
  const host = stage();
  const nodes = await host.run("list", "nodes", "--query", "client12");
  assert.match(nodes.out, /^Client +Name +State +Health +Running +At work +Address +/);
  assert.match(
    nodes.out,
    /^client123 +machine of client123 +● online +● ok +2\/2 +- +192\.0\.2\.7/m,
  );
  assert.equal(host.api.asked.at(-1)?.query.get("q"), "client12");
  host.locale = "ko-KR";
  const containers = await host.run("list", "containers", "--node", "client123");
  assert.equal(containers.out.match(/^client123 +\S+ .*● 실행 중/gm)?.length, 2);
  const all = await host.run("list", "containers", "--json");
  assert.equal(JSON.parse(all.out).length, 3);
});
