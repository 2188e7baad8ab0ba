import assert from "node:assert/strict";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import type { Api } from "../../support/api/api.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { fillDisk, missingSmallDisk, withSmallDisk } from "../../support/machine/small_disk.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { type NodeAgentLives, order, PATIENCE_MS, run, seen, withLives } from "./node_stage.ts";

const missing = await missingSmallDisk();

/** A disk that fills up, and one that never had the room that the agent likes to have. */
for (const size of ["300k", "64k"]) {
  Deno.test({
    ...needing(
      `a node agent works on a full disk of ${size}, pays once, and knows after kill -9 what it had begun`,
      missing,
    ),
    fn: () => onFullDisk(size),
  });
}

function onFullDisk(size: string): Promise<void> {
  return withDataDir((dataDir) =>
    withSmallDisk(size, async (stateDir) => {
      const host = await ControlHostProcess.start(dataDir, {}, { warmUpMs: 0 });
      const url = `ws://127.0.0.1:${host.ready.devicePort}/ws/monitoring/`;
      try {
        const lives = { url, stateDir, payoutMs: 1_000 };
        await withLives(lives, (agent) => fillAndKill(agent, host.api));
      } finally {
        await host.stop();
      }
    })
  );
}

async function fillAndKill({ start, payouts, stateDir }: NodeAgentLives, api: Api): Promise<void> {
  const first = await start();
  await seen(api, (node) => (node.sequence?.received ?? 0) > 2);
  await fillDisk(stateDir);
  assert.equal((await run(api, "payout")).state, "completed");
  assert.equal((await run(api, "backup_keys")).state, "failed", "a backup needs room");
  assert.equal((await run(api, "rotate_keys")).result?.keyStored, true);
  const { id } = await order(api, "payout");
  await first.log.find((line) => line.endsWith(`(${id})`), PATIENCE_MS);
  await first.end("SIGKILL");
  const second = await start();
  const row = await api.finished({ id }, PATIENCE_MS);
  assert.match(row.reason ?? "", /nobody knows whether it was carried out/);
  assert.equal(await payouts(), 1);
  const all = [...first.log.all, ...second.log.all];
  assert.deepEqual(all.filter((line) => line.startsWith("error")), []);
}
