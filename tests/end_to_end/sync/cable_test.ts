import assert from "node:assert/strict";
import type { ScriptedSyncHostOptions } from "../../../agents/sync/scripted_sync_host.ts";
import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { Cable, needingCable } from "../../support/machine/cable.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { withFarEnd } from "../../support/processes/far_end.ts";
import type { Lines } from "../../support/lines.ts";

const NAME = "Wall-L2";
const PATH = `/api/v1/sync-hosts/${NAME}`;
const CLAIM = "10.20.0.31";
const INTERVAL_MS = 2_000;
/** The host's rhythm counts after five gaps. */
const LINES = 7;
const PATIENCE_MS = 45_000;

async function cutAndMend(cable: Cable, host: ControlHostProcess, out: Lines): Promise<void> {
  const becomes = (state: string) =>
    host.api.until<SyncHost>(PATH, (each) => each.liveness.state === state, PATIENCE_MS);
  await out.find((line) => line === `${LINES} lines`, PATIENCE_MS);
  await becomes("online");
  await cable.cut();
  const { liveness, state } = await becomes("stale");
  assert.equal(state, "master", "what it said last is not forgotten");
  const { staleAfterMs, since, lastSeenAt } = liveness;
  // Three intervals of its own, not the half minute of a fixed rule.
  assert.ok(
    staleAfterMs >= 3 * INTERVAL_MS && staleAfterMs < 4 * INTERVAL_MS,
    `${staleAfterMs} ms`,
  );
  const silentMs = Date.parse(since ?? "") - Date.parse(lastSeenAt ?? "");
  assert.ok(silentMs >= staleAfterMs && silentMs < staleAfterMs + 2_000, `${silentMs} ms`);
  await cable.mend();
  await becomes("online");
}

Deno.test({
  ...needingCable("a sync host whose cable is cut turns stale after three of its own intervals"),
  fn: () =>
    withDataDir(async (dataDir) => {
      const cable = await Cable.lay();
      const settings = {
        deviceHost: "0.0.0.0",
        syncHosts: [{ name: NAME, claimed: CLAIM }],
      };
      const host = await ControlHostProcess.start(dataDir, settings, { warmUpMs: 0 });
      try {
        const target = { address: cable.hostAddress, port: host.ready.devicePort };
        const options: ScriptedSyncHostOptions = {
          build: "P",
          target,
          claimedAddress: CLAIM,
          digit: 2,
          intervalMs: INTERVAL_MS,
        };
        await withFarEnd(cable, "./sync_host_entry.ts", options, (out) =>
          cutAndMend(cable, host, out));
      } finally {
        await host.stop();
        await cable.remove();
      }
    }),
});
