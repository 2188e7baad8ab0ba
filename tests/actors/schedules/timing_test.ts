import assert from "node:assert/strict";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { startClockwork, withClockwork } from "./clockwork.ts";

const DAY_MINUTES = 1_440;

Deno.test("a schedule runs at its moment in its time zone, and tells the next", () =>
  withClockwork(async (stage) => {
    const made = await stage.make({ timeZone: "Asia/Seoul" });
    assert.equal(made.nextRunAt, Date.parse("2030-01-07T19:00:00Z"));
    await stage.minutes(2 * DAY_MINUTES);
    assert.deepEqual(stage.history(), [
      "completed 2030-01-07T19:00",
      "completed 2030-01-08T19:00",
    ]);
    assert.equal((await stage.find()).nextRunAt, Date.parse("2030-01-09T19:00:00Z"));
    assert.deepEqual(
      new Set(stage.commands().map(({ requester }) => requester.name)),
      new Set(["schedule Nightly"]),
    );
    assert.equal(
      stage.commands().at(-1)?.idempotencyKey,
      `schedule-1-${Date.parse("2030-01-07T19:00:00Z")}`,
    );
  }));

Deno.test("a run begins at its moment, not at the minute's look after it", () =>
  withClockwork(async (stage) => {
    await stage.make({ cron: "17 0 4 * * *" });
    await stage.minutes(62);
    const run = stage.lastRun();
    assert.equal(run?.startedAt, Date.parse("2030-01-07T04:00:17Z"));
  }));

Deno.test("in Berlin, a moment in the hour that summer time skips comes at its end, and once", () =>
  withClockwork(async (stage) => {
    await stage.make({ cron: "30 2 * * *", timeZone: "Europe/Berlin" });
    await stage.minutes(3 * DAY_MINUTES);
    assert.deepEqual(stage.history(), [
      "completed 2030-03-30T01:30",
      "completed 2030-03-31T01:00",
      "completed 2030-04-01T00:30",
    ]);
  }, { at: "2030-03-29T12:00:00Z" }));

Deno.test("in Berlin, a moment in the hour that comes twice comes once; in Seoul there is none", () =>
  withClockwork(async (stage) => {
    await stage.make({ cron: "30 2 * * *", timeZone: "Europe/Berlin" });
    await stage.make({ name: "Seoul", cron: "30 2 * * *", timeZone: "Asia/Seoul" });
    await stage.minutes(3 * DAY_MINUTES);
    assert.deepEqual(stage.history(1), [
      "completed 2030-10-26T00:30",
      "completed 2030-10-27T00:30",
      "completed 2030-10-28T01:30",
    ]);
    assert.deepEqual(stage.history(2), [
      "completed 2030-10-25T17:30",
      "completed 2030-10-26T17:30",
      "completed 2030-10-27T17:30",
    ]);
  }, { at: "2030-10-25T12:00:00Z" }));

Deno.test("a clock that is set forward over a moment makes it missed, and the next comes in time", () =>
  withClockwork(async (stage) => {
    await stage.make();
    await stage.minutes(1);
    stage.setClock("2030-01-07T07:00:00Z");
    await stage.minutes(2);
    assert.deepEqual(stage.history(), ["missed 2030-01-07T04:00"]);
    assert.match(stage.lastRun()?.reason ?? "", /^Missed: /);
    assert.equal(stage.commands().length, 0);
    await stage.minutes(DAY_MINUTES);
    assert.deepEqual(stage.history()[1], "completed 2030-01-08T04:00");
  }));

Deno.test("a clock that is set forward to before a moment keeps it, within a minute", () =>
  withClockwork(async (stage) => {
    await stage.make();
    await stage.minutes(1);
    stage.setClock("2030-01-09T03:59:30Z");
    await stage.minutes(2);
    assert.deepEqual(stage.history().at(-1), "completed 2030-01-09T04:00");
  }));

