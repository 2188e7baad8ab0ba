import assert from "node:assert/strict";
import { backupStored } from "../../../../actors/backups/messages.ts";
import { refuse } from "../../../../actors/outcome.ts";
import * as scheduleTopics from "../../../../actors/schedules/topics.ts";
import { Event } from "../../../../protocols/api/event.ts";
import { ScheduleDraft } from "../../../../protocols/api/schedule.ts";
import { SCHEDULE_TEMPLATES } from "../../../../protocols/api/schedule_template.ts";
import { exampleSchedule } from "../../../support/api/api_requests.ts";
import { sampleRun, sampleScheduleView } from "../../../support/samples/schedule_samples.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { SseClient } from "../stubs/sse_client.ts";

const SCHEDULES = "/api/v1/schedules";

async function create(bench: ApiBench, json: unknown) {
  return await bench.request(SCHEDULES, { method: "POST", role: "operate", json });
}

Deno.test("POST /schedules hands the draft on with defaults, and with the rights of the caller", () =>
  withApi(async (bench) => {
    const answer = await create(bench, exampleSchedule("Nightly"));
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get("Location"), "/api/v1/schedules/1");
    const { draft, requester, rights } = bench.schedules.last("createSchedule");
    const name = "operator";
    assert.deepEqual(requester, { name, address: "10.0.0.31" });
    assert.deepEqual(rights, ["keys", "logs", "recordings"]);
    assert.deepEqual(draft, {
      name: "Nightly",
      enabled: false,
      cron: "0 4 * * *",
      timeZone: "Asia/Seoul",
      missed: "skip",
      maxLatenessMs: 3_600_000,
      work: {
        type: "node",
        selection: { scope: "each", filter: {} },
        command: "status",
        params: {},
        deadlineMs: null,
        waitOnlineMs: null,
        pauseMs: 600_000,
      },
    });
  }));

Deno.test("POST /schedules takes presets and display commands as an order by hand would be", () =>
  withApi(async (bench) => {
    const order = { action: "execute", command: "show.exe" };
    const work = { type: "display", displayId: 1, order };
    await create(bench, { ...exampleSchedule("Show"), work });
    assert.deepEqual(bench.schedules.last("createSchedule").draft.work, {
      type: "display",
      displayId: 1,
      order: { action: "execute", params: { command: "show.exe", presetId: null } },
      deadlineMs: 60_000,
      waitOnlineMs: null,
    });
    const preset = { type: "preset", presetId: 3, action: "stop" };
    await create(bench, { ...exampleSchedule("Off"), work: preset });
    assert.equal(bench.schedules.last("createSchedule").draft.work.type, "preset");
  }));

Deno.test("a display order comes back from GET as it was given", () =>
  withApi(async (bench) => {
    const order = { action: "execute", params: { command: "a", presetId: null } };
    bench.schedules.answers.findSchedule = () => ({
      ok: true,
      value: sampleScheduleView(1, {
        work: { type: "display", displayId: 4, order, deadlineMs: 5_000, waitOnlineMs: null },
      }),
    });
    const { work } = await (await bench.request(`${SCHEDULES}/1`, { role: "view" })).json();
    assert.deepEqual(work, {
      type: "display",
      displayId: 4,
      order: {
        action: "execute",
        command: "a",
        presetId: null,
        deadlineMs: 5_000,
        waitOnlineMs: null,
      },
    });
  }));

Deno.test("schedules may wake, restart and shut down a display, and say so as they were given", () =>
  withApi(async (bench) => {
    const orders = [
      { action: "wake" },
      { action: "power", what: "restart" },
      { action: "power", what: "shutdown" },
    ];
    for (const order of orders) {
      const work = { type: "display", displayId: 4, order };
      await create(bench, { ...exampleSchedule("Evening"), work });
      const kept = bench.schedules.last("createSchedule").draft.work;
      bench.schedules.answers.findSchedule = () => ({
        ok: true,
        value: sampleScheduleView(1, { work: kept }),
      });
      const got = await (await bench.request(`${SCHEDULES}/1`, { role: "view" })).json();
      const timing = { deadlineMs: 300_000, waitOnlineMs: null };
      assert.deepEqual(got.work, { ...work, order: { ...order, ...timing } });
    }
  }));

