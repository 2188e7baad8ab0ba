import assert from "node:assert/strict";
import { FakeHost } from "../fakes/fake_host.ts";
import { presetBody } from "../fakes/samples.ts";

/** A display that does all that it is told, and a preset. */
function stage(): FakeHost {
  const host = new FakeHost();
  host.api.add("Left");
  host.api.presets.push(presetBody(1, "Morning", [1]));
  host.api.endings.set("Left", { state: "completed", afterMs: 500 });
  return host;
}

Deno.test("send execute follows one command", async () => {
  const host = stage();
  const { code, out } = await host.run("send", "left", "execute", "show.exe -x", "--preset", "1");
  assert.equal(code, 0);
  assert.match(out, /^Accepted: cmd_1\nLeft {2}… queued {2}0\.0 s\nLeft {2}✔ completed/);
  const sent = host.api.asked.find(({ method }) => method === "POST");
  assert.equal(sent?.path, "/displays/id:1/commands");
  assert.deepEqual(sent?.body, {
    action: "execute",
    command: "show.exe -x",
    presetId: 1,
    deadlineMs: 60_000,
    waitOnlineMs: null,
  });
  assert.ok(sent?.headers.has("idempotency-key"));
});

Deno.test("send stop and check take no command line, execute needs one", async () => {
  const host = stage();
  assert.match((await host.run("send", "Left", "stop", "x")).err, /stop takes no command line/);
  assert.match((await host.run("send", "Left", "execute")).err, /execute needs a command line/);
  assert.match((await host.run("send", "Left", "excute", "x")).err, /Did you mean execute\?/);
  assert.equal(host.api.asked.length, 0);
  assert.equal((await host.run("send", "Left", "check")).code, 0);
  assert.equal((await host.run("send", "Left", "stop", "--preset", "Morning")).code, 0);
});

Deno.test("send answers 1 when the command was not completed", async () => {
  const host = stage();
  host.api.endings.set("Left", { state: "unknown", reason: "it may have run", afterMs: 0 });
  const { code, out } = await host.run("send", "Left", "check");
  assert.equal(code, 1);
  assert.match(out, /Left {2}\? unknown {2}1\.5 s {2}it may have run/);
  const open = stage();
  open.api.endings.clear();
  const { err } = await open.run("send", "Left", "check", "--deadline", "1s");
  assert.match(err, /signalbox list commands --display 1\n$/);
});

Deno.test("send reaches the display that is called by a number, and not the one that has it", async () => {
  const host = new FakeHost();
  host.api.add("2");
  host.api.add("1");
  await host.run("send", "1", "check", "--no-wait");
  assert.equal(host.api.asked.at(-1)?.path, "/displays/id:2/commands");
  assert.equal(host.api.commands[0]?.target.name, "1");
  await host.run("display", "set-mac", "1", "02:00:5E:00:53:01");
  assert.deepEqual(host.api.displays.map(({ macByHand }) => macByHand), [false, true]);
});
Deno.test("a name of dots does not become a step in the path", async () => {
  const host = stage();
  const { code, err } = await host.run("send", "..", "check");
  assert.equal(code, 1);
  assert.match(err, /^There is no display "\.\."\./);
});
