import type { Command } from "commander";
import { type CameraAction, CameraSubmission } from "../../../protocols/api/camera.ts";
import { type Command as Row, isOver } from "../../../protocols/api/command.ts";
import type { ApiClient } from "../../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT, usageFailure } from "../../failure.ts";
import { findCamera } from "../../api/find_camera.ts";
import { exitCodeFor, follow } from "../../orders/follow.ts";
import { readCommand } from "../../orders/follow_nodes.ts";
import {
  type OrderOptions,
  orderOptions,
  type OrderTiming,
  timingOf,
} from "../../orders/order_options.ts";

type Options = ClientOptions & OrderOptions & { readonly all?: true };

const ACTIONS = { start: "record_start", stop: "record_stop" } as const;

/** `camera record start` and `camera record stop` */
export function addCameraRecord(camera: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts.cameras;
  const record = camera.command("record").description(about.record);
  cli.examples(record, "camera record start Entrance", "camera record stop --all");
  for (const verb of ["start", "stop"] as const) {
    const command = record.command(verb)
      .description(verb === "start" ? about.recordStart : about.recordStop)
      .argument("[cameras...]", named.cameras)
      .option("--all", options.all);
    orderOptions(command, cli);
    cli.clientOptions(command);
    cli.examples(command, `camera record ${verb} Entrance Hall`, `camera record ${verb} --all`);
    command.action(
      cli.action((names: readonly string[], flags: Options) =>
        send(cli, ACTIONS[verb], names, flags)
      ),
    );
  }
}

async function send(
  cli: CommandLine,
  action: CameraAction,
  typed: readonly string[],
  flags: Options,
): Promise<number> {
  const { console, texts } = cli;
  if ((typed.length === 0) !== (flags.all === true)) throw usageFailure(texts.cameras.whichCameras);
  const timing = timingOf(flags, cli);
  const api = cli.api(flags);
  const commands = await submit(cli, api, action, typed, timing);
  const [first] = commands;
  const json = flags.json === true;
  if (!json) {
    const alone = commands.length === 1 && first !== undefined;
    console.line(alone ? texts.accepted(first.id) : texts.cameras.acceptedFor(commands.length));
  }
  if (flags.wait) return await followAll(cli, api, commands, timing, json);
  if (json) console.json({ commands });
  return EXIT.ok;
}

/** Names are looked up one by one, so that a wrong one is told with the one that is meant. */
async function submit(
  { texts }: CommandLine,
  api: ApiClient,
  action: CameraAction,
  typed: readonly string[],
  timing: OrderTiming,
): Promise<readonly Row[]> {
  const cameras: string[] = [];
  for (const name of typed) cameras.push(`id:${(await findCamera(api, name, texts)).id}`);
  const { commands } = await api.ask(CameraSubmission, {
    method: "POST",
    path: "/cameras/commands",
    body: { action, ...(cameras.length === 0 ? {} : { cameras }), ...timing },
    idempotencyKey: crypto.randomUUID(),
  });
  return commands;
}

async function followAll(
  cli: CommandLine,
  api: ApiClient,
  sent: readonly Row[],
  { deadlineMs }: OrderTiming,
  json: boolean,
): Promise<number> {
  const { console, texts } = cli;
  const commands = await follow(cli, {
    commands: sent,
    reread: (last) =>
      Promise.all(last.filter((row) => !isOver(row)).map(({ id }) => readCommand(api, id))),
    deadlineMs,
    silent: json,
  });
  const completed = commands.filter(({ state }) => state === "completed").length;
  if (json) console.json({ commands });
  else if (commands.length > 1) {
    console.line(texts.cameras.completedOf(completed, commands.length));
  }
  if (!commands.every(isOver)) console.warn(texts.stillOpen(`${cli.ownName}list commands`));
  return exitCodeFor(commands);
}
