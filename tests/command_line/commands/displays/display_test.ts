import assert from "node:assert/strict";
import { FakeHost } from "../../fakes/fake_host.ts";

const MAC = "02:00:5E:00:53:01";

/** One display, whose commands are completed at once. */
function stage(): FakeHost {
  const host = new FakeHost();
  host.api.add("Wall L2");
  host.api.endings.set("Wall L2", { state: "completed", afterMs: 500 });
  return host;
}

const posts = (host: FakeHost) => host.api.asked.filter(({ method }) => method === "POST");

Deno.test("display set-mac sends the one spelling, and says what it is good for", async () => {
  const host = stage();
  const { code, out } = await host.run("display", "set-mac", "wall l2", "02-00-5e-00-53-01");
  assert.deepEqual([code, out], [
    0,
    `Wall L2 is woken at ${MAC}: signalbox send Wall L2 wake\n`,
  ]);
  const patch = host.api.asked.at(-1);
  assert.deepEqual([patch?.method, patch?.path, patch?.body], [
    "PATCH",
    "/displays/id:1",
    { macAddress: MAC },
  ]);
});

Deno.test("display set-mac refuses what is no address before anything is asked", async () => {
  const host = stage();
  const { code, err } = await host.run("display", "set-mac", "Wall L2", "ff:ff:ff:ff:ff:ff");
  assert.equal(code, 2);
  assert.match(err, /^<mac>: must be the MAC address of one network card.*ff:ff/);
  assert.equal(host.api.asked.length, 0);
});

Deno.test("display clear-mac says what counts then", async () => {
  const host = stage();
  await host.run("display", "set-mac", "Wall L2", MAC);
  const { code, out } = await host.run("display", "clear-mac", "Wall L2");
  assert.equal(code, 0);
  assert.match(out, /has no MAC address any more, and cannot be woken/);
  const { out: json } = await host.run("display", "clear-mac", "1", "--json");
  assert.equal(JSON.parse(json).macAddress, null);
});

Deno.test("display set-mac names the nearest display when there is none", async () => {
  const { code, err } = await stage().run("display", "set-mac", "Wall L3", MAC);
  assert.equal(code, 1);
  assert.match(err, /Did you mean "Wall L2"\?/);
});

Deno.test("send wake follows the command for five minutes, and takes no words", async () => {
  const host = stage();
  const { code, out } = await host.run("send", "Wall L2", "wake");
  assert.equal(code, 0);
  assert.match(out, /✔ completed/);
  assert.deepEqual(posts(host)[0]?.body, {
    action: "wake",
    deadlineMs: 300_000,
    waitOnlineMs: null,
  });
  assert.equal((await host.run("send", "Wall L2", "wake", "now")).code, 2);
});

Deno.test("send power needs --yes where nobody can be asked, and what to do", async () => {
  const host = stage();
  const refused = await host.run("send", "Wall L2", "power", "restart");
  assert.deepEqual([refused.code, refused.err], [
    2,
    "power restart cannot be taken back: add --yes.\n",
  ]);
  assert.match((await host.run("send", "Wall L2", "power")).err, /needs restart or shutdown/);
  assert.match((await host.run("send", "Wall L2", "power", "restrat")).err, /restart/);
  assert.equal(posts(host).length, 0);
  const sent = await host.run("send", "Wall L2", "power", "shutdown", "--yes");
  assert.equal(sent.code, 0);
  const { action, what, deadlineMs } = posts(host)[0]?.body ?? {};
  assert.deepEqual([action, what, deadlineMs], ["power", "shutdown", 300_000]);
});

Deno.test("send power asks the person at the terminal to type the display's name", async () => {
  const host = stage();
  host.terminal = host.inputTerminal = true;
  host.keyboard.lines.push("Wall L2");
  const { code, out } = await host.run("send", "wall l2", "power", "shutdown");
  assert.equal(code, 0);
  assert.match(out, /Only wake, or a hand.*\npower shutdown for Wall L2\. Type Wall L2 to go on: /);
  host.keyboard.lines.push("yes");
  const other = await host.run("send", "Wall L2", "power", "restart");
  assert.deepEqual([other.code, other.err], [1, "Nothing was sent.\n"]);
  assert.equal(posts(host).length, 1);
});

Deno.test("display and power speak Korean", async () => {
  const host = stage();
  host.locale = "ko-KR";
  assert.match((await host.run("send", "Wall L2", "power")).err, /restart 또는 shutdown/);
  assert.match((await host.run("display", "set-mac", "Wall L2", "x")).err, /MAC 주소/);
  assert.match((await host.run("display", "--help")).out, /set-mac [^\n]*MAC 주소/);
});
