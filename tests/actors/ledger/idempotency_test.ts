import assert from "node:assert/strict";
import { StorageError } from "../../../actors/storage_error.ts";
import { codeOf, execute, type Fleet, valueOf, withFleet } from "../../support/displays/fleet.ts";

const once = (fleet: Fleet, contentHash: string, requester = "tester") =>
  fleet.submit([1], execute(), {
    requester: { name: requester, address: "local" },
    idempotency: { key: "morning", contentHash },
  });

Deno.test("submit() gives the first answer again for the same key and content, and sends nothing twice", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const first = valueOf(await once(fleet, "a"));
    await fleet.settle();
    const again = valueOf(await once(fleet, "a"));
    await fleet.settle();
    assert.deepEqual([first.replayed, again.replayed], [false, true]);
    assert.equal(again.commands[0]?.id, first.commands[0]?.id);
    assert.equal(again.commands[0]?.state, "sent");
    assert.equal(link.commands.length, 1);
  }));

Deno.test("submit() gives one answer to repeats that come while the first is on its way to the disk", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    fleet.stores.ledger.gate.hold();
    const asked = [once(fleet, "a"), once(fleet, "a"), once(fleet, "b")];
    await fleet.settle();
    fleet.stores.ledger.gate.release();
    const [first, repeat, other] = await Promise.all(asked);
    await fleet.settle();
    assert.ok(first && repeat && other);
    assert.deepEqual([valueOf(first).replayed, valueOf(repeat).replayed], [false, true]);
    assert.equal(valueOf(first).commands[0]?.id, valueOf(repeat).commands[0]?.id);
    assert.equal(codeOf(other), "idempotencyMismatch");
    assert.equal(link.commands.length, 1);
  }));

Deno.test("submit() refuses other content under the same key, and keeps requesters apart", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    link.onCommand = ({ id }) => link.confirms(id);
    valueOf(await once(fleet, "a"));
    assert.equal(codeOf(await once(fleet, "b")), "idempotencyMismatch");
    valueOf(await once(fleet, "b", "somebody else"));
    await fleet.settle();
    assert.equal(link.commands.length, 2);
  }));

Deno.test("submit() takes a key as new when its first use never reached the disk", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    const { gate } = fleet.stores.ledger;
    gate.failWith(new StorageError("failed", "broken disk"));
    assert.equal(codeOf(await once(fleet, "a")), "storageFailed");
    gate.failWith(null);
    await fleet.advance(1_000);
    assert.equal(valueOf(await once(fleet, "a")).replayed, false);
    await fleet.settle();
    assert.equal(link.commands.length, 1);
  }));

Deno.test("submit() still gives the first answer again while the disk is full", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    valueOf(await once(fleet, "a"));
    await fleet.settle();
    fleet.stores.ledger.gate.failWith(new StorageError("full", "no space left"));
    assert.equal(codeOf(await fleet.submit([1], execute())), "storageFull");
    assert.equal(valueOf(await once(fleet, "a")).replayed, true);
  }));
