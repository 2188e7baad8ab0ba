import assert from "node:assert/strict";
import { AlertBook } from "../../../actors/alerts/book.ts";
import { wrong } from "../../../actors/alerts/finding.ts";
import { expire } from "../../../actors/alerts/lifecycle.ts";
import { backupStored, type NewBackup } from "../../../actors/backups/messages.ts";
import { hostBackupMade, hostBackupMissed } from "../../../actors/host_backups/messages.ts";
import { type NodeNoted, nodeNoted } from "../../../actors/nodes/note_ring.ts";
import type { RotationStep } from "../../../actors/nodes/rotation/rotation_messages.ts";
import { rotationChanged } from "../../../actors/nodes/topics.ts";
import { backupMissed, type MissedBackup, scheduleRan } from "../../../actors/schedules/topics.ts";
import { sessionKeyChanged, sessionKeyUnsaved } from "../../../actors/session_keys/topics.ts";
import { commandChanged } from "../../../actors/topics.ts";
import {
  sampleContainer,
  sampleKey,
  sampleRotation,
} from "../../adapters/http/stubs/node_samples.ts";
import { aCommand } from "../../support/samples/commands.ts";
import { sampleRun } from "../../support/samples/schedule_samples.ts";
import { AT } from "../../support/stores/store_samples.ts";
import { node } from "../readiness/samples.ts";
import { type Stage, withRule, withStage } from "./stage.ts";

/** What has happened is an alert at the next look, and told when others of its cause have had the time to come. */
const TOLD_MS = 7_000;
const DAY_MS = 86_400_000;
const SERVER = { serverId: "HOST-1", container: "3node0" } as const;
const TARGET = { kind: "container", key: "HOST-1/3node0", name: "HOST-1/3node0" } as const;

/** With the host and the container that the events are of: of nobody else they are forgotten at the next look at all. */
const withContainer: typeof withStage = (run, options) =>
  withStage((stage) => {
    stage.changeNode(node("HOST-1", { peerAddress: "192.0.2.9" }));
    stage.changeContainer(sampleContainer);
    return run(stage);
  }, options);

function rotate(stage: Stage, state: "completed" | "failed" | "timed_out" | "cancelled"): void {
  const order = { action: "rotate_keys", params: {} };
  stage.test.system.publish(commandChanged, aCommand({ target: TARGET, order, state }));
}

function step(stage: Stage, state: RotationStep["state"]): void {
  const steps = sampleRotation.steps.map((each) => ({ ...each, target: TARGET, state }));
  stage.test.system.publish(rotationChanged, { ...sampleRotation, steps });
}

Deno.test("keyRotation tells of keys that were not rotated, until a rotation works", () =>
  withContainer(async (stage) => {
    rotate(stage, "failed");
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told(), ["opened keyRotation container/HOST-1/3node0"]);
    rotate(stage, "timed_out");
    await stage.advance(TOLD_MS);
    assert.match(stage.open()[0]?.reason.en ?? "", /^Nobody knows/);
    // That somebody gave up waiting says nothing of the keys.
    rotate(stage, "cancelled");
    await stage.advance(TOLD_MS);
    assert.equal(stage.open().length, 1);
    rotate(stage, "completed");
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told().slice(1), ["resolved keyRotation container/HOST-1/3node0"]);
  }));

Deno.test("keyRotation tells of a step of a rotation that failed, until one is verified", () =>
  withContainer(async (stage) => {
    step(stage, "rotating");
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.changes, []);
    step(stage, "failed");
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told(), ["opened keyRotation container/HOST-1/3node0"]);
    step(stage, "verified");
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.open(), []);
  }));

Deno.test("keyRotation is not taken back by a key that was saved, nor an unsaved key by a rotation", () =>
  withContainer(async (stage) => {
    const { system } = stage.test;
    rotate(stage, "failed");
    await stage.advance(TOLD_MS);
    system.publish(sessionKeyChanged, { ...sampleKey, ...SERVER });
    await stage.advance(TOLD_MS);
    assert.equal(stage.open().length, 1);
    system.publish(sessionKeyUnsaved, { ...SERVER, reason: "The disk is full." });
    await stage.advance(TOLD_MS);
    rotate(stage, "completed");
    await stage.advance(TOLD_MS);
    assert.match(stage.open()[0]?.reason.en ?? "", /not on the disk yet/);
    system.publish(sessionKeyChanged, { ...sampleKey, ...SERVER });
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.open(), []);
  }));

Deno.test("keyRotation outlives our own restart without a second word", async () => {
  let store: Stage["store"] | undefined;
  await withContainer(async (stage) => {
    rotate(stage, "failed");
    await stage.advance(TOLD_MS + 15_000);
    assert.equal(stage.told().length, 1);
    store = stage.store;
  });
  assert.ok(store);
  await withContainer(async (stage) => {
    await stage.advance(120_000);
    assert.equal(stage.open().length, 1);
    assert.deepEqual(stage.told(), []);
  }, { warmUpMs: 60_000, store });
});

