import assert from "node:assert/strict";
import { StorageError } from "../../../actors/storage_error.ts";
import { codeOf, execute, queuedOnDisk, withFleet } from "../../support/displays/fleet.ts";

const FULL = new StorageError("full", "no space left");

Deno.test("submit() refuses new commands with storageFull while the disk is full, and sends nothing", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    fleet.stores.ledger.gate.failWith(FULL);
    assert.equal(codeOf(await fleet.submit([1], execute())), "storageFull");
    assert.equal(codeOf(await fleet.submit([1], execute())), "storageFull");
    await fleet.advance(5_000);
    assert.equal(link.commands.length, 0);
    assert.deepEqual(fleet.stores.ledger.unfinished(), []);
  }));

Deno.test("submit() works again once the disk has room, though nothing else waited to be written", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    const { gate } = fleet.stores.ledger;
    gate.failWith(FULL);
    assert.equal(codeOf(await fleet.submit([1], execute())), "storageFull");
    gate.failWith(null);
    await fleet.advance(1_000);
    assert.equal(codeOf(await fleet.submit([1], execute())), "accepted");
  }));

Deno.test("a result that came while the disk was full is not lost, and is told when it is written", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const { id } = await fleet.order(1, execute());
    const { gate } = fleet.stores.ledger;
    gate.failWith(FULL);
    link.confirms(id);
    link.says({ type: "executionReported", presetId: 7, phase: "running", pid: 4 });
    await fleet.advance(3_500);
    assert.equal(fleet.row(id).state, "sent");
    assert.deepEqual(fleet.published.commands.map((row) => row.state), ["queued", "sent"]);
    assert.equal((await fleet.find("Wall-L1")).health, "running", "status is still shown");
    gate.failWith(null);
    await fleet.advance(1_000);
    assert.deepEqual(fleet.states(id), ["queued", "sent", "acknowledged", "completed"]);
    assert.equal(codeOf(await fleet.submit([1], execute())), "accepted");
  }));

Deno.test("a command whose `sent` could not be written is not sent before it is", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const { gate } = fleet.stores.ledger;
    await queuedOnDisk(fleet);
    gate.failWith(FULL);
    gate.release();
    await fleet.advance(2_500);
    assert.equal(link.commands.length, 0);
    gate.failWith(null);
    await fleet.advance(1_000);
    assert.equal(link.commands.length, 1);
  }));
