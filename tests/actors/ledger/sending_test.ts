import assert from "node:assert/strict";
import { execute, queuedOnDisk, valueOf, withFleet } from "../../support/displays/fleet.ts";

const RUNNING = { type: "executionReported", presetId: 7, phase: "running" } as const;

Deno.test("submit() answers nothing and tells nobody before the rows are on the disk", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    fleet.stores.ledger.gate.hold();
    let answered = false;
    const asked = fleet.submit([1], execute()).then(() => answered = true);
    await fleet.settle();
    assert.deepEqual([answered, fleet.published.commands.length], [false, 0]);
    fleet.stores.ledger.gate.release();
    await asked;
    await fleet.settle();
    assert.deepEqual(fleet.published.commands.map((row) => row.state), ["queued", "sent"]);
    assert.equal(link.commands.length, 1);
  }));

Deno.test("release() lets the bytes leave only when `sent` is on the disk", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const id = await queuedOnDisk(fleet);
    assert.deepEqual([fleet.row(id).state, link.commands.length], ["queued", 0]);
    let onDisk = "";
    link.onCommand = (command) => onDisk = fleet.row(command.id).state;
    fleet.stores.ledger.gate.release();
    await fleet.settle();
    assert.equal(onDisk, "sent");
  }));

Deno.test("submit() fails a command at once when its display is not connected, or does not exist", () =>
  withFleet(async (fleet) => {
    (await fleet.register("Wall-L1")).closes();
    await fleet.settle();
    for (const displayId of [1, 99]) {
      const row = await fleet.order(displayId, execute());
      assert.equal(row.state, "failed");
      assert.match(row.reason ?? "", /^not_connected: /);
    }
  }));

Deno.test("submit() with waitOnlineMs sends when the display comes online in time", () =>
  withFleet(async (fleet) => {
    (await fleet.register("Wall-L1")).closes();
    await fleet.settle();
    const { id } = await fleet.order(1, execute(), { waitOnlineMs: 20_000 });
    await fleet.advance(19_000);
    assert.equal(fleet.row(id).state, "queued");
    const link = await fleet.register("Wall-L1");
    assert.equal(link.commands[0]?.id, id);
    await fleet.advance(5_000);
    assert.equal(fleet.row(id).state, "sent");
  }));

Deno.test("submit() with waitOnlineMs fails when the time is over, and sends nothing later", () =>
  withFleet(async (fleet) => {
    (await fleet.register("Wall-L1")).closes();
    await fleet.settle();
    const { id } = await fleet.order(1, execute(), { waitOnlineMs: 20_000 });
    await fleet.advance(20_000);
    assert.equal(fleet.row(id).state, "failed");
    assert.match(fleet.row(id).reason ?? "", /^not_connected: .*in time/);
    assert.equal((await fleet.register("Wall-L1")).commands.length, 0);
  }));

Deno.test("submit() sends nothing after the deadline, however long the disk took", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const id = await queuedOnDisk(fleet);
    await fleet.advance(59_999);
    await fleet.advance(1);
    fleet.stores.ledger.gate.release();
    await fleet.settle();
    assert.equal(link.commands.length, 0);
    assert.equal(fleet.row(id).state, "timed_out");
  }));

Deno.test("submit() sends nothing when the disk is done only after the deadline of the row itself", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    fleet.stores.ledger.gate.hold();
    const asked = fleet.submit([1], execute(), { deadlineMs: 10_000 });
    await fleet.advance(10_000);
    fleet.stores.ledger.gate.release();
    const id = valueOf(await asked).commands[0]?.id ?? "";
    await fleet.advance(1);
    assert.equal(link.commands.length, 0);
    assert.equal(fleet.row(id).state, "timed_out");
  }));

Deno.test("a command without an answer is timed out at its deadline", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const { id } = await fleet.order(1, execute(), { deadlineMs: 10_000 });
    link.confirms(id);
    await fleet.advance(9_999);
    assert.equal(fleet.row(id).state, "acknowledged");
    await fleet.advance(1);
    assert.equal(fleet.row(id).state, "timed_out");
    assert.match(fleet.row(id).reason ?? "", /No result/);
  }));

Deno.test("a command fails when the connection is lost before its release", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const id = await queuedOnDisk(fleet);
    link.closes();
    await fleet.settle();
    fleet.stores.ledger.gate.release();
    await fleet.settle();
    assert.equal(link.commands.length, 0);
    assert.equal(fleet.row(id).state, "failed");
    assert.match(fleet.row(id).reason ?? "", /^not_connected: .*before anything was sent/);
  }));

Deno.test("a command is unknown at its deadline when the connection was lost after sending", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const { id } = await fleet.order(1, execute());
    link.closes();
    const again = await fleet.register("Wall-L1");
    await fleet.advance(59_999);
    assert.equal(fleet.row(id).state, "sent");
    await fleet.advance(1);
    assert.equal(fleet.row(id).state, "unknown");
    assert.equal(again.commands.length, 0, "it is never sent again");
  }));

Deno.test("a command still completes when the display answers after a reconnect", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const { id } = await fleet.order(1, execute());
    link.closes();
    (await fleet.register("Wall-L1")).says(RUNNING);
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("a command is unknown at its deadline when the display's actor crashed after sending", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const { id } = await fleet.order(1, execute());
    link.broken = true;
    link.beats();
    await fleet.advance(60_000);
    assert.equal(fleet.row(id).state, "unknown");
  }));

Deno.test("report() about a final command is kept as an event, and changes nothing", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    const { id } = await fleet.order(1, execute(), { deadlineMs: 1_000 });
    await fleet.advance(1_000);
    fleet.tree.ledger.tell({ type: "commandReported", id, state: "completed" });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "timed_out");
    assert.deepEqual(fleet.states(id), ["queued", "sent", "timed_out", "completed"]);
  }));

Deno.test("submit() takes 2,000 commands in one go, each sent once", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    link.onCommand = ({ id }) => link.confirms(id);
    const ids = Array.from({ length: 2_000 }, () => 1);
    const { commands } = valueOf(await fleet.submit(ids, execute()));
    await fleet.settle();
    assert.equal(new Set(commands.map((command) => command.id)).size, 2_000);
    assert.deepEqual(
      link.commands.map((command) => command.id),
      commands.map((command) => command.id),
    );
  }));

Deno.test("a deadline keeps its time when the wall clock is set back or forward", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    for (const stepMs of [-3_600_000, 3_600_000]) {
      const { id } = await fleet.order(1, execute(), { deadlineMs: 10_000 });
      link.confirms(id);
      await fleet.settle();
      fleet.test.clock.step(stepMs);
      await fleet.advance(9_999);
      assert.equal(fleet.row(id).state, "acknowledged", `${stepMs}`);
      await fleet.advance(1);
      assert.equal(fleet.row(id).state, "timed_out", `${stepMs}`);
    }
  }));

Deno.test("submit() with waitOnlineMs sends to a display that comes in time on a clock that was set forward", () =>
  withFleet(async (fleet) => {
    (await fleet.register("Wall-L1")).closes();
    await fleet.settle();
    const { id } = await fleet.order(1, execute(), { waitOnlineMs: 20_000 });
    fleet.test.clock.step(3_600_000);
    await fleet.advance(19_000);
    const link = await fleet.register("Wall-L1");
    assert.equal(link.commands[0]?.id, id);
  }));
