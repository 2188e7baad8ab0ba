import assert from "node:assert/strict";
import { aCommand } from "../../support/samples/commands.ts";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { execute, startFleet, withFleet } from "../../support/displays/fleet.ts";
import type { CommandState } from "../../../actors/ledger/command.ts";
import { endAll } from "../../../actors/ledger/recovery.ts";
import type { LedgerChange } from "../../../actors/ledger/store.ts";

const OPEN: readonly CommandState[] = ["queued", "sent", "acknowledged", "running"];

Deno.test("the ledger ends at its start what an earlier run has left open, and leaves the rest alone", async () => {
  const stores = createMemoryStores();
  for (const state of [...OPEN, "completed"] as const) {
    await stores.ledger.commit([{ type: "commandAdded", command: aCommand({ id: state, state }) }]);
  }
  await withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    await fleet.advance(60_000);
    assert.deepEqual(OPEN.map((id) => fleet.row(id).state), [
      "failed",
      "unknown",
      "unknown",
      "unknown",
    ]);
    assert.equal(fleet.row("completed").state, "completed");
    assert.deepEqual(link.commands, [], "nothing is ever sent again");
  }, { stores });
});

Deno.test("the ledger leaves no row open after a graceful stop", async () => {
  const fleet = await startFleet();
  await fleet.register("Wall-L1");
  const sent = await fleet.order(1, execute());
  (await fleet.register("Wall-L2", "10.0.0.2")).closes();
  await fleet.settle();
  const waiting = await fleet.order(2, execute(), { waitOnlineMs: 30_000 });
  await fleet.stop();
  assert.deepEqual([fleet.row(sent.id).state, fleet.row(waiting.id).state], ["unknown", "failed"]);
  assert.deepEqual(fleet.stores.ledger.unfinished(), []);
});

Deno.test("the ledger starts only when the leftovers are on the disk", async () => {
  const stores = createMemoryStores();
  await stores.ledger.commit([{ type: "commandAdded", command: aCommand({ state: "sent" }) }]);
  stores.ledger.gate.hold();
  await withFleet(async (fleet) => {
    let answered = false;
    const asked = fleet.submit([99], execute()).then(() => answered = true);
    await fleet.settle();
    assert.equal(answered, false);
    stores.ledger.gate.release();
    await asked;
    assert.equal(fleet.row(aCommand().id).state, "unknown");
  }, { stores });
});

Deno.test("endAll() ends thousands in small commits, as each holds up the event loop", async () => {
  const sizes: number[] = [];
  const ended = new Set<string>();
  const store = {
    commit(changes: readonly LedgerChange[]) {
      sizes.push(changes.length);
      for (const change of changes) {
        if (change.type === "commandChanged") ended.add(change.command.id);
      }
      return Promise.resolve();
    },
  };
  const open = Array.from({ length: 1_234 }, (_, n) => aCommand({ id: `cmd_${n}` }));
  await endAll(store, open, 1);
  assert.deepEqual(sizes, [500, 500, 234]);
  assert.equal(ended.size, open.length);
});

Deno.test("the ledger ends at its start more than it reads at once", async () => {
  const stores = createMemoryStores();
  const open = Array.from({ length: 1_100 }, (_, n) => aCommand({ id: `cmd_${n}` }));
  await stores.ledger.commit(open.map((command) => ({ type: "commandAdded", command })));
  await withFleet((fleet) => {
    assert.deepEqual(open.filter(({ id }) => fleet.row(id).state !== "failed"), []);
    return Promise.resolve();
  }, { stores });
});
