import assert from "node:assert/strict";
import type { ReportedProcess } from "../../../protocols/switchboard/events.ts";
import type { FakeLink } from "../../support/displays/fake_link.ts";
import { execute, type Fleet, stopOrder, withFleet } from "../../support/displays/fleet.ts";

const CHECK = { action: "check", params: {} };

/** A display with one command on its way, as the device sees it. */
async function commanded(fleet: Fleet, order = execute()): Promise<[FakeLink, string]> {
  const link = await fleet.register("Wall-L2");
  const { id } = await fleet.order(1, order);
  assert.equal(link.commands.length, 1);
  return [link, id];
}

function lists(link: FakeLink, processes: readonly ReportedProcess[], complete = true): void {
  link.says({ type: "processesReported", runningCount: processes.length, processes, complete });
}

Deno.test("execute runs and completes by status update and result, which echoes preset and command (T4)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet);
    link.confirms(id);
    link.says({ type: "statusReported", running: true });
    link.says({
      type: "executionReported",
      presetId: 7,
      command: "show.exe",
      phase: "running",
      pid: 8812,
      processName: "show.exe",
    });
    await fleet.settle();
    assert.deepEqual(fleet.states(id), ["queued", "sent", "acknowledged", "running", "completed"]);
    assert.deepEqual(fleet.row(id).result, { pid: 8812, processName: "show.exe" });
    const { health, currentPresetId } = await fleet.find("Wall-L2");
    assert.deepEqual([health, currentPresetId], ["running", 7]);
  }));

Deno.test("execute completes with exit code and output when the build waits for the end (T3)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet);
    link.says({
      type: "executionReported",
      presetId: 7,
      command: "show.exe",
      phase: "finished",
      exitCode: 0,
      output: "done",
    });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
    assert.deepEqual(fleet.row(id).result, { exitCode: 0, output: "done" });
    const { health, currentPresetId } = await fleet.find("Wall-L2");
    assert.deepEqual([health, currentPresetId], ["idle", null]);
  }));

Deno.test("execute fails with the display's own words (T3)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet);
    link.says({ type: "executionReported", phase: "failed", exitCode: 1, error: "file not found" });
    await fleet.settle();
    assert.deepEqual([fleet.row(id).state, fleet.row(id).reason], ["failed", "file not found"]);
    assert.equal((await fleet.find("Wall-L2")).health, "error");
  }));

Deno.test("execute is matched by the echoed execution id, whatever came first (C3)", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    const first = await fleet.order(1, execute("a.exe"));
    link.confirms(first.id);
    const second = await fleet.order(1, execute("b.exe"));
    link.says({ type: "executionReported", executionId: second.id, phase: "running" });
    await fleet.settle();
    assert.deepEqual([fleet.row(first.id).state, fleet.row(second.id).state], [
      "acknowledged",
      "completed",
    ]);
    link.says({ type: "executionReported", executionId: "cmd_0_somebody", phase: "failed" });
    await fleet.settle();
    assert.equal(fleet.row(first.id).state, "acknowledged");
  }));

Deno.test("execute goes from starting to running, which completes it (G)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet);
    link.says({ type: "executionReported", presetId: 7, phase: "starting" });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "running");
    link.says({ type: "executionReported", presetId: 7, phase: "running", pid: 5 });
    await fleet.settle();
    assert.deepEqual(fleet.states(id), ["queued", "sent", "running", "completed"]);
  }));

Deno.test("execute completes without acknowledgement when the result overtakes it", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet);
    link.says({ type: "executionReported", presetId: 7, phase: "running" });
    link.confirms(id);
    await fleet.settle();
    assert.deepEqual(fleet.states(id), ["queued", "sent", "completed"]);
  }));

Deno.test("stop completes by the display's report, with the number of programs (T4, C3)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet, stopOrder());
    link.says({ type: "stopReported", ok: true, stoppedProcesses: 2 });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
    assert.deepEqual(fleet.row(id).result, { stoppedProcesses: 2 });
  }));

Deno.test("stop fails with the display's own words (C3)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet, stopOrder());
    link.says({ type: "stopReported", ok: false, error: "access denied" });
    await fleet.settle();
    assert.deepEqual([fleet.row(id).state, fleet.row(id).reason], ["failed", "access denied"]);
  }));

