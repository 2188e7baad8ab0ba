import assert from "node:assert/strict";
import { PresenceHistory, StripPage } from "../../protocols/api/presence.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import type { Api } from "../support/api/api.ts";
import { ControlHostProcess } from "../support/processes/control_host_process.ts";
import { eventually } from "../support/eventually.ts";
import { PATIENCE_MS, withFleet } from "../support/displays/scripted_fleet.ts";

/** The words of a display's liveness, oldest first, once there are so many. */
async function words(api: Api, id: number, atLeast: number): Promise<string[]> {
  const path = `/api/v1/displays/${id}/history?limit=100`;
  const { items } = await eventually(
    async () => PresenceHistory.parse(await api.call(path)),
    (page) => page.items.filter(({ kind }) => kind === "liveness").length >= atLeast,
    PATIENCE_MS,
  );
  return items.filter(({ kind }) => kind === "liveness").map(({ to }) => to).reverse();
}

Deno.test("a display's strip shows the time unknown in which the control host was killed", () =>
  withDataDir(async (dataDir) => {
    const before = await ControlHostProcess.start(dataDir);
    await withFleet(before.url, async () => {
      assert.deepEqual(await words(before.api, 1, 1), ["online"]);
    });
    await before.kill();
    const after = await ControlHostProcess.start(dataDir);
    try {
      await withFleet(after.url, async () => {
        const said = await words(after.api, 1, 3);
        assert.deepEqual([said[0], said.at(-2), said.at(-1)], ["online", "unknown", "online"]);
        const page = StripPage.parse(await after.api.call("/api/v1/strips?kind=display&hours=1"));
        assert.equal(page.items.length, 5);
        for (const { segments } of page.items) {
          const states = segments.map(({ state }) => state);
          assert.ok(states.includes("unknown"), states.join());
          assert.ok(states.at(-1) === "online" || states.at(-1) === "unknown", states.join());
        }
      });
    } finally {
      await after.stop();
    }
  }));
