import assert from "node:assert/strict";
import {
  codeOf,
  execute,
  type Fleet,
  queuedOnDisk,
  TESTER,
  valueOf,
  withFleet,
} from "../../support/displays/fleet.ts";

const cancel = (fleet: Fleet, id: string) =>
  fleet.ledger({ type: "cancelCommand", id, requester: TESTER });

Deno.test("cancel() of a queued command keeps it from ever being sent", () =>
  withFleet(async (fleet) => {
    (await fleet.register("Wall-L1")).closes();
    await fleet.settle();
    const { id } = await fleet.order(1, execute(), { waitOnlineMs: 30_000 });
    const row = valueOf(await cancel(fleet, id));
    assert.deepEqual([row.state, row.reason], [
      "cancelled",
      "Cancelled by tester before it was sent.",
    ]);
    assert.equal((await fleet.register("Wall-L1")).commands.length, 0);
  }));

Deno.test("cancel() while `sent` is on its way to the disk keeps the bytes here", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const { gate } = fleet.stores.ledger;
    const id = await queuedOnDisk(fleet);
    const cancelled = cancel(fleet, id);
    await fleet.settle();
    gate.release();
    assert.equal(valueOf(await cancelled).state, "cancelled");
    assert.equal(link.commands.length, 0);
  }));

Deno.test("cancel() of a sent command stops the waiting, and says that it may still be carried out", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const { id } = await fleet.order(1, execute());
    const row = valueOf(await cancel(fleet, id));
    assert.equal(row.state, "cancelled");
    assert.match(row.reason ?? "", /it was sent before, and the member may still carry it out/);
    link.says({ type: "executionReported", presetId: 7, phase: "running" });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "cancelled");
    assert.equal((await fleet.find("Wall-L1")).currentPresetId, 7);
  }));

Deno.test("cancel() is answered when the row is on the disk, and not before", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    const { id } = await fleet.order(1, execute());
    fleet.stores.ledger.gate.hold();
    let answered = false;
    const asked = cancel(fleet, id).then(() => answered = true);
    await fleet.settle();
    assert.deepEqual([answered, fleet.row(id).state], [false, "sent"]);
    fleet.stores.ledger.gate.release();
    await asked;
    assert.equal(fleet.row(id).state, "cancelled");
  }));

Deno.test("cancel() refuses an id that does not exist, and a command that is final", () =>
  withFleet(async (fleet) => {
    assert.equal(codeOf(await cancel(fleet, "cmd_0_nothing")), "notFound");
    const { id } = await fleet.order(99, execute());
    assert.equal(codeOf(await cancel(fleet, id)), "conflict");
    assert.equal(fleet.row(id).state, "failed");
  }));
