import type { Command } from "commander";
import { ExecutionDetail } from "../../../protocols/api/execution.ts";
import type { ApiClient } from "../../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { findPreset } from "../../api/find.ts";
import { exitCodeFor, follow } from "../../orders/follow.ts";
import { isOver } from "../../../protocols/api/command.ts";
import { type OrderOptions, orderOptions, timingOf } from "../../orders/order_options.ts";
import { visible } from "../../terminal/visible.ts";

type Options = ClientOptions & OrderOptions & { readonly barrier?: boolean };

/** `preset run` and `preset stop`: the same but for the verb, and that a barrier holds starts only. */
export function addPresetRun(preset: Command, cli: CommandLine, verb: "run" | "stop"): void {
  const { about, arguments: named, options } = cli.texts;
  const command = preset.command(verb)
    .description(verb === "run" ? about.presetRun : about.presetStop)
    .argument("<preset>", named.preset);
  if (verb === "run") {
    command.option("--barrier", options.barrier).option("--no-barrier", options.noBarrier);
  }
  orderOptions(command, cli);
  cli.clientOptions(command);
  cli.examples(
    command,
    `preset ${verb} Morning`,
    `preset ${verb} 1 --wait-online 30s --deadline 2m`,
    `preset ${verb} Morning --no-wait --json`,
  );
  command.action(cli.action((typed: string, flags: Options) => run(cli, verb, typed, flags)));
}

async function run(
  cli: CommandLine,
  verb: "run" | "stop",
  typed: string,
  flags: Options,
): Promise<number> {
  const { console, texts } = cli;
  const timing = timingOf(flags, cli);
  const api = cli.api(flags);
  const preset = await findPreset(api, typed, texts);
  const execution = await api.ask(ExecutionDetail, {
    method: "POST",
    path: `/presets/${preset.id}/${verb === "run" ? "execute" : "stop"}`,
    body: { ...timing, ...(flags.barrier === undefined ? {} : { barrier: flags.barrier }) },
    idempotencyKey: crypto.randomUUID(),
  });
  if (!flags.json) console.line(texts.executionStarted(visible(preset.name), execution.id));
  if (flags.wait) return await followExecution(cli, api, execution, timing.deadlineMs, flags);
  if (flags.json) console.json(execution);
  return EXIT.ok;
}

async function followExecution(
  cli: CommandLine,
  api: ApiClient,
  execution: ExecutionDetail,
  deadlineMs: number,
  flags: Options,
): Promise<number> {
  const { console, texts } = cli;
  let last = execution;
  const commands = await follow(cli, {
    commands: execution.commands,
    async reread() {
      last = await api.ask(ExecutionDetail, { path: `/executions/${execution.id}` });
      return last.commands;
    },
    deadlineMs,
    silent: flags.json === true,
  });
  if (flags.json) console.json(last);
  else console.line(texts.summary(commands.filter(isCompleted).length, commands.length));
  if (!commands.every(isOver)) {
    console.warn(texts.stillOpen(`signalbox list commands --execution ${execution.id}`));
  }
  return exitCodeFor(commands);
}

function isCompleted({ state }: { readonly state: string }): boolean {
  return state === "completed";
}
