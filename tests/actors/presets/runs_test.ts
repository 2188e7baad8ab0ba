import assert from "node:assert/strict";
import type { RunPreset } from "../../../actors/presets/messages.ts";
import { codeOf, type Fleet, TESTER, valueOf, withFleet } from "../../support/displays/fleet.ts";
import type { FakeLink } from "../../support/displays/fake_link.ts";

function run(fleet: Fleet, different: Partial<RunPreset> = {}) {
  return fleet.presets({
    type: "runPreset",
    id: 1,
    action: "execute",
    requester: TESTER,
    deadlineMs: 60_000,
    waitOnlineMs: null,
    idempotency: null,
    ...different,
  });
}

async function status(fleet: Fleet): Promise<readonly unknown[]> {
  const value = valueOf(await fleet.presets({ type: "getPresetStatus", id: 1 }));
  return [value.state, value.online, value.running, value.total];
}

/** Preset 1 on two displays. */
async function onTwoDisplays(
  fleet: Fleet,
  barrier = false,
  offsetMs = 0,
): Promise<[FakeLink, FakeLink]> {
  const links: [FakeLink, FakeLink] = [
    await fleet.register("Wall-1", "10.0.0.1"),
    await fleet.register("Wall-2", "10.0.0.2"),
  ];
  const commands = [
    { displayId: 1, command: "a.exe", offsetMs: 0 },
    { displayId: 2, command: "b.exe", offsetMs },
  ];
  const draft = { name: "Opening", description: "", groupId: null, barrier, commands };
  valueOf(await fleet.presets({ type: "createPreset", draft, edit: { by: "tester" } }));
  return links;
}

const launched = { type: "executionReported", presetId: 1, phase: "running" } as const;

Deno.test("runPreset() sends each display its own command line under one execution", () =>
  withFleet(async (fleet) => {
    const links = await onTwoDisplays(fleet);
    const { execution, commands } = valueOf(await run(fleet));
    assert.deepEqual(links.map(({ commands: [first] }) => first?.order), [
      {
        type: "execute",
        name: "Wall-1",
        command: "a.exe",
        presetId: 1,
        executionId: commands[0]?.id,
      },
      {
        type: "execute",
        name: "Wall-2",
        command: "b.exe",
        presetId: 1,
        executionId: commands[1]?.id,
      },
    ]);
    assert.deepEqual(fleet.stores.ledger.execution(execution.id), execution);
    assert.ok(commands.every((command) => command.executionId === execution.id));
    assert.deepEqual(commands.map((command) => command.target.name), ["Wall-1", "Wall-2"]);
    const [preset] = await fleet.presets({ type: "listPresets" });
    assert.equal(preset?.lastExecutedAt, fleet.test.clock.now());
  }));

Deno.test("presetStatus() tells ready, partial, running and offline from what the displays run", () =>
  withFleet(async (fleet) => {
    const [first, second] = await onTwoDisplays(fleet);
    assert.deepEqual(await status(fleet), ["ready", 2, 0, 2]);
    first.says(launched);
    await fleet.settle();
    assert.deepEqual(await status(fleet), ["partial", 2, 1, 2]);
    second.says(launched);
    await fleet.settle();
    assert.deepEqual(await status(fleet), ["running", 2, 2, 2]);
    first.closes();
    await fleet.settle();
    assert.deepEqual(await status(fleet), ["partial", 1, 1, 2]);
    second.closes();
    await fleet.settle();
    assert.deepEqual(await status(fleet), ["offline", 0, 0, 2]);
    assert.equal(codeOf(await fleet.presets({ type: "getPresetStatus", id: 9 })), "notFound");
  }));

Deno.test("runPreset() stops what runs, and each row ends by its own display's report", () =>
  withFleet(async (fleet) => {
    const [first, second] = await onTwoDisplays(fleet);
    valueOf(await run(fleet));
    for (const link of [first, second]) link.says(launched);
    await fleet.settle();
    const { commands } = valueOf(await run(fleet, { action: "stop" }));
    first.says({ type: "stopReported", ok: true });
    second.says({ type: "stopReported", ok: false, error: "access denied" });
    await fleet.settle();
    assert.deepEqual(commands.map(({ id }) => fleet.row(id).state), ["completed", "failed"]);
    assert.deepEqual(await status(fleet), ["partial", 2, 1, 2]);
  }));

