import assert from "node:assert/strict";
import { FakeHost } from "../../fakes/fake_host.ts";
import { presetBody } from "../../fakes/samples.ts";

/** Two displays and a preset on both. */
function stage(): FakeHost {
  const host = new FakeHost();
  host.api.add("Left");
  host.api.add("Right");
  host.api.presets.push(presetBody(1, "Morning", [1, 2]));
  host.api.endings.set("Left", { state: "completed", afterMs: 500 });
  host.api.endings.set("Right", { state: "completed", afterMs: 1_000 });
  return host;
}

Deno.test("preset run follows each target until all are completed", async () => {
  const host = stage();
  const { code, out, err } = await host.run("preset", "run", "Morning");
  assert.deepEqual([code, err], [0, ""]);
  assert.equal(
    out,
    'Preset "Morning": exe_1\nRight  … queued  0.0 s\nLeft  … queued  0.0 s\n' +
      "Left  ✔ completed  1.5 s\nRight  ✔ completed  1.5 s\n2 of 2 completed.\n",
  );
  const [, run] = host.api.asked;
  assert.deepEqual([run?.method, run?.path], ["POST", "/presets/1/execute"]);
  assert.deepEqual(run?.body, { deadlineMs: 60_000, waitOnlineMs: null });
  assert.match(run?.headers.get("idempotency-key") ?? "", /^[\x21-\x7e]{16,255}$/);
  assert.equal(run?.headers.get("authorization"), "Bearer sbx_of_the_test");
});

Deno.test("preset run answers 1 and the reason when one target fails", async () => {
  const host = stage();
  const reason = "Right is not\u001b[31m connected.";
  host.api.endings.set("Right", { state: "failed", reason, afterMs: 0 });
  const { code, out } = await host.run("preset", "run", "1");
  assert.equal(code, 1);
  assert.match(out, /Right {2}✘ failed {2}1\.5 s {2}Right is not \[31m connected\.\n/);
  assert.match(out, /1 of 2 completed\.\n$/);
});

Deno.test("preset run gives up a little after the deadline, and says where to look", async () => {
  const host = stage();
  host.api.endings.clear();
  const began = host.now;
  const { code, err } = await host.run("preset", "run", "Morning", "--deadline", "10s");
  assert.equal(code, 1);
  assert.match(err, /Not final yet.*signalbox list commands --execution exe_1\n$/);
  assert.ok(host.now - began >= 10_000 && host.now - began < 20_000);
});

Deno.test("preset run waits for what starts later, and then for the deadline", async () => {
  const host = stage();
  host.api.endings.clear();
  const [preset] = host.api.presets;
  preset?.commands.forEach((command) => command.offsetMs = 120_000);
  const began = host.now;
  await host.run("preset", "run", "Morning", "--deadline", "10s");
  assert.ok(host.now - began >= 130_000 && host.now - began < 140_000);
});

Deno.test("preset run waits through a restart of the control host", async () => {
  const host = stage();
  const answer = host.api.fetch.bind(host.api);
  host.api.fetch = (request) => {
    // Away as soon as it has accepted the run.
    if (request.method === "POST") queueMicrotask(() => host.api.unreachable = 3);
    return answer(request);
  };
  const { code, out } = await host.run("preset", "run", "Morning");
  assert.equal(code, 0);
  assert.equal(host.api.unreachable, 0);
  assert.match(out, /2 of 2 completed\./);
});

Deno.test("preset run passes on barrier, deadline and waiting", async () => {
  const host = stage();
  await host.run("preset", "run", "Morning", "--barrier", "--wait-online", "30s", "--no-wait");
  assert.deepEqual(host.api.asked.at(-1)?.body, {
    barrier: true,
    deadlineMs: 90_000,
    waitOnlineMs: 30_000,
  });
  await host.run("preset", "run", "Morning", "--no-barrier", "--deadline", "2m", "--no-wait");
  assert.deepEqual(host.api.asked.at(-1)?.body, {
    barrier: false,
    deadlineMs: 120_000,
    waitOnlineMs: null,
  });
});

Deno.test("preset run answers 0 at once with --no-wait, and prints the execution as JSON", async () => {
  const host = stage();
  const { code, out } = await host.run("preset", "run", "Morning", "--no-wait", "--json");
  assert.equal(code, 0);
  assert.equal(JSON.parse(out).commands.length, 2);
  const followed = await host.run("preset", "run", "Morning", "--json");
  assert.deepEqual(JSON.parse(followed.out).commands.map((row: { state: string }) => row.state), [
    "completed",
    "completed",
  ]);
});

Deno.test("preset stop asks to stop, in Korean too", async () => {
  const host = stage();
  host.locale = "ko-KR";
  const { code, out } = await host.run("preset", "stop", "morning");
  assert.equal(code, 0);
  assert.equal(host.api.asked[1]?.path, "/presets/1/stop");
  assert.match(out, /^프리셋 "Morning": exe_1\n/);
  assert.match(out, /Left {2}✔ 완료 {2}1\.5초\n/);
  assert.match(out, /2대 중 2대 완료\.\n$/);
});

Deno.test("preset run redraws its table on a terminal, below one hint", async () => {
  const host = stage();
  host.terminal = true;
  const { out, err } = await host.run("preset", "run", "Morning");
  assert.equal(err, "Ctrl+C ends the watching, not the command.\n");
  const drawings = out.split("\u001b[3A\u001b[J");
  assert.equal(drawings.length, 5);
  assert.ok(drawings.at(-1)?.includes("\u001b[32m✔ completed\u001b[39m"));
});

Deno.test("preset run shows no colour when NO_COLOR is set", async () => {
  const host = stage();
  host.terminal = true;
  host.env.NO_COLOR = "1";
  const { out } = await host.run("preset", "run", "Morning");
  assert.ok(out.includes("✔ completed  1.5 s"));
  assert.ok(!out.includes("\u001b[32m") && !out.includes("\u001b[90m"));
});

Deno.test("preset run names the nearest preset, or that there are several", async () => {
  const host = stage();
  const unknown = await host.run("preset", "run", "Mornin");
  assert.equal(unknown.code, 1);
  assert.equal(
    unknown.err,
    'There is no preset "Mornin". Did you mean "Morning"?\nSee what is there: signalbox list presets\n',
  );
  host.api.presets.push(presetBody(2, "MORNING", [1]));
  const several = await host.run("preset", "run", "morning");
  assert.equal(several.err, '"morning" is more than one: give a number, one of 1, 2.\n');
});
