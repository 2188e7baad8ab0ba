import assert from "node:assert/strict";
import type { SwitchboardEvent } from "../../../protocols/switchboard/events.ts";
import type { FakeLink } from "../../support/displays/fake_link.ts";
import { type Fleet, withFleet } from "../../support/displays/fleet.ts";

const CRASHED: SwitchboardEvent = {
  type: "statusReported",
  running: false,
  crashedProgram: "Stage.exe",
};
const RUNNING: SwitchboardEvent = { type: "statusReported", running: true };

/** A T4 tray on which preset 7 runs. */
async function runningTray(fleet: Fleet): Promise<FakeLink> {
  const link = await fleet.register("Wall-L2");
  link.says(RUNNING);
  link.says({ type: "executionReported", presetId: 7, phase: "running", pid: 8812 });
  await fleet.settle();
  return link;
}

/** Time in which the tray beats, and says nothing else. */
async function beating(fleet: Fleet, link: FakeLink, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 5_000) {
    link.beats();
    await fleet.advance(Math.min(5_000, ms - passed));
  }
}

async function shows(fleet: Fleet): Promise<readonly unknown[]> {
  await fleet.settle();
  const { health, currentPresetId } = await fleet.find("Wall-L2");
  return [health, currentPresetId];
}

Deno.test("suspectCrash() takes reports that repeat every 10 s as a program that is alive (T4)", () =>
  withFleet(async (fleet) => {
    const link = await runningTray(fleet);
    for (let check = 0; check < 12; check++) {
      link.says(CRASHED);
      await fleet.advance(10_000);
      assert.deepEqual(await shows(fleet), ["running", 7]);
    }
  }));

Deno.test("suspectCrash() takes one report and 25 s of silence about it as a crash (T4)", () =>
  withFleet(async (fleet) => {
    const link = await runningTray(fleet);
    link.says(CRASHED);
    await fleet.advance(24_999);
    link.beats();
    assert.deepEqual(await shows(fleet), ["running", 7]);
    await fleet.advance(1);
    assert.deepEqual(await shows(fleet), ["error", null]);
    const { notes } = await fleet.find("Wall-L2");
    assert.equal(notes.filter((note) => note.kind === "crashed").length, 1);
  }));

Deno.test("suspectCrash() concludes nothing from the silence of a tray that does not even beat (T4)", () =>
  withFleet(async (fleet) => {
    const link = await runningTray(fleet);
    link.says(CRASHED);
    await fleet.advance(26_000);
    assert.deepEqual(await shows(fleet), ["running", 7]);
    await beating(fleet, link, 30_000);
    assert.deepEqual(await shows(fleet), ["error", null]);
  }));

Deno.test("suspectCrash() is settled by a newer word that something runs (T4)", () =>
  withFleet(async (fleet) => {
    const link = await runningTray(fleet);
    link.says(CRASHED);
    await fleet.advance(12_000);
    link.says(RUNNING);
    await fleet.advance(60_000);
    assert.deepEqual(await shows(fleet), ["running", 7]);
  }));

Deno.test("suspectCrash() comes to nothing when the display goes before the time is over (T4)", () =>
  withFleet(async (fleet) => {
    const link = await runningTray(fleet);
    link.says(CRASHED);
    await fleet.settle();
    link.closes();
    await fleet.advance(30_000);
    assert.deepEqual(await shows(fleet), ["running", 7]);
  }));

Deno.test("a crash stays visible as an error until something runs again or is stopped (T4)", () =>
  withFleet(async (fleet) => {
    const link = await runningTray(fleet);
    link.says(CRASHED);
    await beating(fleet, link, 25_000);
    link.says({ type: "statusReported", running: false });
    assert.deepEqual(await shows(fleet), ["error", null]);
    link.says({ type: "stopReported", ok: true });
    assert.deepEqual(await shows(fleet), ["idle", null]);
  }));

Deno.test("suspectCrash() outlasts a lost connection: what is alive is named again on the next one (T4)", () =>
  withFleet(async (fleet) => {
    const link = await runningTray(fleet);
    link.says(CRASHED);
    await fleet.advance(5_000);
    link.closes();
    await fleet.advance(15_000);
    const next = await fleet.register("Wall-L2");
    await fleet.advance(10_000);
    assert.deepEqual(await shows(fleet), ["running", 7], "repeats were lost with the connection");
    next.says(CRASHED);
    await fleet.advance(20_000);
    assert.deepEqual(await shows(fleet), ["running", 7]);
  }));

Deno.test("a program that a display names no more after its return has ended, and did not crash (T4)", () =>
  withFleet(async (fleet) => {
    const link = await runningTray(fleet);
    link.says(CRASHED);
    await fleet.settle();
    link.closes();
    await fleet.advance(90_000);
    await beating(fleet, await fleet.register("Wall-L2"), 24_999);
    assert.deepEqual(await shows(fleet), ["running", 7]);
    await fleet.advance(1);
    assert.deepEqual(await shows(fleet), ["idle", null]);
    const kinds = (await fleet.find("Wall-L2")).notes.map(({ kind }) => kind);
    assert.deepEqual([kinds.includes("crashed"), kinds.includes("ended")], [false, true]);
  }));

Deno.test("a program that ended meanwhile does not hide another that is named again (T4)", () =>
  withFleet(async (fleet) => {
    const link = await runningTray(fleet);
    link.says(CRASHED);
    link.says({ ...CRASHED, crashedProgram: "Mixer.exe" });
    await fleet.settle();
    link.closes();
    const next = await fleet.register("Wall-L2");
    await fleet.advance(10_000);
    next.says(CRASHED);
    await fleet.advance(15_000);
    assert.deepEqual(await shows(fleet), ["running", 7]);
  }));

Deno.test("suspectCrash() knows by a repeat that a program runs of which nothing was told since our start (T4)", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    link.says(CRASHED);
    assert.deepEqual(await shows(fleet), ["unknown", null]);
    await fleet.advance(10_000);
    link.says(CRASHED);
    assert.deepEqual(await shows(fleet), ["running", null]);
  }));
