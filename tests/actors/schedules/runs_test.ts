import assert from "node:assert/strict";
import { StorageError } from "../../../actors/storage_error.ts";
import { codeOf, TESTER, valueOf } from "../../support/displays/fleet.ts";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { type Clockwork, nodeWork, startClockwork, withClockwork } from "./clockwork.ts";

const EVERY_10_MINUTES = { cron: "*/10 * * * *" };

function runNow(stage: Clockwork, key?: string, id = 1) {
  const idempotency = key === undefined ? null : { key, contentHash: "h" };
  const order = { type: "runSchedule", id, requester: TESTER, rights: ["keys"] } as const;
  return stage.schedules({ ...order, idempotency });
}

Deno.test("a run that is due while the last is open is skipped, and says why", () =>
  withClockwork(async (stage) => {
    stage.behaviours.set("HOST-1/3node0", "hold");
    await stage.make({
      ...EVERY_10_MINUTES,
      work: nodeWork("status", { deadlineMs: 3_600_000 }),
    });
    await stage.minutes(25);
    assert.deepEqual(stage.history(), ["running 2030-01-07T03:10", "skipped 2030-01-07T03:20"]);
    assert.match(stage.lastRun()?.reason ?? "", /^Its run schedule-1-\d+ was still open\.$/);
    await stage.finish();
    await stage.minutes(10);
    assert.deepEqual(stage.history(), [
      "completed 2030-01-07T03:10",
      "skipped 2030-01-07T03:20",
      "running 2030-01-07T03:30",
    ]);
    assert.equal(stage.commands().length, 2);
  }));

Deno.test("with runOnce, a run that is due while the last is open waits, and begins when that ends", () =>
  withClockwork(async (stage) => {
    stage.behaviours.set("HOST-1/3node0", "hold");
    await stage.make({
      ...EVERY_10_MINUTES,
      missed: "runOnce",
      work: nodeWork("status", { deadlineMs: 7_200_000 }),
    });
    await stage.minutes(35);
    assert.deepEqual(stage.history(), [
      "running 2030-01-07T03:10",
      "waiting 2030-01-07T03:20",
      "skipped 2030-01-07T03:30",
    ]);
    await stage.finish();
    assert.equal(stage.history()[1], "running 2030-01-07T03:20");
    await stage.minutes(80);
    // The next one waited in its turn, longer than an hour.
    const states = stage.history().map((line) => line.split(" ")[0]);
    assert.deepEqual([states[1], states[3]], ["running", "skipped"]);
    assert.equal(stage.commands().length, 2);
  }));

Deno.test("a run counts how its targets ended, and names their commands", () =>
  withClockwork(async (stage) => {
    stage.containers = ["HOST-1/3node0", "HOST-1/3node1", "HOST-2/3node0"];
    stage.behaviours.set("HOST-1/3node1", { fails: "exit status 1" });
    await stage.make();
    await stage.minutes(61);
    const run = stage.lastRun();
    assert.equal(run?.state, "partial");
    assert.deepEqual(run?.counts, { total: 3, completed: 2, unknown: 0, failed: 1 });
    assert.deepEqual(run?.targets.map(({ target, state, reason }) => [target.key, state, reason]), [
      ["HOST-1/3node0", "completed", null],
      ["HOST-1/3node1", "failed", "exit status 1"],
      ["HOST-2/3node0", "completed", null],
    ]);
    const ids = new Set(stage.commands().map(({ id }) => id));
    assert.ok(run?.targets.every(({ commandId }) => ids.has(commandId ?? "")));
    assert.deepEqual(
      new Set(stage.runs.map(({ state }) => state)),
      new Set(["starting", "running", "partial"]),
    );
    assert.equal((await stage.find()).lastRun?.id, run?.id);
  }));

/** A host that dies while its first run of 04:00 begins, and is started again at `at`. */
async function crash(
  when: "before the row" | "between row and submit" | "after submit",
  missed: "skip" | "runOnce",
  at = "2030-01-07T04:10:00Z",
): Promise<Clockwork> {
  const stores = createMemoryStores();
  const before = await startClockwork({ stores });
  before.behaviours.set("HOST-1/3node0", "hold");
  await before.make({ missed });
  if (when === "before the row") stores.schedules.gate.hold();
  if (when === "between row and submit") {
    before.nodes.answers.orderNodes = () => new Promise(() => {});
  }
  await before.minutes(61);
  // What it still writes does not reach the disk: its stop finds another one.
  stores.schedules.gate.failWith(new StorageError("failed", "the process is dead"));
  await before.stop();
  stores.schedules.gate.release();
  stores.schedules.gate.failWith(null);
  const after = await startClockwork({ stores, at });
  await after.minutes(1);
  return after;
}

Deno.test("a crash before the row is a missed run", async () => {
  const stage = await crash("before the row", "skip");
  assert.deepEqual(stage.history(), ["missed 2030-01-07T04:00"]);
  await stage.stop();
});

