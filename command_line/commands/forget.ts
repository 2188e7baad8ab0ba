import type { Command } from "commander";
import type { ApiClient } from "../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT } from "../failure.ts";

type Options = ClientOptions & { readonly force?: true };

/** How members of one kind are forgotten. */
export interface Forgetting {
  readonly about: string;
  /** As the help shows it: `<camera>`, and what may stand there. */
  readonly argument: readonly [name: string, about: string];
  /** Whom `--force` is for. */
  readonly force: string;
  readonly example: string;
  /** Whoever goes by what was typed; throws where nobody does. */
  find(api: ApiClient, typed: string): Promise<Forgotten>;
}

/** Who is forgotten. */
export interface Forgotten {
  /** In the API. */
  readonly path: string;
  /** For programs. */
  readonly told: unknown;
  /** Said to people when it is done. */
  readonly said: string;
}

/** Adds `… forget`, which takes a member out of the fleet: one that is there only by force. */
export function addForget(
  parent: Command,
  cli: CommandLine,
  { about, argument, force, example, find }: Forgetting,
): void {
  const command = parent.command("forget").description(about)
    .argument(...argument)
    .option("--force", force);
  cli.clientOptions(command);
  cli.examples(command, example);
  command.action(cli.action(async (typed: string, flags: Options) => {
    const api = cli.api(flags);
    const { path, told, said } = await find(api, typed);
    await api.order({ method: "DELETE", path, query: flags.force ? { force: "true" } : {} });
    if (flags.json) cli.console.json(told);
    else cli.console.line(said);
    return EXIT.ok;
  }));
}
