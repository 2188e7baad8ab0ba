import assert from "node:assert/strict";
import type { CommandDetail } from "../../../protocols/api/command.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { processesWith, rareSeconds } from "../../agents/displays/agent/stage.ts";
import { AgentProcess } from "../../support/processes/agent_process.ts";
import type { Api } from "../../support/api/api.ts";
import { withControlHost } from "../../support/control_host.ts";

const NAME = "Display_01";
const PATIENCE_MS = 60_000;
/** What a stop may take until nothing is left. */
const GONE_MS = 2_000;

async function ordered(
  api: Api,
  order: { readonly action: string; readonly command?: string },
): Promise<CommandDetail> {
  const command = await api.finished(await api.order(NAME, order), PATIENCE_MS);
  assert.equal(command.state, "completed", command.reason ?? "");
  return command;
}

Deno.test("a shell, its program and the child of that are gone 2 s after a stop, and a user's program of the same name is not", () =>
  withControlHost((under) =>
    withDataDir(async (stateDir) => {
      const { api } = under;
      const sleeping = `sleep ${rareSeconds()}`;
      const ofTheUser = new Deno.Command("sleep", { args: sleeping.split(" ").slice(1) }).spawn();
      const words = ["display", "--server", api.url, "--name", NAME, "--state-dir", stateDir];
      const agent = new AgentProcess({ words });
      try {
        await agent.says(/registered as/);
        // Ends nothing by itself: the program waits for its child, which hears no SIGTERM and is in a session of its own.
        const program = `setsid sh -c 'trap "" TERM; ${sleeping} & wait; ${sleeping}'`;
        const command = `sh -c "${program.replaceAll('"', '\\"')} & ${sleeping} & wait"`;
        await ordered(api, { action: "execute", command });
        assert.ok((await processesWith(sleeping)).length >= 5);
        const begin = performance.now();
        const stop = await ordered(api, { action: "stop" });
        const tookMs = performance.now() - begin;
        assert.deepEqual(await processesWith(sleeping), [ofTheUser.pid]);
        assert.ok(tookMs < GONE_MS, `${tookMs} ms`);
        assert.deepEqual(stop.result, { stoppedProcesses: 1 });
        const { notes, health } = await api.display(NAME);
        assert.equal(notes.filter(({ kind }) => kind === "stopped").length, 1);
        assert.equal(health, "idle");
      } finally {
        await agent.end();
        ofTheUser.kill();
        await ofTheUser.status;
      }
    })
  ));
