import assert from "node:assert/strict";
import type { CommandPage } from "../../../protocols/api/command.ts";
import { type CommandScript, healthyMachine } from "../../../agents/nodes/scripted_commands.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { ROOT, taskArgs } from "../../support/processes/project_task.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { terminalProblem, TerminalProgram } from "../../support/processes/terminal_program.ts";
import { type NodeStage, PATIENCE_MS, withNodeStage } from "./stage.ts";

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";
const PROMPT = /signalbox> /;

/** A restart takes longer than any test waits; everything else is answered at once. */
const slowRestart: CommandScript = (command) =>
  command.command === "restart"
    ? { takesMs: 600_000, result: "restarted" }
    : { ...healthyMachine(command), takesMs: 0 };

async function twoClients({ join }: NodeStage): Promise<void> {
  const build = { build: "M11", commands: slowRestart } as const;
  const clients = [
    join({ ...build, serverId: "client123", containers: ["3node0", "node1"] }),
    join({ ...build, serverId: "client124" }),
  ];
  await Promise.all(
    clients.map((client) => client.until(() => client.statsAcknowledged > 0, PATIENCE_MS)),
  );
}

function environment({ url }: NodeStage, history: string) {
  return {
    SIGNALBOX_URL: url,
    SIGNALBOX_TOKEN: ADMIN_TOKEN,
    SIGNALBOX_HISTORY: history,
    SIGNALBOX_LANG: "en",
  };
}

Deno.test({
  ...needing(
    "console at a terminal completes, asks, shows progress, stops waiting at Ctrl-C, and leaves at Ctrl-D",
    terminalProblem(),
  ),
  fn: () =>
    withDataDir((folder) =>
      withNodeStage(async (stage) => {
        await twoClients(stage);
        const history = `${folder}/lines`;
        const program = new TerminalProgram(["console"], environment(stage, history));
        const shows = (wanted: RegExp) => program.shows(wanted, PATIENCE_MS);
        await shows(PROMPT);
        await program.press("sen\t");
        await shows(/send /);
        await program.press("client124\t");
        await shows(/client124 /);
        await program.press("lo\t");
        await shows(/logs /);
        await program.press("3\r");
        await shows(/✔ completed[\s\S]*(?:block imported\r?\n){3}/);
        await shows(PROMPT);

        await program.press("send client123 restart\r");
        await shows(/1 {2}3node0\r?\n {2}2 {2}node1[\s\S]*\): /);
        await program.press("2\r");
        await shows(/client123\/node1 +→ sent +\d\.\d s \/ 2 m 0 s/);
        await program.press(CTRL_C);
        const id = /cmd_\w+/.exec(await shows(/goes on without us: cmd_\w+/))?.[0] ?? "";
        await shows(PROMPT);
        const open = await stage.api.call<CommandPage>("/api/v1/commands?state=sent");
        assert.deepEqual(open.items.map((command) => command.id), [id], "the command goes on");

        await program.press("cancel \t");
        await shows(new RegExp(id));
        await program.press("\r");
        await shows(/– cancelled/);
        await shows(PROMPT);
        await program.press(`never sent${CTRL_C}`);
        await shows(/\^C[\s\S]*signalbox> /);
        await program.press(CTRL_D);
        assert.equal(await program.leave(PATIENCE_MS), 0);

        assert.equal(
          await Deno.readTextFile(history),
          `cancel ${id}\nsend client123 restart\nsend client124 logs 3\n`,
        );
        assert.equal((await Deno.stat(history)).mode, 0o100600);
      })
    ),
});

Deno.test({
  ...needing("send at a terminal asks before what cannot be taken back", terminalProblem()),
  fn: () =>
    withNodeStage(async (stage) => {
      await twoClients(stage);
      const words = ["send", "client124", "payout"];
      const program = new TerminalProgram(words, environment(stage, ""));
      await program.shows(/Type 3node0 to go on: /, PATIENCE_MS);
      await program.press("3node0\r");
      await program.shows(/✔ completed[\s\S]*payout script done/, PATIENCE_MS);
      assert.equal(await program.leave(PATIENCE_MS), 0);
    }),
});

Deno.test("console reads a script from a pipe, and answers 1 when a line of it failed", () =>
  withNodeStage(async (stage) => {
    await twoClients(stage);
    const child = new Deno.Command(Deno.execPath(), {
      args: taskArgs("signalbox", ["console"]),
      cwd: ROOT,
      env: environment(stage, ""),
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const script = child.stdin.getWriter();
    const lines = [
      "list",
      "broadcast status",
      "send client999 logs",
      "send client124/all status",
    ];
    await script.write(new TextEncoder().encode(lines.join("\n")));
    await script.close();
    const { code, stdout, stderr } = await child.output();
    const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    assert.equal(code, 1);
    assert.match(
      out ?? "",
      /client123 [\s\S]*\/node1 [\s\S]*3 of 3 completed\.[\s\S]*all Up 3 days/,
    );
    assert.match(err ?? "", /There is no node "client999"\. Did you mean "client12[34]"\?/);
  }));
