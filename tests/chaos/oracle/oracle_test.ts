import assert from "node:assert/strict";
import { DEFAULT_ALERTS } from "../../../actors/alerts/settings.ts";
import type { Preset } from "../../../protocols/api/preset.ts";
import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import { Timeline } from "../torments/timeline.ts";
import type { Torment } from "../torments/torment_plan.ts";
import { type AlertCourt, judgeAlerts, longestLookMs } from "./judge_alerts.ts";
import { judgeExecutions as judgeThem } from "./judge_executions.ts";
import type { Evidence } from "./evidence.ts";
import { judgeLiveness } from "./judge_liveness.ts";
import { judgeLog } from "./judge_log.ts";
import { judgeRecordings } from "./judge_recordings.ts";
import { judgeState } from "./judge_state.ts";
import { judgeWrites } from "./judge_writes.ts";
import { RollCall } from "./roll_call.ts";
import { anAlert, anAnswer, aRow, AT, evidenceOf, later } from "./samples.ts";
import type { Violation } from "./violation.ts";

const promises = (violations: readonly Violation[]) => violations.map(({ promise }) => promise);
const judgeExecutions = (evidence: Evidence) => judgeThem(evidence, new Timeline(), AT + 3_600_000);
const second = (seconds: number) => AT + 1_000 * seconds;

Deno.test("the oracle finds nothing when everything is as promised", () => {
  const evidence = evidenceOf();
  assert.deepEqual(judgeWrites(evidence), []);
  assert.deepEqual(judgeExecutions(evidence), []);
});

Deno.test("judgeWrites() finds an accepted command that is gone, and one that is another", () => {
  assert.deepEqual(promises(judgeWrites(evidenceOf({ commands: [] }))), [
    "an acknowledged write is never lost",
  ]);
  const commands = [aRow({ params: { command: "Other.exe" } })];
  assert.deepEqual(promises(judgeWrites(evidenceOf({ commands }))), [
    "an acknowledged command is kept as it was asked for",
  ]);
});

Deno.test("judgeWrites() finds a key that made two commands for one target, and a wish without an answer", () => {
  const commands = [aRow(), aRow({ id: "cmd_2" })];
  assert.deepEqual(promises(judgeWrites(evidenceOf({ commands }))), [
    "an idempotency key makes one command",
  ]);
  const silent = [anAnswer(), anAnswer({ status: null })];
  assert.deepEqual(promises(judgeWrites(evidenceOf({}, {}, silent))), [
    "everything is answered in the end",
  ]);
});

Deno.test("judgeWrites() lets an edit without an answer be the last, and no edit before the last accepted", () => {
  const edit = (key: string, status: number | null, answeredAt: number) =>
    anAnswer({
      wish: {
        kind: "preset_edit",
        key,
        method: "PUT",
        path: "/api/v1/presets/3",
        json: { description: key, commands: [{ displayId: 1 }] },
      },
      status,
      answeredAt,
    });
  const at = (description: string) => ({
    presets: [{
      id: 3,
      description,
      commands: [{ displayId: 1, offsetMs: 0 }],
    }] as unknown as Preset[],
    commands: [],
  });
  const answered = [edit("one", 200, 1), edit("two", 200, 2)];
  assert.deepEqual(judgeWrites(evidenceOf(at("two"), {}, answered)), []);
  assert.deepEqual(promises(judgeWrites(evidenceOf(at("one"), {}, answered))), [
    "the last accepted edit counts",
  ]);
});

Deno.test("judgeExecutions() finds a command that ran twice, one that never ran, and one that hangs", () => {
  const deed = {
    member: "display:Display_01",
    what: "started",
    detail: "Stage.exe -scene k-1",
  } as const;
  const twice = evidenceOf({}, { deeds: [{ ...deed, times: 2 }] });
  assert.deepEqual(promises(judgeExecutions(twice)), ["a command is carried out once"]);
  const never = evidenceOf({}, { deeds: [] });
  assert.deepEqual(promises(judgeExecutions(never)), ["what is completed was carried out"]);
  const hangs = evidenceOf({ commands: [aRow({ state: "running" })] });
  assert.deepEqual(promises(judgeExecutions(hangs)), ["no command is left hanging"]);
});

Deno.test("judgeExecutions() takes no deed for a command that was refused as nobody was connected", () => {
  const refused = aRow({ state: "failed", reason: "not_connected: the display is away." });
  assert.deepEqual(promises(judgeExecutions(evidenceOf({ commands: [refused] }))), [
    "a command is carried out once",
  ]);
});

