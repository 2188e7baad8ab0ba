import type { Command } from "commander";
import { CommandLine } from "./command_line.ts";
import { commandProgram, runProgram } from "./command_program.ts";
import { addBroadcast } from "./commands/broadcast.ts";
import { addAccount } from "./commands/account.ts";
import { addAgent } from "./commands/agent.ts";
import { addCamera } from "./commands/camera.ts";
import { addConfig } from "./commands/config.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addConsole } from "./commands/console.ts";
import { addGroup } from "./commands/group.ts";
import { addList } from "./commands/list.ts";
import { addPreset } from "./commands/preset.ts";
import { addSchedule } from "./commands/schedule.ts";
import { addSend } from "./commands/send.ts";
import { addStart } from "./commands/start.ts";
import { addSync } from "./commands/sync.ts";
import { addToken } from "./commands/token.ts";
import { addWall } from "./commands/wall.ts";
import type { CommandLineHost } from "./host.ts";

/**
 * Does what was typed behind `signalbox`, and answers the exit code: 0 done, 1 not done, 2 typed or configured
 * in a way that cannot be understood. Never throws, never ends the process, prints through `host` only.
 *
 * @example
 * const code = await runCommandLine(["list", "displays"], host);
 */
export function runCommandLine(
  args: readonly string[],
  host: CommandLineHost,
): Promise<number> {
  const cli = new CommandLine(host);
  return runProgram(buildProgram(cli), args, cli);
}

function buildProgram(cli: CommandLine): Command {
  const { host, texts } = cli;
  const program = commandProgram("signalbox", cli)
    .description(texts.about.program)
    .version(host.version, "-V, --version", texts.options.version);
  const commands = [
    addStart,
    addPreset,
    addGroup,
    addSend,
    addBroadcast,
    addConsole,
    addSchedule,
    addCamera,
    addList,
    addWall,
    addSync,
    addToken,
    addAccount,
    addAgent,
    addConfig,
    addDoctor,
  ];
  for (const add of commands) add(program, cli);
  program.helpCommand("help [command]", texts.about.help);
  cli.examples(program, "start", "list displays", "preset run Morning", "preset run --help");
  return program;
}
