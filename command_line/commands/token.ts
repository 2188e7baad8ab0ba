import type { Command } from "commander";
import { Right, Role } from "../../protocols/api/token.ts";
import type { CommandLine, SettingsFlags } from "../command_line.ts";
import { parseDurationBetween } from "../terminal/durations.ts";
import { CommandFailure, EXIT, usageFailure } from "../failure.ts";
import type { LocalTokens, TokenRow } from "../host/host.ts";
import { printListing } from "../api/listing.ts";
import { type LocalOptions, localOptions, withLocal } from "../host/local_store.ts";
import { tokenCells, tokenHeads } from "../terminal/token_row.ts";
import { oneOf, repeated } from "../terminal/typed_values.ts";
import { visible } from "../terminal/visible.ts";

type NewOptions = LocalOptions & {
  readonly name?: string;
  readonly role?: string;
  readonly right?: readonly string[];
  readonly expires?: string;
};

/** Ten years; whoever means longer means for ever. */
const EXPIRIES = ["1m", "3650d"] as const;

/** `token new`, `token list` and `token revoke`: on the control host itself, without a token */
export function addToken(program: Command, cli: CommandLine): void {
  const token = program.command("token").description(cli.texts.about.token);
  cli.examples(token, 'token new "night shift" --role operate', "token list");
  addNew(token, cli);
  addTokenList(token, cli);
  addRevoke(token, cli);
}

function addNew(token: Command, cli: CommandLine): void {
  const { about, arguments: named, options, defaultOf } = cli.texts;
  const command = token.command("new").description(about.tokenNew)
    .argument("[name]", named.tokenName)
    .option("--name <name>", named.tokenName)
    .option("--role <role>", `${options.role} (${defaultOf("admin")})`)
    .option("--right <right>", options.right, repeated)
    .option("--expires <time>", options.expires);
  localOptions(command, cli);
  cli.examples(
    command,
    'token new "night shift" --role operate',
    'token new --name "wall tablet" --role view --expires 30d',
  );
  command.action(
    cli.action((typed: string | undefined, flags: NewOptions) =>
      withTokens(cli, flags, async (tokens) => {
        const { secret, token } = await tokens.create(draftOf(typed, flags, cli));
        if (flags.json) cli.console.json({ secret, token: timed(token) });
        else printSecret(secret, token, cli);
        return EXIT.ok;
      }, { begins: true })
    ),
  );
}

function printSecret(secret: string, token: TokenRow, { console, texts }: CommandLine): void {
  // Standard output carries the secret alone, so that a script can catch it.
  console.warn(texts.tokenMade(visible(token.name), token.role));
  console.line(secret);
  console.warn(texts.tokenShownOnce);
}

/** Without a role and a right it takes the place of a lost admin token, which could do everything. */
function draftOf(typed: string | undefined, flags: NewOptions, cli: CommandLine) {
  const { texts } = cli;
  const name = flags.name ?? typed ?? `admin ${new Date(cli.clock.now()).toISOString()}`;
  if (flags.name !== undefined && typed !== undefined) {
    throw usageFailure(texts.usage.tooManyArguments(0, 1));
  }
  const role = oneOf("--role", flags.role ?? "admin", Role.options, texts);
  const rights = flags.role === undefined && flags.right === undefined
    ? Right.options
    : (flags.right ?? []).map((word) => oneOf("--right", word, Right.options, texts));
  const expiresAt = flags.expires === undefined
    ? null
    : cli.clock.now() + parseDurationBetween("--expires", flags.expires, EXPIRIES, texts);
  return { name, role, rights: [...new Set(rights)], expiresAt };
}

function addTokenList(token: Command, cli: CommandLine): void {
  const command = token.command("list").description(cli.texts.about.tokenList);
  localOptions(command, cli);
  cli.examples(command, "token list", "token list --data-dir /var/lib/signalbox");
  command.action(cli.action((flags: LocalOptions) =>
    withTokens(cli, flags, async (tokens) => {
      const rows = await tokens.list();
      if (flags.json) {
        cli.console.json(rows.map(timed));
        return EXIT.ok;
      }
      const heads = tokenHeads(cli);
      const row = (token: TokenRow) => tokenCells(token, cli);
      return printListing(cli, { kind: "tokens", items: rows, heads, row }, false);
    })
  ));
}

function addRevoke(token: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts;
  const command = token.command("revoke").description(about.tokenRevoke)
    .argument("<id>", named.tokenId);
  localOptions(command, cli);
  cli.examples(command, "token revoke tok_4f1d7b0c9a2e6358");
  command.action(
    cli.action((id: string, flags: LocalOptions) =>
      withTokens(cli, flags, async (tokens) => {
        const { texts, console } = cli;
        if (!await tokens.revoke(id)) throw new CommandFailure(texts.noSuchToken(visible(id)));
        if (!flags.json) console.line(texts.tokenRevoked(visible(id)));
        return EXIT.ok;
      })
    ),
  );
}

function withTokens(
  cli: CommandLine,
  flags: SettingsFlags,
  use: (tokens: LocalTokens) => Promise<number>,
  options?: { readonly begins: true },
): Promise<number> {
  return withLocal(cli, flags, cli.host.openTokens, use, options);
}

function timed(token: TokenRow) {
  const iso = (time: number | null) => time === null ? null : new Date(time).toISOString();
  const { createdAt, expiresAt, lastUsedAt } = token;
  return {
    ...token,
    createdAt: iso(createdAt),
    expiresAt: iso(expiresAt),
    lastUsedAt: iso(lastUsedAt),
  };
}