Deno.test("judgeExecutions() finds a key that is not stored, unless a fielded client was cut short", () => {
  const key = `0x${"ab".repeat(128)}`;
  const deeds = [{
    member: "node:A1",
    what: "rotated",
    detail: `3node0 ${key}`,
    times: 1,
  }] as const;
  const rotation = (state: "completed" | "unknown") =>
    aRow({
      action: "rotate_keys",
      target: { kind: "container", key: "A1/3node0", name: "3node0" },
      state,
    });
  const judge = (state: "completed" | "unknown", build: string, stored: readonly string[]) =>
    promises(judgeExecutions(evidenceOf(
      { commands: [rotation(state)], keys: new Map([["A1/3node0", stored]]) },
      { deeds, members: [{ kind: "node", key: "node:A1", build, online: true, stopped: [] }] },
    )));
  assert.deepEqual(judge("completed", "M11", ["0xabababab"]), []);
  assert.deepEqual(judge("completed", "M11", []), ["no acknowledged key is lost"]);
  assert.deepEqual(judge("unknown", "M11", []), []);
  assert.deepEqual(judge("unknown", "agent", []), ["no acknowledged key is lost"]);
});

Deno.test("judgeState() finds members that are away, unknown, or not as they say", () => {
  const member = {
    kind: "sync",
    key: "sync:127.0.1.13",
    build: "P",
    online: true,
    digit: 1,
  } as const;
  assert.equal(judgeState(evidenceOf({}, { members: [{ ...member, online: false }] })).length, 1);
  assert.equal(judgeState(evidenceOf({}, { members: [member] })).length, 1);
});

const SYNC_HOST = { id: 4, claimedAddress: "127.0.1.13" };
const GARBAGE: Torment = { kind: "faults", name: "garbage-sender", atMs: 0, forMs: 100_000 };

/** A sync host that sends garbage for so many seconds, at a control host that lives all the while. */
function aCourt(seconds: number, members: readonly string[] = ["sync:127.0.1.13"]): AlertCourt {
  const timeline = new Timeline();
  timeline.lives.push({ from: second(-100), until: Infinity, readyMs: 1 });
  timeline.troubles.push({ torment: GARBAGE, members, from: AT, until: second(seconds) });
  const { rules } = DEFAULT_ALERTS;
  return { timeline, rules, warmUpMs: 15_000, healedAt: second(seconds), readAt: second(600) };
}

function judged(court: AlertCourt, ...alerts: ReturnType<typeof anAlert>[]) {
  // As much of a sync host as a roll call needs.
  const syncHosts = [SYNC_HOST] as unknown as readonly SyncHost[];
  return promises(judgeAlerts(evidenceOf({ alerts, syncHosts }), court));
}

const WALL = anAlert({
  id: 2,
  rule: "wall",
  subject: { kind: "wall", key: "Wall_01", name: "Wall_01" },
});

Deno.test("judgeAlerts() is content with the alerts that a fault must lead to", () => {
  assert.deepEqual(judged(aCourt(100), anAlert(), WALL), []);
});

Deno.test("judgeAlerts() finds alerts that are missing, come twice, or are never resolved", () => {
  assert.deepEqual(judged(aCourt(100)), [
    "a trouble that lasts is told",
    "a trouble that lasts is told",
  ]);
  assert.deepEqual(judged(aCourt(100), anAlert(), WALL, anAlert({ id: 3, openedAt: later(80) })), [
    "a trouble is one alert",
  ]);
  assert.deepEqual(judged(aCourt(100), anAlert({ state: "open", resolvedAt: null }), WALL), [
    "an alert is resolved when its cause is over",
  ]);
});

Deno.test("judgeAlerts() finds alerts without a cause: before it, long after it, of another member", () => {
  const short = aCourt(20);
  assert.deepEqual(judged(short, anAlert({ openedAt: later(-20) })), ["no false alert"]);
  assert.deepEqual(judged(short, anAlert({ openedAt: later(200) })), ["no false alert"]);
  assert.deepEqual(judged(aCourt(20, ["sync:127.0.1.99"]), anAlert()), ["no false alert"]);
});

Deno.test("judgeAlerts() promises nothing of a fault that nobody could look at for long enough", () => {
  const court = aCourt(100);
  const [life] = court.timeline.lives;
  assert.ok(life);
  life.until = second(40);
  court.timeline.lives.push({ from: second(43), until: second(80), readyMs: 1 });
  assert.equal(longestLookMs(court.timeline.troubles[0] ?? assert.fail(), court), 40_000);
  assert.deepEqual(judged(court, WALL), []);
});