Deno.test("POST /schedules answers 422 with the field, and 403 without the right", () =>
  withApi(async (bench) => {
    const bad = [
      [{ name: "" }, "name"],
      [{ cron: "" }, "cron"],
      [{ missed: "always" }, "missed"],
      [{ maxLatenessMs: 5 }, "maxLatenessMs"],
      [{ work: { type: "dance" } }, "work.type"],
      [{ extra: 1 }, "extra"],
    ] as const;
    for (const [change, field] of bad) {
      const answer = await create(bench, { ...exampleSchedule("Nightly"), ...change });
      const problem = await answer.json();
      assert.deepEqual([answer.status, problem.field], [422, field]);
    }
    const rule = 'cron: must be a cron expression, for example "0 4 * * *"';
    bench.schedules.answers.createSchedule = () => refuse("invalid", rule, { field: "cron" });
    const refused = await create(bench, exampleSchedule("Nightly"));
    assert.deepEqual([refused.status, (await refused.json()).field], [422, "cron"]);
    bench.schedules.answers.createSchedule = () => refuse("forbidden", "needs keys");
    assert.equal((await create(bench, exampleSchedule("Nightly"))).status, 403);
  }));

Deno.test("POST /schedules/{id}/run begins a run, and says when it is one that was asked for before", () =>
  withApi(async (bench) => {
    const run = (key: string) =>
      bench.request(`${SCHEDULES}/1/run`, {
        method: "POST",
        role: "operate",
        headers: { "Idempotency-Key": key },
      });
    const first = await run("once");
    assert.deepEqual([first.status, first.headers.get("Idempotency-Replayed")], [202, null]);
    assert.equal((await first.json()).trigger, "manual");
    const again = await run("again");
    assert.equal(again.headers.get("Idempotency-Replayed"), "true");
    assert.equal(bench.schedules.last("runSchedule").idempotency?.key, "again");
    await again.body?.cancel();
  }));

Deno.test("GET /schedules/{id}/runs pages the history, newest first", () =>
  withApi(async (bench) => {
    const first = await (await bench.request(`${SCHEDULES}/1/runs?limit=1`, { role: "view" }))
      .json();
    assert.deepEqual(first.items.map((run: { state: string }) => run.state), ["skipped"]);
    const path = `${SCHEDULES}/1/runs?limit=1&cursor=${first.nextCursor}`;
    const { items: [run] } = await (await bench.request(path, { role: "view" })).json();
    assert.deepEqual([run.state, run.targets[0].commandId], ["completed", "cmd_1"]);
    bench.schedules.answers.findSchedule = () => refuse("notFound", "There is no schedule 9.");
    assert.equal((await bench.request(`${SCHEDULES}/9/runs`, { role: "view" })).status, 404);
  }));

Deno.test("GET /schedule-templates offers drafts that are off, and good as they are", () =>
  withApi(async (bench) => {
    const answer = await bench.request("/api/v1/schedule-templates", { role: "view" });
    const { items } = await answer.json();
    assert.deepEqual(items, SCHEDULE_TEMPLATES);
    for (const { draft } of SCHEDULE_TEMPLATES) {
      assert.deepEqual(ScheduleDraft.parse(draft), draft);
      assert.equal(draft.enabled, false);
      assert.ok(draft.work.type === "node" && draft.work.pauseMs >= 600_000);
    }
    assert.deepEqual(bench.schedules.asked, [], "none is made by looking");
  }));

Deno.test("GET /backups lists what clients told of, by host and container", () =>
  withApi(async (bench) => {
    const list = async (query: string) =>
      (await (await bench.request(`/api/v1/backups?${query}`, { role: "view" })).json()).items;
    assert.deepEqual((await list("")).map((each: { file: unknown }) => each.file), [
      null,
      "k.tar.gz",
    ]);
    assert.equal((await list("serverId=HOST-1&container=3node0")).length, 2);
    assert.deepEqual(await list("serverId=HOST-2"), []);
  }));

Deno.test("GET /events tells schedules, runs and backups in their schema", () =>
  withApi(async (bench) => {
    const response = await bench.request("/api/v1/events", { role: "view" });
    const client = new SseClient(response.body);
    await client.next();
    const { system } = bench;
    system.publish(scheduleTopics.scheduleChanged, sampleScheduleView(1));
    system.publish(scheduleTopics.scheduleRemoved, { id: 1 });
    system.publish(scheduleTopics.scheduleRan, sampleRun(1, AT));
    system.publish(scheduleTopics.backupMissed, {
      scheduleId: 1,
      scheduleName: "Nightly",
      runId: "schedule-1-1",
      dueAt: AT,
      target: null,
      reason: "because",
    });
    system.publish(backupStored, {
      serverId: "HOST-1",
      container: "3node0",
      file: null,
      at: AT,
      source: "command",
      commandId: "cmd_1",
    });
    const topics = [...Object.values(scheduleTopics), backupStored];
    const told: string[] = [];
    while (told.length < topics.length) {
      told.push(Event.parse((await client.next())?.data).type);
    }
    assert.deepEqual(told.toSorted(), topics.map(({ name }) => name).toSorted());
    await client.leave();
  }));