Deno.test("runPreset() holds an execute back behind the preset's barrier, and a stop never", () =>
  withFleet(async (fleet) => {
    const [first, second] = await onTwoDisplays(fleet, true);
    second.closes();
    await fleet.settle();
    const executed = valueOf(await run(fleet));
    assert.deepEqual(executed.commands.map(({ id }) => fleet.row(id).state), [
      "cancelled",
      "failed",
    ]);
    assert.match(fleet.row(executed.commands[0]?.id ?? "").reason ?? "", /Wall-2/);
    const stopped = valueOf(await run(fleet, { action: "stop" }));
    assert.deepEqual(stopped.commands.map(({ id }) => fleet.row(id).state), ["sent", "failed"]);
    assert.deepEqual(first.commands.map(({ order }) => order.type), ["stop"]);
  }));

Deno.test("runPreset() lets a request override the preset's barrier", () =>
  withFleet(async (fleet) => {
    const [first, second] = await onTwoDisplays(fleet, true);
    second.closes();
    await fleet.settle();
    const { execution } = valueOf(await run(fleet, { barrier: false }));
    assert.equal(execution.barrier, false);
    assert.equal(first.commands.length, 1);
  }));

Deno.test("runPreset() repeated under one idempotency key is the same execution", () =>
  withFleet(async (fleet) => {
    const [first] = await onTwoDisplays(fleet);
    const idempotency = { key: "morning", contentHash: "a" };
    const once = valueOf(await run(fleet, { idempotency }));
    const again = valueOf(await run(fleet, { idempotency }));
    assert.deepEqual([again.execution.id, again.replayed], [once.execution.id, true]);
    assert.equal(first.commands.length, 1);
  }));

Deno.test("runPreset() refuses an unknown preset, and one that has lost its last display", () =>
  withFleet(async (fleet) => {
    assert.equal(codeOf(await run(fleet)), "notFound");
    await onTwoDisplays(fleet);
    for (const nameOrId of ["1", "2"]) {
      valueOf(await fleet.displays({ type: "forgetDisplay", nameOrId, force: true }));
    }
    assert.equal(codeOf(await run(fleet)), "invalid");
  }));

Deno.test("runPreset() fails its own request alone when the disk takes longer than a person waits", () =>
  withFleet(async (fleet) => {
    await onTwoDisplays(fleet);
    fleet.stores.ledger.gate.hold();
    const asked = run(fleet).then(() => "answered", () => "failed");
    await fleet.advance(10_000);
    fleet.stores.ledger.gate.release();
    assert.equal(await asked, "failed");
    assert.equal(fleet.actor("/presets")?.crashed, 0);
    assert.equal((await fleet.presets({ type: "listPresets" })).length, 1);
  }));

Deno.test("runPreset() gives each command its offset on an execute, and none on a stop", () =>
  withFleet(async (fleet) => {
    const [first, second] = await onTwoDisplays(fleet, false, 2_500);
    const { commands } = valueOf(await run(fleet));
    assert.deepEqual(commands.map(({ offsetMs }) => offsetMs), [0, 2_500]);
    assert.deepEqual([first.commands.length, second.commands.length], [1, 0]);
    await fleet.advance(2_500);
    assert.equal(second.commands.length, 1);
    const stopped = valueOf(await run(fleet, { action: "stop" }));
    assert.deepEqual(stopped.commands.map(({ offsetMs }) => offsetMs), [0, 0]);
  }));

Deno.test("runPreset() leaves an edit alone that was made while the run was on its way", () =>
  withFleet(async (fleet) => {
    await onTwoDisplays(fleet);
    const { gate } = fleet.stores.ledger;
    gate.hold();
    const asked = run(fleet);
    await fleet.settle();
    const commands = [{ displayId: 1, command: "new.exe", offsetMs: 0 }];
    const draft = { name: "Opening", description: "", groupId: null, barrier: false, commands };
    const edit = { by: "night shift" };
    valueOf(await fleet.presets({ type: "updatePreset", id: 1, draft, edit }));
    gate.release();
    valueOf(await asked);
    const [preset] = await fleet.presets({ type: "listPresets" });
    assert.deepEqual([preset?.commands, preset?.version], [commands, 2]);
    assert.equal(preset?.lastExecutedAt, fleet.test.clock.now());
    assert.deepEqual(fleet.stores.presets.presets(), [preset]);
  }));
