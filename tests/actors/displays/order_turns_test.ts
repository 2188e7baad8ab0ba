import assert from "node:assert/strict";
import { TURN_MS } from "../../../actors/displays/order_turns.ts";
import type { FakeLink } from "../../support/displays/fake_link.ts";
import { execute, stopOrder, withFleet } from "../../support/displays/fleet.ts";

const sent = (link: FakeLink) => link.commands.map(({ order }) => order.type);

Deno.test("an order waits until the device has confirmed the one before it", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    const stop = await fleet.order(1, stopOrder());
    const start = await fleet.order(1, execute());
    assert.deepEqual(sent(link), ["stop"]);
    link.confirms(stop.id);
    await fleet.settle();
    assert.deepEqual(sent(link), ["stop", "execute"]);
    assert.deepEqual(fleet.states(start.id), ["queued", "sent"]);
  }));

Deno.test("an order leaves when the one before it was answered, whether or not it was confirmed", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    await fleet.order(1, stopOrder());
    await fleet.order(1, execute());
    link.says({ type: "stopReported", ok: true });
    await fleet.settle();
    assert.deepEqual(sent(link), ["stop", "execute"]);
  }));

Deno.test("a stop waits a second at most for a build that confirms a start at the program's end (T3)", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    for (const order of [execute(), stopOrder(), execute()]) await fleet.order(1, order);
    await fleet.advance(TURN_MS - 1);
    assert.deepEqual(sent(link), ["execute"]);
    await fleet.advance(1);
    assert.deepEqual(sent(link), ["execute", "stop"]);
    await fleet.advance(TURN_MS);
    assert.deepEqual(sent(link), ["execute", "stop", "execute"]);
  }));

Deno.test("a check neither waits nor makes another order wait", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    const start = await fleet.order(1, execute());
    await fleet.order(1, { action: "check", params: {} });
    assert.deepEqual(sent(link), ["execute", "checkConnection"]);
    link.confirms(start.id);
    await fleet.order(1, stopOrder());
    assert.deepEqual(sent(link), ["execute", "checkConnection", "stop"]);
  }));

Deno.test("an order that waits for its turn has failed when the connection goes, for it never left", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    await fleet.order(1, stopOrder());
    const held = await fleet.order(1, execute());
    link.closes();
    await fleet.settle();
    assert.equal(fleet.row(held.id).state, "failed");
    assert.match(fleet.row(held.id).reason ?? "", /^not_connected: .* before anything was sent/);
    const next = await fleet.register("Wall-L2");
    await fleet.order(1, execute());
    assert.deepEqual([sent(link), sent(next)], [["stop"], ["execute"]]);
  }));

Deno.test("an order that is cancelled while it waits never leaves, and holds up nobody", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    const first = await fleet.order(1, execute("a.exe"));
    const second = await fleet.order(1, execute("b.exe"));
    await fleet.order(1, stopOrder());
    for (const { id } of [second, first]) {
      await fleet.ledger({ type: "cancelCommand", id, requester: { name: "t", address: "local" } });
    }
    assert.deepEqual(sent(link), ["execute", "stop"]);
    assert.equal(fleet.row(second.id).state, "cancelled");
  }));
