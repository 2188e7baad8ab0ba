import type { Command } from "commander";
import { NODE_COMMANDS, type NodeCommandRule } from "../../protocols/mserver/commands.ts";
import type { CommandLine } from "../command_line.ts";
import { commandProgram } from "../command_program.ts";
import { addAlert } from "../commands/alerts/alert.ts";
import { addMaintenance } from "../commands/alerts/maintenance.ts";
import { addAudit } from "../commands/audit.ts";
import { addBackup } from "../commands/backup.ts";
import { addBroadcast } from "../commands/broadcast.ts";
import { addCamera } from "../commands/cameras/camera.ts";
import { addDisplay } from "../commands/displays/display.ts";
import { addGroup } from "../commands/presets/group.ts";
import { addKey } from "../commands/key.ts";
import { addList } from "../commands/lists/list.ts";
import { addNode } from "../commands/node.ts";
import { addPreset } from "../commands/presets/preset.ts";
import { addSend } from "../commands/send.ts";
import { addImport } from "../commands/import.ts";
import { addReady } from "../commands/ready.ts";
import { addSchedule } from "../commands/schedules/schedule.ts";
import { addHistory } from "../commands/history.ts";
import { addShow } from "../commands/show.ts";
import { addSync } from "../commands/sync.ts";
import { addWall } from "../commands/wall.ts";
import { addCancel, addWait } from "../commands/wait.ts";
import { wordDuration } from "../terminal/durations.ts";
import { EXIT, usageFailure } from "../failure.ts";
import { usageOf } from "../orders/node_params.ts";
import { visible } from "../terminal/visible.ts";
import { showOverview } from "./overview.ts";

/** What can be typed in the console: made anew for every line. */
export function consoleProgram(cli: CommandLine): Command {
  // Commander gives a program without a name one of its own; a blank does not show.
  const program = commandProgram(" ", cli).description(cli.texts.nodes.about.console);
  addSend(program, cli);
  addBroadcast(program, cli);
  addList(program, cli);
  addPreset(program, cli);
  addGroup(program, cli);
  addDisplay(program, cli);
  addNode(program, cli);
  addKey(program, cli);
  addCamera(program, cli);
  addSync(program, cli);
  addWall(program, cli);
  addSchedule(program, cli);
  addAlert(program, cli);
  addMaintenance(program, cli);
  addReady(program, cli);
  addShow(program, cli);
  addHistory(program, cli);
  addOverview(program, cli);
  addWait(program, cli);
  addCancel(program, cli);
  addAudit(program, cli);
  addBackup(program, cli);
  addImport(program, cli);
  addHelp(program, cli);
  program.command("quit").alias("exit").description(cli.texts.nodes.about.quit);
  program.helpCommand(false);
  return program;
}

/** What `list` can list in a program. */
export function listable(program: Command): readonly string[] {
  const list = program.commands.find((command) => command.name() === "list");
  return list?.commands.map((command) => command.name()) ?? [];
}

/** `list` alone shows clients and containers. */
function addOverview(program: Command, cli: CommandLine): void {
  const list = program.commands.find((command) => command.name() === "list");
  list?.action(cli.action(() => showOverview(cli, cli.api({}))));
}

/** `help`, `help send`, and `help logs` for the commands that clients know. */
function addHelp(program: Command, cli: CommandLine): void {
  const { console, texts } = cli;
  const command = program.command("help").description(texts.nodes.about.help)
    .argument("[command]", texts.nodes.arguments.command);
  command.action(cli.action((word: string | undefined) => {
    const known = program.commands.find((one) => one.name() === word);
    const rule = NODE_COMMANDS.get(word ?? "");
    if (word === undefined) showHelp(program, cli);
    else if (known) known.outputHelp();
    else if (rule) { for (const line of commandHelp(rule, cli)) console.line(line); }
    else throw usageFailure(texts.usage.unknownCommand(visible(word)), texts.nodes.typeHelp);
    return Promise.resolve(EXIT.ok);
  }));
}

function showHelp(program: Command, { console, texts }: CommandLine): void {
  program.outputHelp();
  console.line(`\n${texts.nodes.clientCommands}`);
  const usages = [...NODE_COMMANDS.values()].map((rule) => [
    `  ${rule.name}`,
    texts.nodes.commands[rule.name],
  ]);
  const width = Math.max(...usages.map(([name = ""]) => name.length)) + 2;
  for (const [name = "", about = ""] of usages) console.line(name.padEnd(width) + about);
}

function commandHelp(rule: NodeCommandRule, { texts }: CommandLine): readonly string[] {
  const { nodes } = texts;
  return [
    `send <client>[/<container>] ${usageOf(rule)}`,
    nodes.commands[rule.name],
    ...(rule.repeatable ? [] : [nodes.danger[rule.name] ?? ""]),
    ...(rule.right === "operate" ? [] : [nodes.needsRight(rule.right)]),
    ...(rule.target === "containerOrAll" ? [nodes.takesAll] : []),
    nodes.usualTime(wordDuration(rule.deadlineMs, texts)),
  ].filter((line) => line !== "");
}
