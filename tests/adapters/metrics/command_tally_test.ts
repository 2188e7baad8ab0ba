import assert from "node:assert/strict";
import { createSystem } from "../../../actors/kernel/mod.ts";
import type { Command } from "../../../actors/ledger/command.ts";
import { commandChanged } from "../../../actors/topics.ts";
import { CommandTally } from "../../../adapters/metrics/command_tally.ts";
import { sampleCommand } from "../../support/stores/store_samples.ts";

async function tallied(
  test: (tally: CommandTally, tell: (command: Command) => void) => void,
): Promise<void> {
  const system = createSystem();
  const tally = new CommandTally(system);
  test(tally, (command) => system.publish(commandChanged, command));
  tally.close();
  await system.stop(100);
}

Deno.test("read() counts commands by how they ended, and those that are open", () =>
  tallied((tally, tell) => {
    const first = sampleCommand("cmd_1", { state: "queued" });
    tell(first);
    tell({ ...first, state: "sent" });
    tell(sampleCommand("cmd_2", { state: "queued" }));
    assert.deepEqual(tally.read(), { open: 2, ended: [] });
    tell({ ...first, state: "completed" });
    tell(sampleCommand("cmd_2", { state: "completed" }));
    tell(sampleCommand("cmd_3", { state: "failed" }));
    const { kind } = first.target;
    const { action } = first.order;
    assert.deepEqual(tally.read(), {
      open: 0,
      ended: [
        { kind, action, outcome: "completed", count: 2 },
        { kind, action, outcome: "failed", count: 1 },
      ],
    });
  }));

Deno.test("read() never has more than a hundred actions, whatever they are called", () =>
  tallied((tally, tell) => {
    for (let index = 0; index < 300; index++) {
      const order = { action: `invented ${index}`, params: {} };
      tell(sampleCommand(`cmd_${index}`, { state: "failed", order }));
    }
    const { ended } = tally.read();
    assert.equal(ended.length, 101);
    const other = ended.find(({ action }) => action === "other");
    assert.deepEqual(other, { kind: "other", action: "other", outcome: "failed", count: 200 });
  }));

Deno.test("close() counts no more", () =>
  tallied((tally, tell) => {
    tally.close();
    tell(sampleCommand("cmd_1", { state: "failed" }));
    assert.deepEqual(tally.read(), { open: 0, ended: [] });
  }));