Deno.test("a crash between row and submit asks once more with runOnce, and for the same run", async () => {
  const stage = await crash("between row and submit", "runOnce");
  assert.deepEqual(stage.history(), ["completed 2030-01-07T04:00"]);
  const [command, ...more] = stage.commands();
  assert.equal(command?.idempotencyKey, stage.lastRun()?.id);
  assert.deepEqual(more, []);
  await stage.stop();
});

Deno.test("a crash between row and submit is a missed run with skip, or when it is too late", async () => {
  for (
    const stage of [
      await crash("between row and submit", "skip"),
      await crash("between row and submit", "runOnce", "2030-01-07T05:10:00Z"),
    ]
  ) {
    assert.deepEqual(stage.history(), ["missed 2030-01-07T04:00"]);
    assert.match(stage.lastRun()?.reason ?? "", /stopped before anything was asked for/);
    assert.equal(stage.commands().length, 0);
    await stage.stop();
  }
});

Deno.test("a crash after submit never doubles a run: its commands are taken up as they ended", async () => {
  const stage = await crash("after submit", "runOnce");
  assert.deepEqual(stage.history(), ["unknown 2030-01-07T04:00"]);
  assert.equal(stage.commands().length, 1);
  assert.equal(stage.lastRun()?.targets[0]?.state, "unknown");
  await stage.minutes(1_440);
  assert.equal(stage.commands().length, 2, "the next day is another run");
  await stage.stop();
});

Deno.test("a submission that nobody answered is looked up in the ledger", () =>
  withClockwork(async (stage) => {
    const answer = stage.nodes.answers.orderNodes;
    stage.nodes.answers.orderNodes = async (order) => {
      await answer?.(order);
      throw new Error("the answer was lost");
    };
    await stage.make();
    await stage.minutes(61);
    assert.deepEqual(stage.history(), ["completed 2030-01-07T04:00"]);
  }));

Deno.test("nothing is asked for while the row cannot be written", () =>
  withClockwork(async (stage) => {
    await stage.make({ missed: "runOnce" });
    stage.stores.schedules.gate.failWith(new StorageError("full", "no space"));
    await stage.minutes(65);
    assert.deepEqual([stage.history(), stage.commands().length], [[], 0]);
    assert.equal(stage.runs.at(-1)?.state, "waiting");
    stage.stores.schedules.gate.failWith(null);
    await stage.minutes(2);
    assert.deepEqual(stage.history(), ["completed 2030-01-07T04:00"]);
  }));

Deno.test("a refused order is a failed run, and one that was refused in passing waits with runOnce", () =>
  withClockwork(async (stage) => {
    const good = stage.nodes.answers.orderNodes;
    const refusing = (code: "notFound" | "conflict") => () =>
      ({ ok: false, refusal: { code, detail: "because" } }) as const;
    await stage.make({ missed: "runOnce" });
    stage.nodes.answers.orderNodes = refusing("notFound");
    await stage.minutes(61);
    assert.deepEqual(stage.history(), ["failed 2030-01-07T04:00"]);
    assert.equal(stage.lastRun()?.reason, "because");
    stage.nodes.answers.orderNodes = refusing("conflict");
    await stage.minutes(1_440);
    assert.equal(stage.history()[1], "waiting 2030-01-08T04:00");
    if (good) stage.nodes.answers.orderNodes = good;
    await stage.minutes(2);
    assert.equal(stage.history()[1], "completed 2030-01-08T04:00");
  }));

Deno.test("runSchedule runs at once, off or on, and the same request is the same run", () =>
  withClockwork(async (stage) => {
    await stage.make({ enabled: false });
    const { run, replayed } = valueOf(await runNow(stage, "once"));
    assert.deepEqual([run.trigger, run.orderedBy?.name, replayed], ["manual", "tester", false]);
    const again = valueOf(await runNow(stage, "once"));
    assert.deepEqual([again.run.id, again.replayed], [run.id, true]);
    assert.equal(stage.commands().length, 1);
    await stage.make({ name: "Other" });
    assert.equal(codeOf(await runNow(stage, "once", 2)), "idempotencyMismatch");
    assert.equal(codeOf(await runNow(stage, undefined, 9)), "notFound");
    assert.equal((await stage.find()).nextRunAt, null);
  }));

Deno.test("runSchedule is refused while a run is open", () =>
  withClockwork(async (stage) => {
    stage.behaviours.set("HOST-1/3node0", "hold");
    await stage.make();
    valueOf(await runNow(stage));
    assert.equal(codeOf(await runNow(stage)), "conflict");
    await stage.finish();
    await stage.advance(1);
    assert.equal(codeOf(await runNow(stage)), "accepted");
  }));

Deno.test("a history keeps the newest 500 runs, and a year", () =>
  withClockwork(async (stage) => {
    await stage.make({ cron: "* * * * *" });
    await stage.minutes(700);
    const { items } = stage.stores.schedules.runs(1, { limit: 1_000 });
    assert.ok(items.length >= 500 && items.length <= 561, `${items.length} runs`);
  }));
