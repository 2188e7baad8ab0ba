import assert from "node:assert/strict";
import type { NewBackup } from "../../actors/backups/messages.ts";
import { BadCursor } from "../../actors/ledger/store.ts";
import { sampleRun, sampleSchedule } from "../support/samples/schedule_samples.ts";
import { AT } from "../support/stores/store_samples.ts";
import { type AnyStores, checkBothStores } from "./both_stores.ts";

const saved = (id: number, changes = {}) =>
  ({ type: "scheduleSaved", schedule: sampleSchedule(id, changes) }) as const;
const ran = (scheduleId: number, dueAt: number, changes = {}) =>
  ({ type: "runSaved", run: sampleRun(scheduleId, dueAt, changes) }) as const;
const added = (file: string | null, at = AT, changes: Partial<NewBackup> = {}) => {
  const backup = {
    serverId: "HOST-1",
    container: "3node0",
    file,
    at,
    source: "message",
    commandId: null,
    ...changes,
  } as const;
  return { type: "backupAdded", backup, keepEach: 3 } as const;
};

const CHECKS: Record<string, (stores: AnyStores) => Promise<void>> = {
  async "schedules() gives back every field, and the last that was saved"({ schedules }) {
    const bare = { enabled: false, rights: [], missed: "runOnce" } as const;
    await schedules.commit([saved(1), saved(2, bare)]);
    assert.deepEqual(schedules.schedules(), [sampleSchedule(1), sampleSchedule(2, bare)]);
    await schedules.commit([saved(1, { cron: "1 1 * * *", dealtUntil: AT + 5 })]);
    assert.equal(schedules.schedules()[0]?.cron, "1 1 * * *");
  },

  async "run() gives back every field, and what has become of it"({ schedules }) {
    const by = { name: "tester", address: "192.0.2.7" };
    const manual = { trigger: "manual", orderedBy: by, orderKey: "k", reason: "because" } as const;
    await schedules.commit([saved(1), ran(1, AT), ran(1, AT + 1, manual)]);
    assert.deepEqual(schedules.run(`schedule-1-${AT}`), sampleRun(1, AT));
    assert.deepEqual(schedules.run(`schedule-1-${AT + 1}`), sampleRun(1, AT + 1, manual));
    assert.equal(schedules.run("schedule-1-1"), undefined);
    const over = { state: "unknown", endedAt: AT + 9, rotationId: "rot_1", targets: [] } as const;
    await schedules.commit([ran(1, AT, over)]);
    assert.deepEqual(schedules.run(`schedule-1-${AT}`), sampleRun(1, AT, over));
  },

  async "runOrderedBy() finds the run of a request, and nobody else's"({ schedules }) {
    const orderedBy = { name: "tester", address: "local" };
    await schedules.commit([saved(1), ran(1, AT), ran(1, AT + 1, { orderedBy, orderKey: "k" })]);
    assert.equal(schedules.runOrderedBy("tester", "k")?.dueAt, AT + 1);
    assert.equal(schedules.runOrderedBy("tester", "other"), undefined);
    assert.equal(schedules.runOrderedBy("other", "k"), undefined);
  },

  async "openRuns() are those that are not over, by the time they were due"({ schedules }) {
    const states = ["completed", "running", "missed", "waiting", "skipped", "starting"] as const;
    const runs = states.map((state, index) => ran(1, AT - index, { state }));
    await schedules.commit([saved(1), ...runs]);
    assert.deepEqual(schedules.openRuns().map(({ state }) => state), [
      "starting",
      "waiting",
      "running",
    ]);
  },

  async "runs() pages one schedule's history, newest first"({ schedules }) {
    const dues = [1, 2, 3, 4, 5].map((minute) => AT + minute);
    await schedules.commit([saved(1), saved(2), ran(2, AT), ...dues.map((due) => ran(1, due))]);
    const first = schedules.runs(1, { limit: 2 });
    assert.deepEqual(first.items.map(({ dueAt }) => dueAt - AT), [5, 4]);
    const second = schedules.runs(1, { limit: 3, cursor: first.nextCursor ?? "" });
    assert.deepEqual(second.items.map(({ dueAt }) => dueAt - AT), [3, 2, 1]);
    assert.equal(second.nextCursor, null);
    assert.throws(() => schedules.runs(1, { limit: 1, cursor: "?" }), BadCursor);
    assert.equal(schedules.lastRun(1)?.dueAt, AT + 5);
    assert.equal(schedules.lastRun(3), undefined);
  },

  async "scheduleRemoved takes its runs along, and none is kept after it"({ schedules }) {
    await schedules.commit([saved(1), saved(2), ran(1, AT), ran(2, AT)]);
    await schedules.commit([{ type: "scheduleRemoved", id: 1 }]);
    await schedules.commit([ran(1, AT + 1)]);
    assert.deepEqual(schedules.schedules().map(({ id }) => id), [2]);
    assert.deepEqual(schedules.runs(1, { limit: 9 }).items, []);
    assert.equal(schedules.runs(2, { limit: 9 }).items.length, 1);
  },

  async "runsPruned forgets what is old and what is too many, and nothing that is open"(
    { schedules },
  ) {
    const open = ran(1, AT, { state: "running" });
    const dues = [1, 2, 3, 4].map((minute) => ran(1, AT + minute));
    await schedules.commit([saved(1), saved(2), open, ...dues, ran(2, AT + 1), ran(2, AT + 2)]);
    await schedules.commit([{ type: "runsPruned", before: AT + 2, keepEach: 2 }]);
    const left = (id: number) =>
      schedules.runs(id, { limit: 9 }).items.map(({ dueAt }) => dueAt - AT);
    assert.deepEqual([left(1), left(2)], [[4, 3, 0], [2]]);
  },

  async "nextScheduleId() never gives an id twice, not after a removal either"({ schedules }) {
    const id = schedules.nextScheduleId();
    await schedules.commit([saved(id)]);
    await schedules.commit([{ type: "scheduleRemoved", id }]);
    assert.equal(schedules.nextScheduleId(), id + 1);
  },

  async "backups() pages by filters, newest first"({ backups }) {
    const other = { serverId: "HOST-2" };
    await backups.commit([added("a", AT), added("b", AT + 1), added(null, AT + 2, other)]);
    const all = backups.backups({ limit: 2 });
    assert.deepEqual(all.items.map(({ file }) => file), [null, "b"]);
    const rest = backups.backups({ limit: 2, cursor: all.nextCursor ?? "" });
    assert.deepEqual(rest.items.map(({ file }) => file), ["a"]);
    const { items } = backups.backups({ limit: 9, serverId: "HOST-1", container: "3node0" });
    const { id: _id, ...first } = items[1] ?? {};
    assert.deepEqual(first, added("a").backup);
    assert.deepEqual(backups.backups({ limit: 9, container: "node1" }).items, []);
    assert.throws(() => backups.backups({ limit: 1, cursor: "?" }), BadCursor);
  },

  async "backupAdded keeps a file once, and the newest of each container"({ backups }) {
    const again = { source: "command", commandId: "cmd_1" } as const;
    await backups.commit([added("a", AT), added("a", AT + 9, again)]);
    const [one, ...more] = backups.backups({ limit: 9 }).items;
    assert.deepEqual([one?.at, one?.source, one?.commandId, more], [AT, "message", "cmd_1", []]);
    await backups.commit([1, 2, 3, 4].map((count) => added(null, AT + count)));
    await backups.commit([added("x", AT, { container: "node1" })]);
    assert.deepEqual(backups.backups({ limit: 9 }).items.map(({ at }) => at - AT), [4, 3, 2, 0]);
    await backups.commit([{ type: "backupsPruned", before: AT + 3 }]);
    assert.deepEqual(backups.backups({ limit: 9 }).items.map(({ at }) => at - AT), [4, 3]);
  },
};

checkBothStores("schedule stores", CHECKS);