Deno.test("judgeAlerts() wants a bad command for each alert of one", () => {
  const alert = anAlert({
    rule: "commandFailed",
    subject: { kind: "display", key: "1", name: "Display_01" },
    openedAt: later(2),
  });
  const court = { ...aCourt(0), timeline: new Timeline() };
  const judge = (state: "completed" | "failed") =>
    promises(judgeAlerts(evidenceOf({ alerts: [alert], commands: [aRow({ state })] }), court));
  assert.deepEqual(judge("failed"), []);
  assert.deepEqual(judge("completed"), ["no false alert"]);
});

Deno.test("judgeAlerts() takes a full disk for a key that is not on it, and for nothing else of keys", () => {
  const alert = anAlert({
    rule: "keyRotation",
    subject: { kind: "container", key: "A1/3node0", name: "3node0" },
    reason: { en: "It has a new key, which is not on the disk yet.", ko: "" },
    openedAt: later(10),
  });
  const judge = (kind: "full-disk" | "slow-store", reason = alert.reason) => {
    const timeline = new Timeline();
    const torment = { kind, atMs: 0, forMs: 20_000, delayMs: 100 } as const;
    timeline.troubles.push({ torment, members: [], from: AT, until: second(20) });
    return judged({ ...aCourt(0), timeline }, { ...alert, reason });
  };
  assert.deepEqual(judge("full-disk"), []);
  assert.deepEqual(judge("slow-store"), ["no false alert"]);
  assert.deepEqual(judge("full-disk", { en: "Its keys could not be rotated.", ko: "" }), [
    "no false alert",
  ]);
});

Deno.test("judgeAlerts() goes by real times where the clock was an hour ahead", () => {
  const alert = anAlert({
    rule: "commandFailed",
    subject: { kind: "display", key: "1", name: "Display_01" },
    openedAt: later(700),
    state: "open",
    resolvedAt: null,
  });
  const judge = (goodAt: number, badAt: number) => {
    const timeline = new Timeline();
    timeline.offsets.push({ from: second(10), offsetMs: 3_600_000 }, {
      from: second(40),
      offsetMs: 0,
    });
    const commands = [
      aRow({ id: "good", updatedAt: later(goodAt) }),
      aRow({ id: "bad", state: "failed", updatedAt: later(badAt) }),
    ];
    const court = { ...aCourt(0), timeline, healedAt: second(600), readAt: second(1_000) };
    return promises(judgeAlerts(evidenceOf({ alerts: [alert], commands }), court));
  };
  const tooLong = ["an alert is resolved when its cause is over"];
  // The good one ended at 20 s, as the clock said an hour and 20 s.
  assert.deepEqual(judge(3_620, 690), []);
  assert.deepEqual(judge(800, 690), tooLong);
  assert.deepEqual(judge(3_620, 590), tooLong);
});

Deno.test("judgeLiveness() finds a member that is called offline and was there", () => {
  const { timeline } = aCourt(100);
  const roll = new RollCall(evidenceOf().account);
  const sighting = { at: second(-5), kind: "display", key: "1" };
  assert.equal(judgeLiveness([sighting], roll, timeline).length, 1);
  assert.equal(
    judgeLiveness([{ at: second(60), kind: "syncHost", key: "4" }], roll, timeline).length,
    0,
  );
});

Deno.test("judgeLog() wants a full disk for an error, and nothing for what is unhandled", () => {
  const timeline = new Timeline();
  const torment = { kind: "full-disk", atMs: 0, forMs: 20_000 } as const;
  timeline.troubles.push({ torment, members: [], from: AT, until: second(20) });
  const line = { at: second(10), text: '{"level":"ERROR"}' };
  assert.deepEqual(judgeLog([line], timeline), []);
  assert.equal(judgeLog([{ ...line, at: second(90) }], timeline).length, 1);
  const uncaught = { ...line, text: "error: Uncaught (in promise) Error: x" };
  assert.deepEqual(promises(judgeLog([uncaught], timeline)), ["nothing is unhandled"]);
});

Deno.test("judgeRecordings() finds what cannot be played, and what ends too long before the kill", () => {
  const cut = { camera: "Camera_01", file: "a.mp4", killedAt: second(10), endsAt: second(8.5) };
  assert.deepEqual(judgeRecordings([cut], 1), []);
  assert.equal(judgeRecordings([{ ...cut, endsAt: second(7) }], 1).length, 1);
  assert.equal(judgeRecordings([{ ...cut, endsAt: null }], 1).length, 1);
  assert.deepEqual(judgeRecordings([], 1), []);
  assert.equal(judgeRecordings([], 14).length, 1);
});
