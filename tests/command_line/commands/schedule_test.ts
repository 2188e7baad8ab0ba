import assert from "node:assert/strict";
import { ScheduleDraft } from "../../../protocols/api/schedule.ts";
import { FakeHost } from "../fakes/fake_host.ts";
import { presetBody } from "../fakes/samples.ts";

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

Deno.test("schedule list shows what, when, the next and the last run; list schedules is the same", async () => {
  const host = new FakeHost();
  const empty = await host.run("schedule", "list");
  assert.equal(empty.out, "No schedules yet.\n");
  host.api.schedules.add();
  const { targets: _targets, ...lastRun } = host.api.schedules.run(1, { state: "missed" });
  host.api.schedules.add({ name: "Off", enabled: false, lastRun } as Record<string, unknown>);
  const { out } = await host.run("schedule", "list");
  assert.match(
    out,
    /1 +Nightly +on +0 4 \* \* \* Asia\/Seoul +status +2026-03-02 04:00 Asia\/Seoul +never/,
  );
  assert.match(out, /2 +Off +off .* - +✘ missed 2026-03-01 18:30 Asia\/Seoul/);
  assert.equal((await host.run("list", "schedules")).out, out);
  const json = await host.run("schedule", "list", "--json");
  assert.equal(JSON.parse(json.out).length, 2);
});

Deno.test("schedule enable and disable put the whole schedule back, switched", async () => {
  const host = new FakeHost();
  host.api.schedules.add({ missed: "runOnce" });
  const off = await host.run("schedule", "disable", "nightly");
  assert.deepEqual([off.code, off.out], [0, '"Nightly" was changed. It is off.\n']);
  const { missed, cron, enabled } = host.api.asked.at(-1)?.body ?? {};
  assert.deepEqual([missed, cron, enabled], ["runOnce", "0 4 * * *", false]);
  assert.equal(host.api.asked.at(-1)?.headers.get("if-match"), '"1"');
  const on = await host.run("schedule", "enable", "1");
  assert.equal(on.out, '"Nightly" was changed. Next run: 2026-03-02 04:00 Asia/Seoul\n');
});

Deno.test("schedule run begins a run; with --wait it tells the end, and the exit code is its", async () => {
  const host = new FakeHost();
  host.api.schedules.add();
  const begun = await host.run("schedule", "run", "Nightly");
  assert.deepEqual([begun.code, begun.out.split("\n").slice(0, 2)], [0, [
    '"Nightly" runs as schedule-1-1772357400000.',
    'See how it went: signalbox schedule history "Nightly"',
  ]]);
  host.api.schedules.runs.length = 0;
  const { code, out } = await host.run("schedule", "run", "1", "--wait");
  assert.equal(code, 1);
  assert.match(out, /schedule-1-1772357400000: ◐ partial, 1 of 2 completed\. one was away\n$/);
});

Deno.test("schedule run --wait waits for a control host that is away, and ends when its schedule is gone", async () => {
  const host = new FakeHost();
  const { api } = host;
  api.schedules.add();
  const { sleepers } = host;
  sleepers.push(() => void (api.unreachable = 3));
  const { out } = await host.run("schedule", "run", "1", "--wait");
  assert.match(out, /partial, 1 of 2 completed/);
  api.schedules.runs.length = 0;
  sleepers.push(() => void (api.schedules.runs.length = 0));
  const gone = await host.run("schedule", "run", "1", "--wait");
  assert.match(gone.out, /starting, 0 of 2 completed/);
});

Deno.test("schedule history lists runs, and schedule remove takes them along", async () => {
  const host = new FakeHost();
  host.api.schedules.add();
  const counts = { total: 3, completed: 2, unknown: 0, failed: 1 };
  host.api.schedules.run(1, { state: "partial", trigger: "cron", counts, reason: "one failed" });
  const { out } = await host.run("schedule", "history", "Nightly");
  assert.match(
    out,
    /2026-03-01 18:30 Asia\/Seoul +◐ partial +2\/3 +schedule +schedule-1-\d+ +one failed/,
  );
  const removed = await host.run("schedule", "remove", "1");
  assert.deepEqual([removed.out, host.api.schedules.schedules], ['"Nightly" was deleted.\n', []]);
  const { code, err } = await host.run("schedule", "history", "Nightly");
  assert.equal(code, 1);
  assert.match(err, /There is no schedule "Nightly"/);
});

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

Deno.test("schedules speak Korean where the locale does", async () => {
  const host = new FakeHost();
  host.locale = "ko-KR";
  host.api.schedules.add();
  const { out } = await host.run("schedule", "list");
  assert.match(out, /다음 실행/);
  const added = await host.run("schedule", "add", "점검", "status", ...EVERY_DAY);
  assert.equal(
    added.out,
    '일정 2 "점검"을 추가했습니다. 다음 실행: 2026-03-02 04:00 Asia/Seoul\n',
  );
});