const missed: MissedBackup = {
  scheduleId: 3,
  scheduleName: "Keys at night",
  runId: "schedule-3-1",
  dueAt: AT,
  target: TARGET.key,
  reason: "The host was away.",
};
const stored: NewBackup = {
  ...SERVER,
  file: "keys.tar.gz",
  at: AT,
  source: "command",
  commandId: "cmd_1",
};

Deno.test("missedKeyBackup tells of a container whose backup did not come, until one does", () =>
  withContainer(async (stage) => {
    stage.test.system.publish(backupStored, stored);
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.changes, []);
    stage.test.system.publish(backupMissed, missed);
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told(), ["opened missedKeyBackup container/HOST-1/3node0"]);
    stage.test.system.publish(backupStored, { ...stored, container: "3node1" });
    await stage.advance(TOLD_MS);
    assert.equal(stage.open().length, 1);
    stage.test.system.publish(backupStored, stored);
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told().slice(1), ["resolved missedKeyBackup container/HOST-1/3node0"]);
  }));

Deno.test("missedKeyBackup tells of a schedule that began nothing, until a run of it works", () =>
  withContainer(async (stage) => {
    const run = (scheduleId: number, state: "failed" | "partial") =>
      stage.test.system.publish(scheduleRan, sampleRun(scheduleId, AT, { state }));
    stage.test.system.publish(backupMissed, { ...missed, target: null });
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told(), ["opened missedKeyBackup schedule/Keys at night"]);
    run(3, "failed");
    run(4, "partial");
    await stage.advance(TOLD_MS);
    assert.equal(stage.open().length, 1);
    run(3, "partial");
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.open(), []);
  }));

Deno.test("missedHostBackup tells of the control host's own backup, until one is made", () =>
  withContainer(async (stage) => {
    const { system } = stage.test;
    const made = {
      name: "signalbox-20260101T000000Z.tar.gz.age",
      bytes: 1,
      madeAt: AT,
      verifiedAt: AT,
    };
    system.publish(hostBackupMade, made);
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.changes, []);
    system.publish(hostBackupMissed, { dueAt: AT, reason: "The disk is full." });
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told(), ["opened missedHostBackup host/Signalbox"]);
    assert.equal(stage.open()[0]?.severity, "warning");
    system.publish(hostBackupMade, made);
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told().slice(1), ["resolved missedHostBackup host/Signalbox"]);
  }));

Deno.test("unclaimedPayout tells from its number on, and a check that failed takes nothing back", () =>
  withContainer(async (stage) => {
    const { payout } = sampleContainer;
    assert.ok(payout);
    const count = (unclaimed: number | null) =>
      stage.changeContainer({ ...sampleContainer, payout: { ...payout, unclaimed } });
    count(2);
    await stage.advance(60_000);
    assert.deepEqual(stage.changes, []);
    count(3);
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told(), ["opened unclaimedPayout container/HOST-1/3node0"]);
    assert.equal(stage.open()[0]?.reason.en, "3 payouts are not claimed.");
    count(null);
    await stage.advance(60_000);
    assert.equal(stage.open().length, 1);
    count(4);
    await stage.advance(TOLD_MS);
    assert.equal(stage.open()[0]?.reason.ko, "청구하지 않은 보상이 4건 있습니다.");
    assert.equal(stage.told().length, 1);
    count(2);
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told().slice(1), ["resolved unclaimedPayout container/HOST-1/3node0"]);
  }, { settings: withRule("unclaimedPayout", { atLeast: 3 }) }));

function note(stage: Stage, kind: NodeNoted["kind"], container: string | null = "3node0"): void {
  const noted = { serverId: "HOST-1", container, kind, at: AT, detail: "" };
  stage.test.system.publish(nodeNoted, noted);
}

Deno.test("validatorLost tells of a node that ceased to validate, until it validates again", () =>
  withContainer(async (stage) => {
    note(stage, "validatorActivated");
    note(stage, "eraBegan");
    note(stage, "validatorDeactivated", null);
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.changes, []);
    note(stage, "validatorDeactivated");
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told(), ["opened validatorLost container/HOST-1/3node0"]);
    assert.equal(stage.open()[0]?.severity, "critical");
    note(stage, "validatorActivated");
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told().slice(1), ["resolved validatorLost container/HOST-1/3node0"]);
  }));

Deno.test("expire() ends what nobody takes back, after each rule's own time", () => {
  const days = {
    keyRotation: 14,
    missedKeyBackup: 14,
    missedHostBackup: 14,
    validatorLost: 7,
  } as const;
  for (const [rule, count] of Object.entries(days) as [keyof typeof days, number][]) {
    const book = new AlertBook();
    book.take(wrong(rule, TARGET, { reason: { en: "It is.", ko: "그렇다." } }), {
      nowMs: 0,
      now: AT,
    });
    const [track = assert.fail()] = book.tracks.values();
    expire(book, { nowMs: count * DAY_MS - 1, now: AT });
    assert.equal(track.present, true, rule);
    expire(book, { nowMs: count * DAY_MS, now: AT });
    assert.equal(track.present, false, rule);
  }
});
