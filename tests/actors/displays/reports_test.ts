import assert from "node:assert/strict";
import { ReportMemory } from "../../../actors/displays/report_memory.ts";
import type { ReportedProcess } from "../../../protocols/switchboard/events.ts";
import type { FakeLink } from "../../support/displays/fake_link.ts";
import { execute, type Fleet, stopOrder, withFleet } from "../../support/displays/fleet.ts";

const NAME = "Wall-L2";

/** A display that tells its presets apart, as the guide's client does, and runs two of them. */
async function twoPresets(fleet: Fleet): Promise<FakeLink> {
  const link = await fleet.register(NAME);
  for (const presetId of [7, 8]) {
    const { id } = await fleet.order(1, execute("show.exe", presetId));
    link.says({ type: "executionReported", executionId: id, presetId, phase: "running" });
  }
  lists(link, [{ presetId: 7 }, { presetId: 8 }]);
  await fleet.settle();
  return link;
}

function lists(link: FakeLink, processes: readonly ReportedProcess[]): void {
  const runningCount = processes.length;
  link.says({ type: "processesReported", runningCount, processes, complete: true });
}

async function kindsOf(fleet: Fleet): Promise<readonly string[]> {
  return (await fleet.find(NAME)).notes.map(({ kind }) => kind);
}

async function shows(fleet: Fleet): Promise<readonly unknown[]> {
  const { health, currentPresetId } = await fleet.find(NAME);
  return [health, currentPresetId];
}

Deno.test("a display takes in once what a device reports twice under one id", () =>
  withFleet(async (fleet) => {
    const link = await twoPresets(fleet);
    const ended = {
      type: "executionReported",
      presetId: 8,
      phase: "finished",
      reportId: "r1",
    } as const;
    link.says(ended);
    const { id } = await fleet.order(1, execute("show.exe", 8));
    link.says({ type: "executionReported", executionId: id, presetId: 8, phase: "running" });
    link.says(ended);
    await fleet.settle();
    assert.deepEqual(await shows(fleet), ["running", 8], "the new run goes on");
    assert.equal((await kindsOf(fleet)).filter((kind) => kind === "finished").length, 1);
  }));

Deno.test("a display knows reports again after a crash of its actor, and on another connection", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register(NAME);
    const stopped = { type: "stopReported", ok: false, error: "no", reportId: "r1" } as const;
    link.says(stopped);
    await fleet.settle();
    link.broken = true;
    link.beats();
    await fleet.settle();
    link.broken = false;
    await fleet.advance(60_000);
    link.closes();
    const next = await fleet.register(NAME);
    next.says(stopped);
    next.says({ ...stopped, reportId: "r2" });
    await fleet.settle();
    // The history has not outlived the crash.
    assert.equal((await kindsOf(fleet)).filter((kind) => kind === "stopFailed").length, 1);
  }));

Deno.test("a preset that could not be started leaves the one that runs", () =>
  withFleet(async (fleet) => {
    const link = await twoPresets(fleet);
    const { id } = await fleet.order(1, execute("other.exe", 9));
    link.says({ type: "executionReported", presetId: 9, phase: "failed", error: "not here" });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "failed");
    assert.deepEqual(await shows(fleet), ["running", 8]);
  }));

for (const phase of ["finished", "failed"] as const) {
  Deno.test(`a preset that has ${phase} leaves the one that runs, and the running one does not`, () =>
    withFleet(async (fleet) => {
      const link = await twoPresets(fleet);
      link.says({ type: "executionReported", presetId: 7, phase });
      await fleet.settle();
      assert.deepEqual(await shows(fleet), ["running", 8]);
      link.says({ type: "executionReported", presetId: 8, phase });
      await fleet.settle();
      assert.deepEqual(await shows(fleet), [phase === "failed" ? "error" : "idle", null]);
    }));
}

Deno.test("a stop of one preset leaves the one that runs, where the device tells presets apart", () =>
  withFleet(async (fleet) => {
    const link = await twoPresets(fleet);
    const { id } = await fleet.order(1, stopOrder(7));
    link.says({ type: "stopReported", ok: true, presetId: 7, stoppedProcesses: 1 });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
    assert.deepEqual(await shows(fleet), ["running", 8]);
  }));

Deno.test("a stop of the newer preset shows the older one again, as the device lists it", () =>
  withFleet(async (fleet) => {
    const link = await twoPresets(fleet);
    await fleet.order(1, stopOrder(8));
    link.says({ type: "stopReported", ok: true, presetId: 8 });
    lists(link, [{ presetId: 7 }]);
    await fleet.settle();
    assert.deepEqual(await shows(fleet), ["running", 7]);
  }));

Deno.test("a stop ends everything where the device does not tell presets apart (C3)", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register(NAME);
    const { id } = await fleet.order(1, execute());
    link.says({ type: "executionReported", executionId: id, phase: "running" });
    await fleet.order(1, stopOrder(9));
    link.says({ type: "stopReported", ok: true, presetId: 9 });
    await fleet.settle();
    assert.deepEqual(await shows(fleet), ["idle", null]);
  }));

Deno.test("a stop is answered by its own id, not by that of an earlier one", () =>
  withFleet(async (fleet) => {
    const link = await twoPresets(fleet);
    const first = await fleet.order(1, stopOrder(7));
    link.confirms(first.id);
    const second = await fleet.order(1, stopOrder(7));
    link.says({ type: "stopReported", ok: true, presetId: 7, executionId: second.id });
    await fleet.settle();
    assert.deepEqual([fleet.row(first.id).state, fleet.row(second.id).state], [
      "acknowledged",
      "completed",
    ]);
  }));

for (const answerFirst of [true, false]) {
  const order = answerFirst ? "before" : "behind";
  Deno.test(`a stop stands once in the history when its answer comes ${order} the end of its program`, () =>
    withFleet(async (fleet) => {
      const link = await fleet.register(NAME);
      const { id } = await fleet.order(1, execute());
      const running = { type: "executionReported", executionId: id, presetId: 7 } as const;
      const stops = [
        () => link.says({ type: "stopReported", ok: true, presetId: 7 }),
        () => link.says({ ...running, phase: "stopped" }),
      ];
      for (let round = 1; round <= 2; round++) {
        link.says({ ...running, phase: "running" });
        await fleet.order(1, stopOrder(7));
        for (const say of answerFirst ? stops : stops.toReversed()) say();
        await fleet.settle();
        const told = (await kindsOf(fleet)).filter((kind) => kind === "stopped");
        assert.equal(told.length, round);
      }
    }));
}

Deno.test("a display's programs that end with it stand in the history one by one", () =>
  withFleet(async (fleet) => {
    const link = await twoPresets(fleet);
    for (const presetId of [7, 8]) {
      link.says({ type: "executionReported", executionId: "x", presetId, phase: "stopped" });
    }
    await fleet.settle();
    assert.equal((await kindsOf(fleet)).filter((kind) => kind === "stopped").length, 2);
    assert.deepEqual(await shows(fleet), ["idle", null]);
  }));

Deno.test("ReportMemory.isNew() remembers 256 reports, and takes every nameless one for new", () => {
  const memory = new ReportMemory();
  assert.deepEqual([memory.isNew(undefined), memory.isNew(undefined)], [true, true]);
  for (let number = 0; number < 256; number++) assert.ok(memory.isNew(`r${number}`));
  assert.equal(memory.isNew("r0"), false);
  assert.ok(memory.isNew("r256"));
  assert.ok(memory.isNew("r0"), "the oldest has given way");
  assert.equal(memory.isNew("r255"), false);
});
