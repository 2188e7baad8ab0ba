import assert from "node:assert/strict";
import { createMemoryStores } from "../support/stores/memory_stores.ts";
import { sampleDisplay } from "../support/stores/store_samples.ts";
import { execute, startFleet, withFleet } from "../support/displays/fleet.ts";

Deno.test("startTree() starts every branch, and one actor for each known display", async () => {
  const stores = createMemoryStores();
  const displays = [sampleDisplay(1), sampleDisplay(2)];
  await stores.displays.commit(
    displays.map((display) => ({ type: "displaySaved", display })),
  );
  await withFleet((fleet) => {
    const { children } = fleet.system.report();
    assert.deepEqual(children.map((child) => child.path), [
      "/audit",
      "/ledger",
      "/access",
      "/accounts",
      "/sessionKeys",
      "/displays",
      "/presets",
      "/syncHosts",
      "/walls",
      "/nodeHistory",
      "/rotations",
      "/backups",
      "/outputs",
      "/nodes",
      "/cameras",
      "/schedules",
      "/readiness",
      "/presence",
      "/alertChannels",
      "/alerts",
    ]);
    assert.deepEqual(fleet.actor("/displays")?.children.map((child) => child.key), ["1", "2"]);
    return Promise.resolve();
  }, { stores });
});

Deno.test("startTree() stops everything within its deadline, and saves when displays were last seen", async () => {
  const fleet = await startFleet();
  const link = await fleet.register("Wall-L1");
  await fleet.advance(31_000);
  link.beats();
  await fleet.advance(30_000);
  const report = await fleet.system.stop(10_000);
  assert.deepEqual([report.abandoned, report.stopped], [[], 21]);
  const [record] = fleet.stores.displays.displays();
  assert.equal(record?.lastSeenAt, fleet.test.clock.now() - 30_000);
});

Deno.test("startTree() fails a command for a kind of member that nobody has", () =>
  withFleet(async (fleet) => {
    const { commands } = await fleet.ledger({
      type: "submitCommands",
      requester: { name: "tester", address: "local" },
      commands: [{ target: { kind: "toaster", key: "1", name: "toaster" }, order: execute() }],
      deadlineMs: 10_000,
      waitOnlineMs: null,
      idempotency: null,
    }).then((outcome) => outcome.ok ? outcome.value : { commands: [] });
    const row = fleet.row(commands[0]?.id ?? "");
    assert.equal(row.state, "failed");
    assert.match(row.reason ?? "", /^not_connected: /);
  }));

Deno.test("startTree() survives a crash of a display while a command waits for it", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    link.closes();
    await fleet.settle();
    const { id } = await fleet.order(1, execute(), { waitOnlineMs: 50_000 });
    const stray = await fleet.register("Wall-L1");
    assert.equal(stray.commands[0]?.id, id);
    stray.broken = true;
    stray.beats();
    await fleet.advance(60_000);
    assert.equal(fleet.row(id).state, "unknown");
  }));
