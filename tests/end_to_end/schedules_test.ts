import assert from "node:assert/strict";
import type { BackupPage } from "../../protocols/api/backup.ts";
import type { CommandDetail } from "../../protocols/api/command.ts";
import type { Schedule, ScheduleRun, ScheduleRunPage } from "../../protocols/api/schedule.ts";
import type { Api } from "../support/api/api.ts";
import { type NodeStage, PATIENCE_MS, withNodeStage } from "./nodes/stage.ts";

Deno.test("a schedule of every second asks a scripted node for its status, until it is switched off", () =>
  withNodeStage(async ({ join, api }) => {
    const node = join({ build: "M11", serverId: "ticking", timeScale: 20 });
    await node.until(() => node.statsAcknowledged >= 1, PATIENCE_MS);
    const draft = {
      name: "Every second",
      cron: "* * * * * *",
      timeZone: "Asia/Seoul",
      work: {
        type: "node",
        selection: { scope: "container", serverId: "ticking", container: "3node0" },
        command: "status",
      },
    };
    const made = await api.call<Schedule>("/api/v1/schedules", { method: "POST", json: draft });
    assert.ok(made.nextRunAt !== null);
    await node.until(() => node.commandCounts.size >= 3, PATIENCE_MS);
    const path = `/api/v1/schedules/${made.id}`;
    await api.call(path, { method: "PUT", json: { ...draft, enabled: false } });
    const history = () => api.call<ScheduleRunPage>(`${path}/runs`);
    let { items } = await history();
    // The last one may have been on its way when the schedule was switched off.
    while (items.some(({ endedAt }) => endedAt === null)) items = (await history()).items;
    const done = items.filter(({ state }) => state === "completed");
    assert.ok(done.length >= 3, JSON.stringify(items.map(({ state }) => state)));
    assert.equal(new Set(items.map(({ dueAt }) => dueAt)).size, items.length);
    const [run] = done;
    const id = run?.targets[0]?.commandId ?? assert.fail("the run names no command");
    const command = await api.call<CommandDetail>(`/api/v1/commands/${id}`);
    assert.deepEqual([command.requester.name, command.idempotencyKey, command.correlationId], [
      "schedule Every second",
      run?.id,
      run?.id,
    ]);
    assert.ok([...node.commandCounts.values()].every((count) => count === 1));
    assert.equal((await api.call<Schedule>(path)).nextRunAt, null);
  }));

/** A control host with one client, which answers every command like this, and a schedule that backs it up. */
function withBackup(
  answer: { readonly result?: string; readonly error?: string },
  test: (stage: NodeStage, path: string) => Promise<void>,
): Promise<void> {
  return withNodeStage(async (stage) => {
    const commands = () => ({ takesMs: 20, ...answer });
    const node = stage.join({ build: "M11", serverId: "keeper", timeScale: 20, commands });
    await node.until(() => node.statsAcknowledged >= 1, PATIENCE_MS);
    const json = {
      name: "Backup",
      enabled: false,
      cron: "0 4 * * *",
      timeZone: "Asia/Seoul",
      work: {
        type: "node",
        selection: { scope: "container", serverId: "keeper", container: "3node0" },
        command: "backup_keys",
      },
    };
    const { id } = await stage.api.call<Schedule>("/api/v1/schedules", { method: "POST", json });
    await test(stage, `/api/v1/schedules/${id}`);
  });
}

/** Runs a schedule by hand, and waits for its end. */
async function runOf(api: Api, path: string): Promise<ScheduleRun> {
  const { id } = await api.call<ScheduleRun>(`${path}/run`, { method: "POST" });
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const { items } = await api.call<ScheduleRunPage>(`${path}/runs`);
    const run = items.find((each) => each.id === id);
    if (run && run.endedAt !== null) return run;
  }
  assert.fail(`the run ${id} did not end`);
}

Deno.test("a scheduled backup of a fielded client is listed, and no other begins for ten minutes", () =>
  withBackup({ result: "키 백업 완료: 3node0-keys-1.tar.gz" }, async ({ api }, path) => {
    const run = await runOf(api, path);
    assert.deepEqual([run.state, run.targets[0]?.backup], ["completed", "made"]);
    const listed = await api.call<BackupPage>("/api/v1/backups?serverId=keeper");
    assert.deepEqual(listed.items.map(({ file, source }) => [file, source]), [
      ["3node0-keys-1.tar.gz", "command"],
    ]);
    const again = await api.request(`${path}/run`, { method: "POST" });
    assert.equal(again.status, 409);
    await again.body?.cancel();
  }));

Deno.test("a scheduled backup that did not come is shown at its run, and told", () =>
  withBackup({ error: "tar: No space left on device" }, async ({ api, log }, path) => {
    const run = await runOf(api, path);
    assert.deepEqual([run.state, run.targets[0]?.backup], ["failed", "missed"]);
    const told = log.filter(({ logger }) => logger === "signalbox.schedules")
      .map(({ level, properties }) => `${level} ${properties.target ?? properties.state}`);
    assert.deepEqual(told.toSorted(), ["WARN failed", "WARN keeper/3node0"].toSorted());
    assert.deepEqual((await api.call<BackupPage>("/api/v1/backups")).items, []);
  }));
