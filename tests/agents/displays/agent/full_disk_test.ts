import assert from "node:assert/strict";
import { missingSmallDisk, withSmallDisk } from "../../../support/small_disk.ts";
import { needing } from "../../../support/system_needs.ts";
import { AgentProcess } from "./agent_process.ts";
import {
  beats,
  execute,
  onAgentStage,
  processesWith,
  rareSeconds,
  report,
  statuses,
  stop,
} from "./stage.ts";

/** Writes until nothing more fits. */
async function fill(folder: string): Promise<void> {
  using file = await Deno.open(`${folder}/ballast`, { write: true, create: true });
  const block = new Uint8Array(4_096);
  try {
    for (;;) await file.write(block);
  } catch {
    // Full.
  }
}

Deno.test({
  ...needing(
    "the display agent runs shows on a full disk, and knows them after kill -9",
    await missingSmallDisk(),
  ),
  fn: () =>
    withSmallDisk("300k", (stateDir) =>
      onAgentStage(async ({ server, log, start }) => {
        const first = await AgentProcess.start(server.url, stateDir);
        await beats(server, 1);
        await fill(stateDir);
        const command = `sh -c 'echo up; sleep ${rareSeconds()}'`;
        execute(server, command, 456, "e1");
        await report(server, "running");
        await beats(server, 2);
        await first.kill();
        const agent = await start({ stateDir });
        assert.equal(agent.running, 1);
        await beats(server, 1);
        stop(server, 456);
        await report(server, "stopped");
        assert.deepEqual(await processesWith(command.slice(-20, -1)), []);
        assert.deepEqual(statuses(server), ["starting", "running", "stopped"]);
        assert.deepEqual(log.filter((line) => line.startsWith("error")), []);
        await agent.stop();
      })),
});
