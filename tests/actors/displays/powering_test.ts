import assert from "node:assert/strict";
import type { FakeLink } from "../../support/displays/fake_link.ts";
import { execute, type Fleet, withFleet } from "../../support/displays/fleet.ts";
import type { Registered } from "../../../protocols/switchboard/events.ts";

const RESTART = { action: "power", params: { what: "restart" } };
const SHUTDOWN = { action: "power", params: { what: "shutdown" } };
const MINUTES = { deadlineMs: 300_000 };
const OURS: Partial<Registered> = { version: "2.0", capabilities: ["power_action"] };

/** A display that was told to do something with its machine. */
async function ordered(
  fleet: Fleet,
  order = RESTART,
  facts: Partial<Registered> = {},
): Promise<[FakeLink, string]> {
  const link = await fleet.register("Wall-L2", "10.0.0.1", facts);
  const { id } = await fleet.order(1, order, MINUTES);
  return [link, id];
}

Deno.test("power restart is a command line for trays, and completes when they are back (T4)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await ordered(fleet);
    const command = "shutdown /r /t 5 || shutdown -r now";
    assert.deepEqual(link.commands[0]?.order, {
      type: "execute",
      name: "Wall-L2",
      command,
      presetId: null,
      executionId: id,
    });
    link.confirms(id);
    link.says({ type: "statusReported", running: true });
    link.says({ type: "executionReported", command, phase: "running", pid: 8812 });
    await fleet.settle();
    assert.equal((await fleet.find("Wall-L2")).health, "unknown");
    link.closes();
    await fleet.advance(45_000);
    await fleet.register("Wall-L2");
    assert.deepEqual(fleet.states(id), ["queued", "sent", "acknowledged", "running", "completed"]);
    assert.deepEqual(fleet.row(id).result, { awayMs: 45_000 });
    assert.equal((await fleet.find("Wall-L2")).health, "idle");
  }));

Deno.test("power is power_action for a console, known by its answers to checks (C3)", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    link.says({ type: "checkAnswered", status: "alive" });
    const { id } = await fleet.order(1, SHUTDOWN, MINUTES);
    assert.deepEqual(link.commands[0]?.order, {
      type: "power",
      name: "Wall-L2",
      action: "shutdown",
      executionId: id,
    });
  }));

Deno.test("power is a command line for a client of the guide, which gives its version (G)", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2", "10.0.0.1", { version: "2.0" });
    link.says({ type: "checkAnswered", status: "alive" });
    const { id } = await fleet.order(1, SHUTDOWN, MINUTES);
    const [sent] = link.commands;
    assert.equal(
      sent?.order.type === "execute" && sent.order.command.split(" ||")[0],
      "shutdown /s /t 5",
    );
    link.says({ type: "executionReported", phase: "starting" });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "running");
  }));

Deno.test("power fails with the words of an agent that may not", () =>
  withFleet(async (fleet) => {
    const [link, id] = await ordered(fleet, SHUTDOWN, OURS);
    assert.equal(link.commands[0]?.order.type, "power");
    link.says({ type: "powerReported", executionId: id, ok: false, error: "not allowed" });
    await fleet.settle();
    assert.deepEqual([fleet.row(id).state, fleet.row(id).reason], ["failed", "not allowed"]);
  }));

Deno.test("power fails when the command line does (T3)", () =>
  withFleet(async (fleet) => {
    const [link, id] = await ordered(fleet);
    link.says({
      type: "executionReported",
      executionId: id,
      phase: "failed",
      error: "Access denied",
    });
    await fleet.settle();
    assert.deepEqual([fleet.row(id).state, fleet.row(id).reason], ["failed", "Access denied"]);
    assert.equal((await fleet.find("Wall-L2")).health, "unknown");
  }));

Deno.test("power shutdown completes once the display stays away", () =>
  withFleet(async (fleet) => {
    const [link, id] = await ordered(fleet, SHUTDOWN, OURS);
    link.says({ type: "powerReported", executionId: id, ok: true });
    link.closes();
    await fleet.advance(9_999);
    assert.equal(fleet.row(id).state, "running");
    await fleet.advance(1);
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("power shutdown is not done when a display was only away for a moment", () =>
  withFleet(async (fleet) => {
    const [link, id] = await ordered(fleet, SHUTDOWN, OURS);
    link.closes();
    await fleet.advance(3_000);
    const again = await fleet.register("Wall-L2", "10.0.0.1", OURS);
    await fleet.advance(5_000);
    again.closes();
    await fleet.advance(3_000);
    await fleet.register("Wall-L2", "10.0.0.1", OURS);
    await fleet.advance(60_000);
    assert.equal(fleet.row(id).state, "sent");
    await fleet.advance(300_000);
    assert.equal(fleet.row(id).state, "timed_out");
    assert.match(fleet.row(id).reason ?? "", /came back: it has not shut down/);
  }));

Deno.test("power says what to check when the display stays, and when it does not return", () =>
  withFleet(async (fleet) => {
    const [, stays] = await ordered(fleet);
    await fleet.advance(300_001);
    assert.equal(fleet.row(stays).state, "timed_out");
    assert.match(fleet.row(stays).reason ?? "", /its connection did not go before the deadline/);
    const [link, gone] = await ordered(fleet);
    link.closes();
    await fleet.advance(300_001);
    assert.equal(fleet.row(gone).state, "timed_out");
    assert.match(fleet.row(gone).reason ?? "", /did not register again before the deadline/);
  }));

Deno.test("power restart completes when the device comes back before its old connection has ended", () =>
  withFleet(async (fleet) => {
    const [link, id] = await ordered(fleet);
    await fleet.register("Wall-L2");
    assert.equal(link.open, false);
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("power leaves alone what else is on its way, which ends in doubt", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    const show = await fleet.order(1, execute());
    link.confirms(show.id);
    const power = await fleet.order(1, RESTART, MINUTES);
    link.says({ type: "executionReported", presetId: 7, command: "show.exe", phase: "starting" });
    await fleet.settle();
    assert.deepEqual([fleet.row(show.id).state, fleet.row(power.id).state], ["running", "sent"]);
    link.closes();
    await fleet.advance(61_000);
    assert.deepEqual([fleet.row(show.id).state, fleet.row(power.id).state], ["unknown", "sent"]);
  }));

Deno.test("power fails at once for a display that is not connected", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    link.closes();
    await fleet.settle();
    const { state, reason } = await fleet.order(1, RESTART);
    assert.equal(state, "failed");
    assert.match(reason ?? "", /^not_connected/);
  }));
