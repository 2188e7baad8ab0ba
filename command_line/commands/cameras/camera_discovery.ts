import type { Command } from "commander";
import { Discovery } from "../../../protocols/api/discovery.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { heldSince } from "../../members/facts.ts";
import { visible } from "../../terminal/visible.ts";

/** `camera discovery` */
export function addDiscovery(camera: Command, cli: CommandLine): void {
  const { past, show: { labels } } = cli.texts;
  const command = camera.command("discovery").description(past.about.discovery);
  cli.clientOptions(command);
  cli.examples(command, "camera discovery");
  command.action(cli.action(async (flags: ClientOptions) => {
    const { console } = cli;
    const found = await cli.api(flags).ask(Discovery, { path: "/discovery" });
    if (flags.json) {
      console.json(found);
      return EXIT.ok;
    }
    const { state, since, reason, broker } = found;
    const { title, ...words } = past.discovery;
    console.table([title, visible(broker)], [
      [labels.state, heldSince(console.state(state, "broker"), since, cli)],
      ...(reason === "" ? [] : [[labels.why, console.sentence(reason)]]),
      [words.answers, String(found.answers)],
      [words.violations, String(found.violations)],
      [words.stale, String(found.stale)],
      [words.dropped, String(found.dropped)],
    ]);
    return EXIT.ok;
  }));
}
