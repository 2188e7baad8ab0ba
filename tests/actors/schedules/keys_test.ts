import assert from "node:assert/strict";
import type { RotationRun } from "../../../actors/nodes/rotation/rotation_messages.ts";
import { containerTarget } from "../../../actors/nodes/target_keys.ts";
import { rotationChanged } from "../../../actors/nodes/topics.ts";
import { backupStored } from "../../../actors/backups/messages.ts";
import { accept } from "../../../actors/outcome.ts";
import { codeOf, TESTER, valueOf } from "../../support/displays/fleet.ts";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { type Clockwork, iso, nodeWork, startClockwork, withClockwork } from "./clockwork.ts";

const BACKUP = nodeWork("backup_keys");
const THREE = ["HOST-1/3node0", "HOST-1/3node1", "HOST-2/3node0"];

async function withBackup(test: (stage: Clockwork) => Promise<void>): Promise<void> {
  await withClockwork(async (stage) => {
    stage.containers = THREE;
    await stage.make({ work: BACKUP });
    await test(stage);
  });
}

const begun = (stage: Clockwork) =>
  stage.commands().map(({ target, createdAt }) => `${target.key} ${iso(createdAt)}`).reverse();
const backups = (stage: Clockwork) =>
  stage.lastRun()?.targets.map(({ state, backup }) => `${state} ${backup}`);

Deno.test("a scheduled backup goes from one container to the next, ten minutes between", () =>
  withBackup(async (stage) => {
    await stage.minutes(90);
    assert.deepEqual(begun(stage), [
      "HOST-1/3node0 2030-01-07T04:00",
      "HOST-1/3node1 2030-01-07T04:10",
      "HOST-2/3node0 2030-01-07T04:20",
    ]);
    assert.deepEqual(stage.history(), ["completed 2030-01-07T04:00"]);
    assert.deepEqual(backups(stage), ["completed made", "completed made", "completed made"]);
    assert.deepEqual(stage.missed, []);
  }));

Deno.test("a scheduled backup begins no container after one that failed, and tells what did not come", () =>
  withBackup(async (stage) => {
    stage.behaviours.set("HOST-1/3node0", { fails: "tar: No space left on device" });
    await stage.minutes(90);
    assert.deepEqual(backups(stage), ["failed missed", "notStarted missed", "notStarted missed"]);
    assert.deepEqual(stage.history(), ["failed 2030-01-07T04:00"]);
    assert.match(stage.lastRun()?.reason ?? "", /^HOST-1\/3node0: tar/);
    assert.deepEqual(stage.missed.map(({ target, reason }) => [target, reason.slice(0, 30)]), [
      ["HOST-1/3node0", "tar: No space left on device"],
      [null, "2 container(s) were not begun."],
    ]);
  }));

Deno.test("a scheduled backup passes by what is away, at once, and tells that it did not come", () =>
  withBackup(async (stage) => {
    stage.behaviours.set("HOST-1/3node0", { fails: "not_connected: HOST-1 is not connected." });
    stage.behaviours.set("HOST-1/3node1", { fails: "not_connected: HOST-1 is not connected." });
    await stage.minutes(61);
    assert.deepEqual(backups(stage), ["failed missed", "failed missed", "completed made"]);
    assert.deepEqual(stage.missed.map(({ target }) => target), ["HOST-1/3node0", "HOST-1/3node1"]);
    assert.deepEqual(stage.history(), ["partial 2030-01-07T04:00"]);
  }));

Deno.test("a backup that is not answered by its deadline is missed, and never asked for again", () =>
  withBackup(async (stage) => {
    stage.behaviours.set("HOST-1/3node0", "hold");
    await stage.minutes(120);
    assert.deepEqual(backups(stage), [
      "timed_out missed",
      "notStarted missed",
      "notStarted missed",
    ]);
    assert.equal(stage.missed[0]?.target, "HOST-1/3node0");
    assert.equal(stage.commands().length, 1);
  }));

Deno.test("backup_complete stands for the answer that did not come", () =>
  withBackup(async (stage) => {
    stage.containers = ["HOST-1/3node0"];
    stage.behaviours.set("HOST-1/3node0", "hold");
    await stage.minutes(61);
    stage.world.system.publish(backupStored, {
      serverId: "HOST-1",
      container: "3node0",
      file: "k.tar.gz",
      at: stage.now(),
      source: "message",
      commandId: null,
    });
    await stage.minutes(30);
    assert.deepEqual(backups(stage), ["timed_out made"]);
    assert.deepEqual(stage.missed, []);
  }));

Deno.test("a backup that was missed or skipped altogether is told as well", async () => {
  const stores = createMemoryStores();
  const before = await startClockwork({ stores });
  await before.make({ work: BACKUP });
  await before.stop();
  const after = await startClockwork({ stores, at: "2030-01-07T06:00:00Z" });
  await after.minutes(1);
  assert.deepEqual(after.missed.map(({ target, reason }) => [target, reason]), [
    [null, "Missed: the control host was not running."],
  ]);
  await after.stop();
});

