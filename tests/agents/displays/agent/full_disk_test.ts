import assert from "node:assert/strict";
import { fillDisk, missingSmallDisk, withSmallDisk } from "../../../support/machine/small_disk.ts";
import { needing } from "../../../support/machine/system_needs.ts";
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

const missing = await missingSmallDisk();

/** A disk that fills up, and one that never had the room that the agent likes to have. */
for (const size of ["300k", "64k"]) {
  Deno.test({
    ...needing(
      `the display agent runs shows on a full disk of ${size}, and knows them after kill -9`,
      missing,
    ),
    fn: () => onFullDisk(size),
  });
}

function onFullDisk(size: string): Promise<void> {
  return withSmallDisk(size, (stateDir) =>
    onAgentStage(async ({ server, log, start }) => {
      const first = await AgentProcess.start(server.url, stateDir);
      await beats(server, 1);
      await fillDisk(stateDir);
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
    }));
}
