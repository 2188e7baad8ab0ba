import assert from "node:assert/strict";
import { accept } from "../../../../actors/outcome.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { sampleSnapshot } from "../stubs/samples.ts";

const DISPLAY = "/api/v1/displays/Wall-1";

const patch = (bench: ApiBench, json: unknown, role: "view" | "operate" = "operate") =>
  bench.request(DISPLAY, { method: "PATCH", role, json });

const order = (bench: ApiBench, json: unknown, role: "view" | "operate" = "operate") =>
  bench.request(`${DISPLAY}/commands`, { method: "POST", role, json });

Deno.test("PATCH /displays/{name} sets a MAC address in the one spelling, and takes it back", () =>
  withApi(async (bench) => {
    const answer = await patch(bench, { macAddress: "02-00-5e-00-53-01" });
    assert.equal(answer.status, 200);
    assert.deepEqual(
      (({ macAddress, macByHand }) => [macAddress, macByHand])(await answer.json()),
      [
        "02:00:5E:00:53:01",
        true,
      ],
    );
    const { nameOrId, macAddress } = bench.displays.last("setDisplayMac");
    assert.deepEqual([nameOrId, macAddress], ["Wall-1", "02:00:5E:00:53:01"]);
    await patch(bench, { macAddress: null });
    assert.equal(bench.displays.last("setDisplayMac").macAddress, null);
  }));

Deno.test("PATCH /displays/{name} renames first, and sets the MAC address of the renamed", () =>
  withApi(async (bench) => {
    bench.displays.answers.renameDisplay = () => accept(sampleSnapshot(1, { name: "Left" }));
    await patch(bench, { name: "Left", macAddress: "02005e005301" });
    assert.equal(bench.displays.last("renameDisplay").newName, "Left");
    assert.equal(bench.displays.last("setDisplayMac").nameOrId, "Left");
  }));

Deno.test("PATCH /displays/{name} refuses what is no network card's address, and an edit of nothing", () =>
  withApi(async (bench) => {
    const bad = [
      { macAddress: "02:00:5E:00:53" },
      { macAddress: "FF:FF:FF:FF:FF:FF" },
      { macAddress: 7 },
      {},
    ];
    for (const json of bad) {
      assert.equal((await patch(bench, json)).status, 422, JSON.stringify(json));
    }
    assert.equal((await patch(bench, { macAddress: null }, "view")).status, 403);
  }));

Deno.test("POST …/commands takes wake and power, with five minutes unless it says otherwise", () =>
  withApi(async (bench) => {
    assert.equal((await order(bench, { action: "wake" })).status, 202);
    const wake = bench.ledger.last("submitCommands");
    assert.deepEqual([wake.commands[0]?.order, wake.deadlineMs], [
      { action: "wake", params: {} },
      300_000,
    ]);
    await order(bench, { action: "power", what: "shutdown", deadlineMs: 60_000 });
    const power = bench.ledger.last("submitCommands");
    assert.deepEqual([power.commands[0]?.order, power.deadlineMs], [
      { action: "power", params: { what: "shutdown" } },
      60_000,
    ]);
  }));

Deno.test("POST …/commands refuses power without what, and from who may only look", () =>
  withApi(async (bench) => {
    for (const json of [{ action: "power" }, { action: "power", what: "explode" }]) {
      assert.equal((await order(bench, json)).status, 422);
    }
    assert.equal((await order(bench, { action: "power", what: "restart" }, "view")).status, 403);
  }));
