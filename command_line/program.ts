import type { Command } from "commander";
import { CommandLine } from "./command_line.ts";
import { type AddCommand, commandProgram, runProgram } from "./command_program.ts";
import type { CommandLineHost } from "./host/host.ts";
import { loadPrinting } from "./terminal/printing.ts";

/** Every command, in the order of the help. Each is loaded when it is needed: an agent carries no other one. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  start: async () => (await import("./commands/start.ts")).addStart,
  ready: async () => (await import("./commands/ready.ts")).addReady,
  preset: async () => (await import("./commands/presets/preset.ts")).addPreset,
  group: async () => (await import("./commands/presets/group.ts")).addGroup,
  send: async () => (await import("./commands/send.ts")).addSend,
  broadcast: async () => (await import("./commands/broadcast.ts")).addBroadcast,
  wait: async () => (await import("./commands/wait.ts")).addWait,
  cancel: async () => (await import("./commands/wait.ts")).addCancel,
  show: async () => (await import("./commands/show.ts")).addShow,
  history: async () => (await import("./commands/history.ts")).addHistory,
  console: async () => (await import("./commands/console.ts")).addConsole,
  display: async () => (await import("./commands/displays/display.ts")).addDisplay,
  node: async () => (await import("./commands/node.ts")).addNode,
  key: async () => (await import("./commands/key.ts")).addKey,
  schedule: async () => (await import("./commands/schedules/schedule.ts")).addSchedule,
  camera: async () => (await import("./commands/cameras/camera.ts")).addCamera,
  alert: async () => (await import("./commands/alerts/alert.ts")).addAlert,
  maintenance: async () => (await import("./commands/alerts/maintenance.ts")).addMaintenance,
  list: async () => (await import("./commands/lists/list.ts")).addList,
  wall: async () => (await import("./commands/wall.ts")).addWall,
  sync: async () => (await import("./commands/sync.ts")).addSync,
  token: async () => (await import("./commands/token.ts")).addToken,
  audit: async () => (await import("./commands/audit.ts")).addAudit,
  account: async () => (await import("./commands/account.ts")).addAccount,
  demo: async () => (await import("./commands/demo.ts")).addDemo,
  agent: async () => (await import("./commands/agents/agent.ts")).addAgent,
  config: async () => (await import("./commands/config.ts")).addConfig,
  backup: async () => (await import("./commands/backup.ts")).addBackup,
  restore: async () => (await import("./commands/restore.ts")).addRestore,
  import: async () => (await import("./commands/import.ts")).addImport,
  doctor: async () => (await import("./commands/doctor.ts")).addDoctor,
};

/**
 * Does what was typed behind `signalbox`, and answers the exit code: 0 done, 1 not done, 2 typed or configured
 * in a way that cannot be understood. Never throws, never ends the process, prints through `host` only.
 *
 * @example
 * const code = await runCommandLine(["list", "displays"], host);
 */
export async function runCommandLine(
  args: readonly string[],
  host: CommandLineHost,
): Promise<number> {
  const printing = await loadPrinting(args[0], host.env.SIGNALBOX_LANG, host.locale);
  const cli = new CommandLine(host, printing);
  return await runProgram(await buildProgram(cli, args[0] ?? ""), args, cli);
}

/** With the command that was typed, or with all where none of them was. */
async function buildProgram(cli: CommandLine, typed: string): Promise<Command> {
  const { host, texts } = cli;
  const program = commandProgram("signalbox", cli)
    .description(texts.about.program)
    .version(host.version, "-V, --version", texts.options.version);
  const one = Object.hasOwn(COMMANDS, typed) ? COMMANDS[typed] : undefined;
  const adders = await Promise.all(
    (one === undefined ? Object.values(COMMANDS) : [one]).map((load) => load()),
  );
  for (const add of adders) add(program, cli);
  program.helpCommand("help [command]", texts.about.help);
  cli.examples(program, "start", "list displays", "preset run Morning", "preset run --help");
  return program;
}
