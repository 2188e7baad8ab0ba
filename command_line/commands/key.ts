import type { Command } from "commander";
import { RevealedSessionKey } from "../../protocols/api/session_key.ts";
import { tellMissing } from "../api/find.ts";
import { findSessionKey, newestKeys } from "../api/find_session_key.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT } from "../failure.ts";
import { visible } from "../terminal/visible.ts";

/** `key reveal` */
export function addKey(program: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.accounts;
  const key = program.command("key").description(about.key);
  cli.examples(key, "key reveal client123/3node0");
  const command = key.command("reveal").description(about.reveal).argument("<key>", named.key);
  cli.clientOptions(command);
  cli.examples(command, "key reveal client123/3node0", "key reveal key_1771925400000_1a2b3c4d");
  command.action(cli.action(async (typed: string, flags: ClientOptions) => {
    const api = cli.api(flags);
    const keyId = await findSessionKey(api, typed, cli.texts);
    const path = `/session-keys/${keyId}/reveal`;
    const ids = async () => (await newestKeys(api)).map((key) => key.keyId);
    const revealed = await api.ask(RevealedSessionKey, { method: "POST", path })
      .catch((cause) => tellMissing(cause, "session-key", typed, ids, cli.texts));
    // Standard output carries the key alone, so that it can be piped.
    if (flags.json) cli.console.json(revealed);
    else cli.console.line(visible(revealed.sessionKey));
    return EXIT.ok;
  }));
}
