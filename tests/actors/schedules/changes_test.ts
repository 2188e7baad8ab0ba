import assert from "node:assert/strict";
import { type Right, RIGHTS } from "../../../actors/access/messages.ts";
import type { Outcome } from "../../../actors/outcome.ts";
import type { ScheduleDraft } from "../../../actors/schedules/messages.ts";
import { refuse } from "../../../actors/outcome.ts";
import { NODE_COMMANDS } from "../../../protocols/mserver/commands.ts";
import { codeOf, TESTER, valueOf } from "../../support/displays/fleet.ts";
import { aDraft, type Clockwork, nodeWork, withClockwork } from "./clockwork.ts";

function faultOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? "accepted" : `${outcome.refusal.code} ${outcome.refusal.field}`;
}

function update(
  stage: Clockwork,
  changes: Partial<ScheduleDraft>,
  rights: readonly Right[] = ["keys"],
) {
  const draft = aDraft(changes);
  const requester = { name: "somebody", address: "192.0.2.1" };
  return stage.schedules({ type: "updateSchedule", id: 1, draft, requester, rights });
}

const ROTATION = nodeWork("rotate_keys");

Deno.test("createSchedule names the field that is wrong, and its rule with an example", () =>
  withClockwork(async (stage) => {
    const faults: readonly (readonly [Partial<ScheduleDraft>, string])[] = [
      [{ cron: "61 4 * * *" }, "invalid cron"],
      [{ cron: "0 0 30 2 *" }, "invalid cron"],
      [{ cron: "2020-01-01T00:00:00" }, "invalid cron"],
      [{ timeZone: "Mars/Phobos" }, "invalid timeZone"],
      [{ work: nodeWork("dance") }, "invalid work.command"],
      [{ work: nodeWork("logs", { params: { lines: 0 } }) }, "invalid work.params.lines"],
      [
        { work: nodeWork("logs", { selection: { scope: "host", serverId: "HOST-1" } }) },
        "invalid work.target",
      ],
      [
        { work: nodeWork("has_session_keys", { params: { session_keys: "0xabab" } }) },
        "invalid work.params.session_keys",
      ],
      [{ work: { ...ROTATION, pauseMs: 599_999 } as typeof ROTATION }, "invalid work.pauseMs"],
      [{ work: ROTATION, cron: "*/5 * * * *" }, "invalid cron"],
      [{ work: ROTATION, cron: "55-59/3 * * * *" }, "invalid cron"],
      [
        {
          work: {
            type: "preset",
            presetId: 7,
            action: "execute",
            deadlineMs: 60_000,
            waitOnlineMs: null,
          },
        },
        "invalid work.presetId",
      ],
      [
        {
          work: {
            type: "display",
            displayId: 7,
            order: { action: "check", params: {} },
            deadlineMs: 60_000,
            waitOnlineMs: null,
          },
        },
        "invalid work.displayId",
      ],
    ];
    for (const [changes, fault] of faults) {
      const outcome = await stage.create(changes, ["keys", "logs"]);
      assert.equal(faultOf(outcome), fault, JSON.stringify(changes));
    }
    const bad = await stage.create({ cron: "61 4 * * *" });
    assert.match(bad.ok ? "" : bad.refusal.detail, /^cron: must be .*"0 4 \* \* \*".*minute: 61/);
    assert.deepEqual(stage.stores.schedules.schedules(), []);
    assert.equal(faultOf(await stage.create({ work: ROTATION, cron: "*/10 * * * *" })), "accepted");
  }));

Deno.test("createSchedule refuses a host that does not exist, and takes a filter that finds none today", () =>
  withClockwork(async (stage) => {
    stage.nodes.answers.planNodes = () => refuse("notFound", "No node host has it.");
    assert.equal(faultOf(await stage.create()), "invalid work.selection");
    stage.nodes.answers.planNodes = () => refuse("invalid", "There is no container.");
    assert.equal(faultOf(await stage.create()), "accepted");
  }));

Deno.test("a schedule with rotate_keys needs the right to make, to change, to switch on and to run by hand", () =>
  withClockwork(async (stage) => {
    assert.equal(codeOf(await stage.create({ work: ROTATION }, [])), "forbidden");
    await stage.make({ work: ROTATION, enabled: false });
    assert.equal(codeOf(await update(stage, { work: ROTATION }, [])), "forbidden");
    const run = { type: "runSchedule", id: 1, requester: TESTER, idempotency: null } as const;
    assert.equal(codeOf(await stage.schedules({ ...run, rights: ["exec"] })), "forbidden");
    const on = valueOf(await update(stage, { work: ROTATION }, ["keys", "exec"]));
    assert.deepEqual([on.rights, on.orderedBy.name], [["keys", "exec"], "somebody"]);
  }));