Deno.test("a backup goes on after a restart, after a whole pause, and repeats no container", async () => {
  const stores = createMemoryStores();
  const before = await startClockwork({ stores });
  before.containers = THREE;
  await before.make({ work: BACKUP });
  await before.minutes(65);
  await before.stop();
  const after = await startClockwork({ stores, at: "2030-01-07T04:06:00Z" });
  after.containers = THREE;
  await after.minutes(9);
  assert.equal(after.commands().length, 1);
  await after.minutes(30);
  assert.deepEqual(begun(after), [
    "HOST-1/3node0 2030-01-07T04:00",
    "HOST-1/3node1 2030-01-07T04:16",
    "HOST-2/3node0 2030-01-07T04:26",
  ]);
  assert.deepEqual(after.history(), ["completed 2030-01-07T04:00"]);
  await after.stop();
});

Deno.test("switching a schedule off begins no further container, and lets the one in hand finish", () =>
  withBackup(async (stage) => {
    stage.behaviours.set("HOST-1/3node0", "hold");
    await stage.minutes(61);
    const { name, cron, timeZone, missed, maxLatenessMs } = await stage.find();
    const draft = { name, cron, timeZone, missed, maxLatenessMs, work: BACKUP, enabled: false };
    const order = { type: "updateSchedule", id: 1, requester: TESTER, rights: [] } as const;
    valueOf(await stage.schedules({ ...order, draft }));
    assert.equal(stage.lastRun()?.state, "running");
    await stage.finish();
    await stage.minutes(30);
    assert.deepEqual(backups(stage), ["completed made", "notStarted missed", "notStarted missed"]);
    assert.equal(stage.lastRun()?.reason, "The schedule was switched off.");
  }));

Deno.test("of all schedules that touch keys one runs at a time, and the pause holds between two", () =>
  withClockwork(async (stage) => {
    await stage.make({ work: BACKUP, missed: "runOnce" });
    await stage.make({ name: "Other", work: BACKUP, missed: "runOnce" });
    await stage.make({ name: "Third", work: BACKUP });
    await stage.minutes(90);
    assert.deepEqual(begun(stage), [
      "HOST-1/3node0 2030-01-07T04:00",
      "HOST-1/3node0 2030-01-07T04:10",
    ]);
    assert.deepEqual(stage.history(3), ["skipped 2030-01-07T04:00"]);
    const order = { type: "runSchedule", id: 1, requester: TESTER, rights: ["keys"] } as const;
    assert.equal(codeOf(await stage.schedules({ ...order, idempotency: null })), "accepted");
    const second = { ...order, id: 2, idempotency: null };
    assert.equal(codeOf(await stage.schedules(second)), "conflict");
  }));

function aRotation(changes: Partial<RotationRun>): RotationRun {
  const step = (key: string, state: RotationRun["steps"][number]["state"]) => {
    const [serverId = "", container = ""] = key.split("/");
    const target = containerTarget(serverId, container);
    return { target, state, commandId: null, keyId: null, reason: null };
  };
  return {
    id: "rot_1",
    requester: TESTER,
    createdAt: 0,
    updatedAt: 0,
    state: "running",
    reason: null,
    pauseMs: 600_000,
    steps: [step("HOST-1/3node0", "verified"), step("HOST-1/3node1", "rotating")],
    ...changes,
  };
}

async function withRotation(test: (stage: Clockwork) => Promise<void>): Promise<void> {
  await withClockwork(async (stage) => {
    const rotation = aRotation({});
    stage.nodes.answers.orderNodes = () => accept({ commands: [], rotation, replayed: false });
    stage.rotations.answers.findRotation = () => accept(rotation);
    await stage.make({ work: nodeWork("rotate_keys") });
    await stage.minutes(61);
    await test(stage);
  });
}

Deno.test("a scheduled rotation asks for its pause, and follows the rotation to its end", () =>
  withRotation(async (stage) => {
    const asked = stage.nodes.last("orderNodes");
    assert.deepEqual([asked.command, asked.pauseMs, asked.idempotency?.key], [
      "rotate_keys",
      600_000,
      stage.lastRun()?.id,
    ]);
    assert.equal(stage.lastRun()?.rotationId, "rot_1");
    assert.deepEqual(stage.lastRun()?.counts, { total: 2, completed: 1, unknown: 0, failed: 0 });
    const { steps: [first, second] } = aRotation({});
    const failed = { ...second, state: "failed", reason: "no key came" } as typeof second;
    const steps = [first, failed].filter((step) => step !== undefined);
    const reason = "HOST-1/3node1: no key came";
    stage.world.system.publish(rotationChanged, aRotation({ state: "stopped", reason, steps }));
    await stage.settle();
    assert.deepEqual(stage.history(), ["partial 2030-01-07T04:00"]);
    assert.equal(stage.lastRun()?.reason, reason);
  }));

Deno.test("a rotation that a restart has ended is unknown, and is not begun again", () =>
  withRotation(async (stage) => {
    await stage.stop();
    const after = await startClockwork({ stores: stage.stores, at: "2030-01-07T04:02:00Z" });
    await after.minutes(2);
    assert.deepEqual(after.history(), ["unknown 2030-01-07T04:00"]);
    assert.equal(after.nodes.asked.length, 0);
    await after.stop();
  }));