Deno.test("stop completes when a complete list does not name the preset any more (G)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet, stopOrder(7));
    lists(link, [{ presetId: 7 }, { presetId: 8 }]);
    await fleet.settle();
    assert.equal(fleet.row(id).state, "sent");
    lists(link, [], false);
    await fleet.settle();
    assert.equal(fleet.row(id).state, "sent", "a list that is not complete proves nothing");
    lists(link, [{ presetId: 8 }]);
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("stop completes when what a complete list still names was started behind it (G)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet, stopOrder(7));
    await fleet.advance(10_000);
    lists(link, [{ presetId: 7, uptimeS: 10 }]);
    await fleet.settle();
    assert.equal(fleet.row(id).state, "sent");
    lists(link, [{ presetId: 7, uptimeS: 9.5 }]);
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("check completes by the answer to the connection check", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet, CHECK);
    assert.deepEqual(link.commands[0]?.order, { type: "checkConnection", name: "Wall-L2" });
    link.says({ type: "checkAnswered", status: "online" });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("execute is matched by an echo without the tabs and line breaks of its command (T4)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet, execute("cd /d D:\\show &&\r\n\tStage.exe"));
    link.says({
      type: "executionReported",
      presetId: 7,
      command: "cd /d D:\\show &&Stage.exe",
      phase: "running",
    });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("stop of everything completes by an answer that names what was stopped (C3)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await commanded(fleet, { action: "stop", params: {} });
    link.says({ type: "stopReported", presetId: 7, ok: true, stoppedProcesses: 1 });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("a display that counts nothing any more rests (C1)", () =>
  withFleet(async (fleet) => {
    const [link] = await commanded(fleet);
    link.says({ type: "executionReported", presetId: 7, phase: "running" });
    lists(link, [], true);
    await fleet.settle();
    const { health, currentPresetId } = await fleet.find("Wall-L2");
    assert.deepEqual([health, currentPresetId], ["idle", null]);
  }));

Deno.test("a display says with its heartbeats whether a program runs, and a failure stays (S6)", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    const health = async (running: boolean) => {
      link.says({ type: "heartbeatReceived", running });
      await fleet.settle();
      return (await fleet.find("Wall-L2")).health;
    };
    assert.deepEqual(
      [await health(false), await health(true), await health(false)],
      ["idle", "running", "idle"],
    );
    await fleet.order(1, execute());
    assert.equal(await health(true), "running", "somebody at the machine may start a program, too");
    assert.equal(await health(false), "running", "the program need not be up yet");
    link.says({ type: "executionReported", presetId: 7, phase: "failed" });
    assert.deepEqual([await health(false), await health(true)], ["error", "error"]);
  }));

Deno.test("a stop leaves open whether a program runs that its build has lost track of (T3)", () =>
  withFleet(async (fleet) => {
    const [link] = await commanded(fleet);
    link.says({ type: "executionReported", presetId: 7, phase: "running", error: "시간 초과" });
    const { id } = await fleet.order(1, stopOrder());
    link.says({ type: "stopReported", ok: true });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
    assert.match(fleet.row(id).reason ?? "", /look at the screen/);
    const { health, currentPresetId } = await fleet.find("Wall-L2");
    assert.deepEqual([health, currentPresetId], ["unknown", null]);
  }));

for (const [stoppedProcesses, after] of [[0, "unknown"], [1, "idle"]] as const) {
  Deno.test(`a stop that has ended ${stoppedProcesses} programs shows ${after} (C3)`, () =>
    withFleet(async (fleet) => {
      const [link] = await commanded(fleet);
      link.says({ type: "executionReported", presetId: 7, phase: "running" });
      await fleet.order(1, stopOrder());
      link.says({ type: "stopReported", ok: true, presetId: 7, stoppedProcesses });
      await fleet.settle();
      assert.equal((await fleet.find("Wall-L2")).health, after);
    }));
}

Deno.test("a stop of everything names each preset to a client that keeps its programs by preset (G)", () =>
  withFleet(async (fleet) => {
    const everything = { action: "stop", params: {} };
    const stops = (link: FakeLink) => link.toldOf("stop").map(({ presetId }) => presetId);
    const link = await fleet.register("Wall-L2", "10.0.0.1", { version: "2.0" });
    lists(link, [{ presetId: 7 }, { presetId: 8 }]);
    const { id } = await fleet.order(1, everything);
    assert.equal(link.commands.length, 1);
    assert.deepEqual(stops(link), [7, 8]);
    lists(link, []);
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
    const agent = await fleet.register("Ours", "10.0.0.2", {
      version: "2.0",
      capabilities: ["power_action"],
    });
    lists(agent, [{ presetId: 7 }]);
    await fleet.order(2, everything);
    assert.deepEqual([agent.commands.length, stops(agent)], [1, []]);
  }));
