import assert from "node:assert/strict";
import { FakeHost } from "../../fakes/fake_host.ts";

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

Deno.test("schedules speak Korean where the locale does", async () => {
  const host = new FakeHost();
  host.locale = "ko-KR";
  host.api.schedules.add();
  const { out } = await host.run("schedule", "list");
  assert.match(out, /다음 실행/);
  const added = await host.run("schedule", "add", "점검", "status", "--cron", "0 4 * * *");
  assert.equal(
    added.out,
    '일정 2 "점검"을 추가했습니다. 다음 실행: 2026-03-02 04:00 Asia/Seoul\n',
  );
});