Deno.test("a clock that is set back runs nothing twice", () =>
  withClockwork(async (stage) => {
    await stage.make();
    await stage.minutes(70);
    assert.deepEqual(stage.history(), ["completed 2030-01-07T04:00"]);
    stage.setClock("2030-01-07T03:30:00Z");
    await stage.minutes(60);
    assert.deepEqual(stage.history(), ["completed 2030-01-07T04:00"]);
    await stage.minutes(DAY_MINUTES);
    assert.deepEqual(stage.history()[1], "completed 2030-01-08T04:00");
  }));

Deno.test("a clock that was a year ahead does not keep its schedules still for a year", () =>
  withClockwork(async (stage) => {
    stage.setClock("2031-01-07T03:59:00Z");
    await stage.make();
    await stage.minutes(3);
    stage.setClock("2030-01-07T03:59:00Z");
    await stage.minutes(3);
    assert.deepEqual(stage.history(), [
      "completed 2030-01-07T04:00",
      "completed 2031-01-07T04:00",
    ]);
  }));

/** A host that makes a schedule, is down over 04:00, and is started at this time. */
async function downUntil(
  at: string,
  missed: "skip" | "runOnce",
  cron = "0 4 * * *",
): Promise<{ history: string[]; reason: string | null | undefined; commands: number }> {
  const stores = createMemoryStores();
  const before = await startClockwork({ stores });
  await before.make({ missed, cron });
  await before.stop();
  const after = await startClockwork({ stores, at });
  await after.minutes(1);
  const result = {
    history: after.history(),
    reason: after.lastRun()?.reason,
    commands: after.commands().length,
  };
  await after.stop();
  return result;
}

Deno.test("a run that was missed while the host was down is recorded, and not made up for, with skip", async () => {
  const { history, commands, reason } = await downUntil("2030-01-07T04:10:00Z", "skip");
  assert.deepEqual([history, commands], [["missed 2030-01-07T04:00"], 0]);
  assert.equal(reason, "Missed: the control host was not running.");
});

Deno.test("runs that were missed while the host was down are made up for once, with runOnce", async () => {
  const { history, commands, reason } = await downUntil("2030-01-09T04:10:00Z", "runOnce");
  assert.deepEqual([history, commands], [["completed 2030-01-09T04:00"], 1]);
  assert.match(reason ?? "", /^Late\. .*others since 2030-01-07T04:00/);
});

Deno.test("a run that would be too late is not made up for, with runOnce either", async () => {
  const { history, commands } = await downUntil("2030-01-09T05:10:00Z", "runOnce");
  assert.deepEqual([history, commands], [["missed 2030-01-09T04:00"], 0]);
});

Deno.test("a run is on time when the host was down for seconds", async () => {
  const { history, reason } = await downUntil("2030-01-07T04:00:40Z", "skip");
  assert.deepEqual([history, reason], [["completed 2030-01-07T04:00"], null]);
});

Deno.test("a schedule of every second, missed for days, costs one run and no long search", async () => {
  const { history } = await downUntil("2030-01-09T05:10:00Z", "skip", "* * * * * *");
  assert.ok(history.length >= 60 && history.length <= 62, `${history.length} runs`);
  assert.ok(history.every((line) => line.startsWith("completed ")));
});

Deno.test("nothing is begun by itself before the warm-up is over: clients come back first", async () => {
  const stores = createMemoryStores();
  const before = await startClockwork({ stores });
  await before.make();
  await before.stop();
  const after = await startClockwork({ stores, at: "2030-01-07T03:59:50Z", warmUpMs: 60_000 });
  await after.advance(59_000);
  assert.deepEqual(after.history(), []);
  await after.advance(2_000);
  assert.deepEqual(after.history(), ["completed 2030-01-07T04:00"]);
  assert.equal(after.lastRun()?.startedAt, Date.parse("2030-01-07T04:00:50Z"));
  await after.stop();
});

Deno.test("a schedule of one moment runs then, and has no next", () =>
  withClockwork(async (stage) => {
    await stage.make({ cron: "2030-01-07T04:00:00" });
    await stage.minutes(70);
    assert.deepEqual(stage.history(), ["completed 2030-01-07T04:00"]);
    assert.equal((await stage.find()).nextRunAt, null);
  }));
