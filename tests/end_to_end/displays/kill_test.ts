import assert from "node:assert/strict";
import type { ScriptedDisplay } from "../../../agents/displays/scripted_display.ts";
import type { Command, CommandDetail, CommandPage } from "../../../protocols/api/command.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { isOver } from "../../../protocols/api/command.ts";
import type { Api } from "../../support/api/api.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { type KillPlan, KillRun } from "../../support/processes/kill_run.ts";
import { withFleet } from "../../support/displays/scripted_fleet.ts";

/** Longer than the deadline of every command of the run. */
const ALL_OVER_MS = 20_000;
const OPEN_STATES = "state=queued&state=sent&state=acknowledged&state=running";
const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";

async function everyCommand(api: Api): Promise<Command[]> {
  const found: Command[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const more: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page: CommandPage = await api.call(`/api/v1/commands?limit=500${more}`);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

/** How often a command's bytes reached its display. */
function timesReceived(command: Command, displays: readonly ScriptedDisplay[]): number {
  const key = `${command.action}_command ${command.id}`;
  return displays.reduce((sum, display) => sum + (display.commandCounts.get(key) ?? 0), 0);
}

function nothingMissing(run: KillRun, commands: readonly Command[], plan: KillPlan): void {
  assert.equal(run.acknowledged.size, plan.commands);
  const inLedger = new Map(commands.map((command) => [command.id, command.idempotencyKey]));
  for (const [key, ids] of run.acknowledged) {
    assert.equal(ids.size, 1, `${key} became ${[...ids]}`);
    for (const id of ids) assert.equal(inLedger.get(id), key, `${key} is missing from the ledger`);
  }
  assert.equal(commands.length, plan.commands, "one row for each request, repeats included");
}

/** What the ledger says of a command must agree with what its display has seen. */
function agreesWithDisplay(command: CommandDetail, received: number): void {
  const where = `${command.id} ${command.state} (${command.reason}), received ${received} times`;
  assert.ok(isOver(command), where);
  assert.ok(received <= 1, where);
  if (command.state === "completed") assert.equal(received, 1, where);
  if (command.state === "failed") assert.equal(received, 0, where);
  const wasSent = command.events.some(({ state }) => state === "sent");
  if (command.state === "unknown") assert.ok(wasSent, where);
  if (received === 1) assert.ok(wasSent, where);
}

/** Holds every row against what the displays have seen, and counts. */
async function compare(
  api: Api,
  commands: readonly Command[],
  displays: readonly ScriptedDisplay[],
): Promise<Readonly<Record<string, number>>> {
  const figures: Record<string, number> = { reached: 0 };
  const count = (what: string, more: number) => figures[what] = (figures[what] ?? 0) + more;
  for (const command of commands) {
    const detail = await api.call<CommandDetail>(`/api/v1/commands/${command.id}`);
    const received = timesReceived(command, displays);
    agreesWithDisplay(detail, received);
    count("reached", received);
    count(command.state, 1);
  }
  return figures;
}

async function killAndCount(t: Deno.TestContext, plan: KillPlan): Promise<void> {
  await withDataDir(async (dataDir) => {
    const first = await ControlHostProcess.start(dataDir, { logLevel: "warn" });
    await withFleet(first.url, async (displays) => {
      const run = new KillRun(first, displays, plan);
      try {
        await run.play(displays.length);
        assert.equal(run.kills, plan.kills);
        const { api } = run.host;
        const open = `/api/v1/commands?${OPEN_STATES}&limit=500`;
        await api.until<CommandPage>(open, ({ items }) => items.length === 0, ALL_OVER_MS);
        const commands = await everyCommand(api);
        nothingMissing(run, commands, plan);
        const figures = await compare(api, commands, displays);
        const { repeats } = run;
        await t.step(`figures: ${JSON.stringify({ repeats, ...figures })}`, () => {});
      } finally {
        await run.host.stop();
      }
    });
  });
}

Deno.test("the ledger loses, repeats and leaves open nothing when the host is killed 4 times in 200 commands", (t) =>
  killAndCount(t, { commands: 200, kills: 4, seed: 20 }));

Deno.test({
  name: "the ledger loses, repeats and leaves open nothing when the host is killed 50 times in " +
    `1,000 commands${LONG ? "" : " (set SIGNALBOX_TEST_LONG=1)"}`,
  ignore: !LONG,
  fn: (t) => killAndCount(t, { commands: 1_000, kills: 50, seed: 9 }),
});
