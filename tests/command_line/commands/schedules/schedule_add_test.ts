import assert from "node:assert/strict";
import { FakeHost } from "../../fakes/fake_host.ts";
import { presetBody } from "../../fakes/samples.ts";

const EVERY_DAY = ["--cron", "0 4 * * *"];

/** What was posted last. */
function posted(host: FakeHost): Readonly<Record<string, unknown>> {
  const { method, path, body } = host.api.asked.at(-1) ?? assert.fail("nothing was asked");
  assert.deepEqual([method, path], ["POST", "/schedules"]);
  return body;
}

Deno.test("schedule add takes a command for containers, and tells the next run in local time and zone", async () => {
  const host = new FakeHost();
  const { code, out } = await host.run(
    "schedule",
    "add",
    "Check",
    "logs",
    "20",
    ...EVERY_DAY,
    "--connected",
    "--container",
    "3node0",
  );
  assert.deepEqual([code, out], [
    0,
    'Schedule 1 "Check" was added. Next run: 2026-03-02 04:00 Asia/Seoul\n',
  ]);
  assert.deepEqual(posted(host), {
    name: "Check",
    enabled: true,
    cron: "0 4 * * *",
    timeZone: "Asia/Seoul",
    work: {
      type: "node",
      selection: { scope: "each", filter: { containers: ["3node0"], connected: true } },
      command: "logs",
      params: { lines: 20 },
      deadlineMs: null,
      waitOnlineMs: null,
      pauseMs: 600_000,
    },
  });
});

Deno.test("schedule add --preset begins with a template, off until it is switched on, and changes what is typed", async () => {
  const host = new FakeHost();
  const begin = ["schedule", "add", "Nightly", "--preset", "daily-key-rotation"];
  const { out } = await host.run(...begin, "--time-zone", "Europe/Berlin", "--pause", "20m");
  assert.equal(out, 'Schedule 1 "Nightly" was added. It is off.\n');
  const { enabled, cron, timeZone, work, missed } = posted(host);
  assert.deepEqual([enabled, cron, timeZone, missed], [
    false,
    "0 4 * * *",
    "Europe/Berlin",
    "skip",
  ]);
  assert.deepEqual(work, {
    type: "node",
    selection: { scope: "each", filter: { connected: true } },
    command: "rotate_keys",
    params: {},
    deadlineMs: null,
    waitOnlineMs: null,
    pauseMs: 1_200_000,
  });
});

Deno.test("schedule add asks back before keys are touched by itself, again and again", async () => {
  const host = new FakeHost();
  const begin = ["schedule", "add", "Nightly", "--preset", "daily-key-backup", "--on"];
  const refused = await host.run(...begin);
  assert.deepEqual([refused.code, host.api.asked], [2, []]);
  assert.match(refused.err, /--yes/);
  const { code } = await host.run(
    ...begin,
    "--yes",
    "--missed",
    "run-once",
    "--max-lateness",
    "2h",
  );
  assert.equal(code, 0);
  const { missed, maxLatenessMs, enabled } = posted(host);
  assert.deepEqual([missed, maxLatenessMs, enabled], ["runOnce", 7_200_000, true]);
});

Deno.test("schedule add takes a preset, and a display's command", async () => {
  const host = new FakeHost();
  host.api.add("Display_01");
  host.api.presets.push(presetBody(1, "Morning", [1]));
  await host.run("schedule", "add", "Open", "--run", "morning", ...EVERY_DAY, "--deadline", "2m");
  assert.deepEqual(posted(host).work, {
    type: "preset",
    presetId: 1,
    action: "execute",
    deadlineMs: 120_000,
    waitOnlineMs: null,
  });
  await host.run(
    "schedule",
    "add",
    "Show",
    "--display",
    "Display_01",
    "--execute",
    "a.exe",
    ...EVERY_DAY,
  );
  assert.deepEqual(posted(host).work, {
    type: "display",
    displayId: 1,
    order: {
      action: "execute",
      command: "a.exe",
      presetId: null,
      deadlineMs: 60_000,
      waitOnlineMs: null,
    },
  });
});

Deno.test("schedule add refuses none or two things to do, no moment, and words it does not know", async () => {
  const host = new FakeHost();
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [["Check", ...EVERY_DAY], /Name one thing to do/],
    [["Check", "status", "--run", "Morning", ...EVERY_DAY], /Name one thing to do/],
    [["Check", "--display", "1", ...EVERY_DAY], /Name one thing to do/],
    [["Check", "status", "--preset", "daily-key-backup"], /Name one thing to do/],
    [["Check", "status"], /--cron is needed, for example/],
    [["Check", "stauts", ...EVERY_DAY], /Did you mean status/],
    [["Check", "--preset", "daily"], /--preset: must be one of daily-key-rotation/],
    [
      ["Check", "status", "--missed", "always", ...EVERY_DAY],
      /--missed: must be one of skip, run-once/,
    ],
    [["Check", "backup_keys", "--pause", "1m", "--yes", ...EVERY_DAY], /from 10m to 1d/],
    [["Check", "status", "--crom", "x"], /no option --crom/],
  ];
  for (const [typed, message] of wrong) {
    const { code, err } = await host.run("schedule", "add", ...typed);
    assert.equal(code, 2, err);
    assert.match(err, message);
  }
  assert.deepEqual(host.api.asked, []);
});

Deno.test("schedule add says what the control host finds wrong with the expression", async () => {
  const host = new FakeHost();
  const detail = 'cron: must be a cron expression, for example "0 4 * * *"';
  host.api.problem = { code: "invalid", detail, field: "cron" };
  const { code, err } = await host.run(
    "schedule",
    "add",
    "Check",
    "status",
    "--cron",
    "61 4 * * *",
  );
  assert.deepEqual([code, err], [2, `${detail}\n`]);
});

Deno.test("schedule add takes every order for a display, and asks back before its machine is switched off", async () => {
  const host = new FakeHost();
  host.api.add("Display_01");
  const begin = ["schedule", "add", "Night", ...EVERY_DAY, "--display", "Display_01"];
  const power = { deadlineMs: 300_000, waitOnlineMs: null };
  const usual = { deadlineMs: 60_000, waitOnlineMs: null };
  for (
    const [words, order] of [
      [["stop"], { action: "stop", presetId: null, ...usual }],
      [["check"], { action: "check", ...usual }],
      [["wake"], { action: "wake", ...power }],
      [["wake", "--wait-online", "1m"], {
        ...{ action: "wake", waitOnlineMs: 60_000 },
        deadlineMs: 360_000,
      }],
      [["power", "shutdown", "--yes"], { action: "power", what: "shutdown", ...power }],
      [["power", "restart", "--off"], { action: "power", what: "restart", ...power }],
    ] as const
  ) {
    const { code, err } = await host.run(...begin, ...words);
    assert.equal(code, 0, err);
    assert.deepEqual(posted(host).work, { type: "display", displayId: 1, order });
  }
  const before = host.api.schedules.schedules.length;
  for (
    const [words, message] of [
      [["power", "shutdown"], /^power shutdown .*--yes/],
      [["power"], /power: must be one of restart, shutdown/],
      [["power", "restart", "now"], /power restart takes no command line/],
      [["check", "it"], /check takes no command line/],
      [["logs"], /<command>: must be one of stop, check, wake, power/],
      [["check", "--execute", "a.exe"], /Name one thing to do/],
      [["check", "--connected"], /are for containers/],
    ] as const
  ) {
    const { code, err } = await host.run(...begin, ...words);
    assert.equal(code, 2, err);
    assert.match(err, message);
  }
  assert.equal(host.api.schedules.schedules.length, before);
});