for (const { name, right } of NODE_COMMANDS.values()) {
  if (right === "operate") continue;
  Deno.test(`a schedule with ${name} is refused to whoever has every right but ${right}`, () =>
    withClockwork(async (stage) => {
      const draft = { work: nodeWork(name) };
      const others = RIGHTS.filter((each) => each !== right);
      assert.equal(faultOf(await stage.create(draft, others)), "forbidden work.command");
      // Whatever its params lack then, it is no right.
      assert.doesNotMatch(faultOf(await stage.create(draft, [right])), /forbidden/);
    }));
}

Deno.test("a schedule can be switched off without its right, and keeps the rights it had", () =>
  withClockwork(async (stage) => {
    await stage.make({ work: ROTATION });
    const off = valueOf(
      await update(stage, { work: ROTATION, enabled: false, cron: "1 1 * * *" }, []),
    );
    assert.deepEqual([off.rights, off.orderedBy.name, off.nextRunAt], [["keys"], "tester", null]);
    const other = nodeWork("backup_keys");
    assert.equal(codeOf(await update(stage, { work: other, enabled: false }, [])), "forbidden");
  }));

Deno.test("the rights of a schedule's maker are those of its runs", () =>
  withClockwork(async (stage) => {
    await stage.create({ work: nodeWork("exec", { params: { command: "uptime" } }) }, ["exec"]);
    await stage.minutes(61);
    const asked = stage.nodes.last("orderNodes");
    assert.deepEqual([asked.rights, asked.requester], [["exec"], {
      name: "schedule Nightly",
      address: "local",
    }]);
  }));

Deno.test("names are unique, and a schedule that is off has no next run", () =>
  withClockwork(async (stage) => {
    const made = await stage.make({ enabled: false });
    assert.equal(made.nextRunAt, null);
    assert.equal(faultOf(await stage.create()), "conflict name");
    await stage.minutes(120);
    assert.deepEqual(stage.history(), []);
  }));

Deno.test("what was due before a change is not made up for after it", () =>
  withClockwork(async (stage) => {
    await stage.make({ enabled: false, missed: "runOnce" });
    await stage.minutes(90);
    const on = valueOf(await update(stage, { missed: "runOnce" }));
    assert.equal(on.nextRunAt, Date.parse("2030-01-08T04:00:00Z"));
    await stage.minutes(2);
    assert.deepEqual(stage.history(), []);
  }));

Deno.test("deleteSchedule takes the history along, and its open run is kept nowhere", () =>
  withClockwork(async (stage) => {
    stage.behaviours.set("HOST-1/3node0", "hold");
    await stage.make();
    await stage.minutes(61);
    valueOf(await stage.schedules({ type: "deleteSchedule", id: 1 }));
    await stage.finish();
    await stage.minutes(1_440);
    assert.deepEqual(stage.history(), []);
    assert.equal(stage.commands().length, 1);
    assert.equal(codeOf(await stage.schedules({ type: "deleteSchedule", id: 1 })), "notFound");
    assert.equal((await stage.make()).id, 2, "ids are not used twice");
  }));

Deno.test("schedules and their next moments outlive a restart", () =>
  withClockwork(async (stage) => {
    await stage.make();
    await stage.make({ name: "Second", cron: "30 5 * * 1-5", timeZone: "Europe/Berlin" });
    const before = await stage.schedules({ type: "listSchedules" });
    await withClockwork(async (again) => {
      assert.deepEqual(await again.schedules({ type: "listSchedules" }), before);
    }, { stores: stage.stores });
  }));

Deno.test("updateSchedule and deleteSchedule refuse what was made from an older version", () =>
  withClockwork(async (stage) => {
    const made = await stage.make();
    assert.deepEqual([made.version, made.updatedBy], [1, TESTER.name]);
    const changed = valueOf(await update(stage, { maxLatenessMs: 120_000 }));
    assert.deepEqual([changed.version, changed.updatedBy], [2, "somebody"]);
    const order = { type: "updateSchedule", id: 1, draft: aDraft(), requester: TESTER } as const;
    const late = await stage.schedules({ ...order, rights: ["keys"], versions: [1] });
    assert.equal(codeOf(late), "preconditionFailed");
    assert.match(late.ok ? "" : late.refusal.detail, /version 2.*somebody changed it/);
    const removal = { type: "deleteSchedule", id: 1 } as const;
    assert.equal(
      codeOf(await stage.schedules({ ...removal, versions: [1] })),
      "preconditionFailed",
    );
    assert.equal(codeOf(await stage.schedules({ ...removal, versions: [2] })), "accepted");
  }));
