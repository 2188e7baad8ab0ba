import type { Command } from "commander";
import { Command as LedgerRow } from "../../protocols/api/command.ts";
import { Rotation } from "../../protocols/api/node_command.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT } from "../failure.ts";
import { followCommands, followRotation, readCommand } from "../orders/follow_nodes.ts";

/** `wait`: for a command or a rotation of keys that nobody has waited for to its end */
export function addWait(program: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.nodes;
  const command = program.command("wait").description(about.wait).argument("<id>", named.id);
  cli.clientOptions(command);
  cli.examples(command, "wait cmd_1795241914763_t67lrqx67");
  command.action(cli.action(async (id: string, flags: ClientOptions) => {
    const api = cli.api(flags);
    const json = flags.json === true;
    if (isRotation(id)) {
      const rotation = await api.ask(Rotation, { path: rotationPath(id) });
      return await followRotation(cli, api, rotation, { json });
    }
    const command = await readCommand(api, id);
    return await followCommands(cli, api, [command], { json, one: true });
  }));
}

/** `cancel`: gives a command up, or ends a rotation of keys before its next container */
export function addCancel(program: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.nodes;
  const command = program.command("cancel").description(about.cancel).argument("<id>", named.id);
  cli.clientOptions(command);
  cli.examples(command, "cancel cmd_1795241914763_t67lrqx67");
  command.action(cli.action(async (id: string, flags: ClientOptions) => {
    const { console } = cli;
    const api = cli.api(flags);
    const ended = isRotation(id)
      ? await api.ask(Rotation, { method: "DELETE", path: rotationPath(id) })
      : await api.ask(LedgerRow, { method: "DELETE", path: `/commands/${encodeURIComponent(id)}` });
    if (flags.json) console.json(ended);
    else {
      const reason = console.sentence(ended.reason ?? "");
      console.line(`${console.state(ended.state, "command")}  ${reason}`.trimEnd());
    }
    return EXIT.ok;
  }));
}

function isRotation(id: string): boolean {
  return id.startsWith("rot_");
}

function rotationPath(id: string): string {
  return `/rotations/${encodeURIComponent(id)}`;
}
