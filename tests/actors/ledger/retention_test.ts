import assert from "node:assert/strict";
import { execute, withFleet } from "../../support/displays/fleet.ts";
import { sampleKey } from "../../support/stores/store_samples.ts";

const DAY_MS = 86_400_000;

Deno.test("the ledger forgets a command a year and a day after it was asked for", () =>
  withFleet(async (fleet) => {
    const { id } = await fleet.order(1, execute());
    assert.equal(fleet.row(id).state, "failed", "nobody is connected");
    const { ledger } = fleet.stores;
    const asked = fleet.row(id).createdAt;
    const old = { ...fleet.row(id), id: "cmd_old", createdAt: asked - 366 * DAY_MS + 60_001 };
    await ledger.commit([{ type: "commandAdded", command: old }]);
    await fleet.advance(60_000);
    assert.ok(ledger.command("cmd_old"), "not yet");
    await fleet.advance(60_000);
    assert.equal(ledger.command("cmd_old"), undefined);
    assert.ok(ledger.command(id));
  }));

Deno.test("the ledger forgets idempotency keys after a week", () =>
  withFleet(async (fleet) => {
    await fleet.advance(0);
    const { ledger } = fleet.stores;
    const { id } = await fleet.order(1, execute());
    const now = fleet.row(id).createdAt;
    await ledger.commit([sampleKey("old", now - 7 * DAY_MS), sampleKey("new", now)]);
    await fleet.advance(3_600_000);
    assert.equal(ledger.remembered("operator", "old"), undefined);
    assert.ok(ledger.remembered("operator", "new"));
  }));
