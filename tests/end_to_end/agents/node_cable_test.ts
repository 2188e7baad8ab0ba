import assert from "node:assert/strict";
import type { CommandDetail } from "../../../protocols/api/command.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { Cable, needingCable } from "../../support/machine/cable.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { needingLong } from "../../support/machine/system_needs.ts";
import { NODE_KEY } from "../../support/processes/node_agent_entry.ts";
import { order, PATIENCE_MS, run, seen, withLives } from "./node_stage.ts";

/** How long the cable is cut, and how much faster the agent's protocol runs. */
interface Silence {
  readonly cutMs: number;
  readonly timeScale: number;
}

/**
 * Cuts the cable in the middle of a payout that is through before the cable is mended: the answer comes once, nothing is
 * done twice, and no reading is missing.
 */
function throughSilence({ cutMs, timeScale }: Silence): Promise<void> {
  return withDataDir(async (dataDir) => {
    const cable = await Cable.lay();
    const host = await ControlHostProcess.start(dataDir, { deviceHost: "0.0.0.0" }, {
      warmUpMs: 0,
    });
    const { api } = host;
    const url = `ws://${cable.hostAddress}:${host.ready.devicePort}/ws/monitoring/`;
    const lives = { url, timeScale, payoutMs: cutMs / 2, intervalMs: 1_000 };
    try {
      await withLives(lives, async ({ start, payouts }) => {
        const agent = await start();
        await seen(api, (node) => (node.sequence?.received ?? 0) > 2);
        const { id } = await order(api, "payout");
        await agent.log.find((line) => line.includes("payout 3node0"), PATIENCE_MS);
        await cable.cut();
        await new Promise((resolve) => setTimeout(resolve, cutMs));
        assert.equal(await payouts(), 1);
        await cable.mend();
        const row = await api.finished({ id }, PATIENCE_MS);
        assert.deepEqual([row.state, row.result?.output], ["completed", "paid\n"]);
        const rotated = await run(api, "rotate_keys");
        assert.equal(rotated.result?.keyStored, true);
        assert.ok(!JSON.stringify(rotated).includes(NODE_KEY));
        const { sequence } = await seen(api, ({ sequence }) => sequence?.missing === 0);
        assert.ok((sequence?.received ?? 0) > cutMs / 1_000, "what was read meanwhile came late");
        const after = await api.call<CommandDetail>(`/api/v1/commands/${id}`);
        assert.equal(after.events.filter(({ state }) => state === "completed").length, 1);
        assert.equal(await payouts(), 1);
      }, cable.farEnd);
    } finally {
      await host.stop();
      await cable.remove();
    }
  });
}

Deno.test({
  ...needingCable(
    "a node agent goes on through a cut cable: one payout, one answer, every reading",
  ),
  fn: () => throughSilence({ cutMs: 6_000, timeScale: 10 }),
});

Deno.test({
  ...needingLong("a node agent survives 60 s of packet loss at its real pace", undefined),
  fn: () => throughSilence({ cutMs: 60_000, timeScale: 1 }),
});
