import assert from "node:assert/strict";
import { ScheduleDraft } from "../../../../protocols/api/schedule.ts";
import { FakeHost } from "../../fakes/fake_host.ts";
import { presetBody } from "../../fakes/samples.ts";

/** Edits a schedule that does `work`, and answers what it is to do then. */
async function edited(host: FakeHost, work: unknown, ...typed: readonly string[]) {
  host.api.schedules.schedules.length = 0;
  host.api.schedules.add(ScheduleDraft.pick({ work: true }).parse({ work }));
  const { code, err } = await host.run("schedule", "edit", "Nightly", ...typed);
  assert.equal(code, 0, err);
  const { method, path, body } = host.api.asked.at(-1) ?? assert.fail();
  assert.deepEqual([method, path, body.cron], ["PUT", "/schedules/1", "0 4 * * *"]);
  return body.work;
}

const NODE_TIMING = { deadlineMs: null, waitOnlineMs: null, pauseMs: 600_000 };

Deno.test("schedule edit changes when it runs and nothing else, from the version that was read", async () => {
  const host = new FakeHost();
  const { work } = host.api.schedules.add();
  const typed = ["--name", "Morning", "--cron", "0 9 * * *", "--missed", "run-once"];
  const { code, out } = await host.run("schedule", "edit", "nightly", ...typed);
  assert.deepEqual([code, out.startsWith('"Morning" was changed. Next run')], [0, true], out);
  const { method, headers, body } = host.api.asked.at(-1) ?? assert.fail();
  assert.deepEqual([method, headers.get("if-match")], ["PUT", '"1"']);
  const { name, cron, timeZone, missed, enabled } = body;
  assert.deepEqual(
    { name, cron, timeZone, missed, enabled, work: body.work },
    {
      name: "Morning",
      cron: "0 9 * * *",
      timeZone: "Asia/Seoul",
      missed: "runOnce",
      enabled: true,
      work,
    },
  );
  const nothing = await host.run("schedule", "edit", "Morning");
  assert.deepEqual([nothing.code, nothing.err], [2, "Say what is to be different.\n"]);
  assert.match((await host.run("schedule", "edit", "Mornign", "--name", "x")).err, /"Morning"\?/);
});

Deno.test("schedule edit narrows the same command to whom is named, and what is not named stays", async () => {
  const host = new FakeHost();
  host.api.nodes.add("client123", ["3node0"]);
  const before = {
    ...{ type: "node", command: "logs", params: { lines: 20 }, pauseMs: 1_200_000 },
    ...{ deadlineMs: 90_000, waitOnlineMs: 60_000 },
  };
  const each = { scope: "each", filter: { nodeTypes: ["3node"], connected: true } };
  assert.deepEqual(
    await edited(host, { ...before, selection: each }, "--node", "client123"),
    {
      ...before,
      selection: { scope: "each", filter: { ...each.filter, serverIds: ["client123"] } },
    },
  );
  const one = { scope: "container", serverId: "client123", container: "3node0" };
  assert.deepEqual(
    await edited(host, { ...before, selection: one }, "--deadline", "2m", "--pause", "30m"),
    { ...before, selection: one, deadlineMs: 120_000, pauseMs: 1_800_000 },
  );
  assert.deepEqual(
    await edited(host, { ...before, selection: one }, "--container", "node1"),
    {
      ...before,
      selection: { scope: "each", filter: { serverIds: ["client123"], containers: ["node1"] } },
    },
  );
  const whole = { scope: "host", serverId: "client123" };
  assert.deepEqual(
    await edited(
      host,
      { ...before, command: "status", params: {}, selection: whole },
      "--connected",
    ),
    {
      ...{ ...before, command: "status", params: {} },
      selection: { scope: "each", filter: { serverIds: ["client123"], connected: true } },
    },
  );
});

Deno.test("schedule edit gives a schedule another thing to do", async () => {
  const host = new FakeHost();
  host.api.add("Display_01");
  host.api.add("Display_02");
  host.api.presets.push(presetBody(1, "Morning", [1]));
  const timing = { deadlineMs: 60_000, waitOnlineMs: null };
  const preset = { type: "preset", presetId: 1, action: "stop", ...timing };
  const check = { type: "display", displayId: 1, order: { action: "check", ...timing } };
  const selection = { scope: "each", filter: {} };
  const logs = { type: "node", selection, command: "logs", params: { lines: 50 }, ...NODE_TIMING };
  assert.deepEqual(await edited(host, check, "logs", "50"), logs);
  assert.deepEqual(await edited(host, logs, "--stop", "Morning"), preset);
  assert.deepEqual(await edited(host, preset, "--wait-online", "5m"), {
    ...preset,
    ...{ waitOnlineMs: 300_000, deadlineMs: 360_000 },
  });
  assert.deepEqual(await edited(host, logs, "check", "--display", "Display_01"), check);
  const patient = { ...check, order: { ...check.order, waitOnlineMs: 5_000 } };
  assert.deepEqual(await edited(host, patient, "--display", "Display_02"), {
    ...patient,
    displayId: 2,
  });
  const execute = { action: "execute", command: "b.exe", presetId: null };
  assert.deepEqual(await edited(host, patient, "--execute", "b.exe"), {
    ...patient,
    order: { ...execute, ...timing, waitOnlineMs: 5_000 },
  });
});

Deno.test("schedule edit asks back before what cannot be taken back, and refuses what does not fit", async () => {
  const host = new FakeHost();
  host.api.presets.push(presetBody(1, "Morning", [1]));
  host.api.schedules.add();
  const refused = await host.run("schedule", "edit", "Nightly", "rotate_keys");
  assert.equal(refused.code, 2);
  assert.match(refused.err, /--yes/);
  assert.equal((await host.run("schedule", "edit", "Nightly", "rotate_keys", "--yes")).code, 0);
  const again = await host.run("schedule", "edit", "Nightly", "--pause", "20m");
  assert.match(again.err, /--yes/);
  assert.equal((await host.run("schedule", "edit", "Nightly", "--missed", "run-once")).code, 0);
  const writes = host.api.asked.filter(({ method }) => method === "PUT");
  assert.equal(writes.length, 2);
  for (
    const [typed, message] of [
      [["--run", "Morning", "--stop", "Morning"], /Name one thing to do/],
      [["--execute", "a.exe"], /Name one thing to do/],
      [["--run", "Morning", "--node", "client123"], /--node, .* are for containers\.$/],
      [["stauts"], /Did you mean status/],
      [["status", "--crom", "x"], /no option --crom/],
    ] as const
  ) {
    const { code, err } = await host.run("schedule", "edit", "Nightly", ...typed);
    assert.equal(code, 2, err);
    assert.match(err.trim(), message);
  }
  assert.equal(host.api.asked.filter(({ method }) => method === "PUT").length, 2);
});
