import type { Command } from "commander";
import type { CommandLine, SettingsFlags } from "../command_line.ts";
import { CommandFailure, EXIT, usageFailure } from "../failure.ts";
import type { AccountRow, LocalAccounts } from "../host/host.ts";
import { ago, printListing } from "../api/listing.ts";
import { type LocalOptions, localOptions, withLocal } from "../host/local_store.ts";
import { makePassword } from "../terminal/password.ts";
import { visible } from "../terminal/visible.ts";

type AddOptions = LocalOptions & {
  readonly email?: string;
  readonly passwordStdin?: true;
};

/** Longer ones are refused by the account itself; this bounds what is read. */
const MAX_PASSWORD_CHARS = 256;

/** `account add`, `account list` and `account remove`: on the control host itself, without a token */
export function addAccount(program: Command, cli: CommandLine): void {
  const account = program.command("account").description(cli.texts.accounts.about.account);
  cli.examples(account, "account add rack-a", "account list");
  addAdd(account, cli);
  addAccountList(account, cli);
  addRemove(account, cli);
}

function addAdd(account: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts.accounts;
  const command = account.command("add").description(about.add)
    .argument("<user>", named.userName)
    .option("--email <address>", options.email)
    .option("--password-stdin", options.passwordStdin);
  localOptions(command, cli);
  cli.examples(
    command,
    "account add rack-a --email rack-a@example.org",
    "account add rack-a --password-stdin < password.txt",
  );
  command.action(
    cli.action((userName: string, flags: AddOptions) =>
      withAccounts(cli, flags, async (accounts) => {
        const given = flags.passwordStdin ? await readPassword(cli) : undefined;
        const password = given ?? makePassword();
        const added = await accounts.add({ userName, email: flags.email ?? null, password });
        const made = given === undefined ? password : undefined;
        if (flags.json) {
          cli.console.json({ account: timed(added), ...(made && { password: made }) });
        } else sayAdded(added, made, cli);
        return EXIT.ok;
      }, { begins: true })
    ),
  );
}

async function readPassword({ host, texts: { accounts: texts } }: CommandLine): Promise<string> {
  // Four bytes are the most that a character takes; and the end of the line.
  const typed = await host.readInput?.(4 * MAX_PASSWORD_CHARS + 2) ?? "";
  const password = typed.replace(/\r?\n$/, "");
  if (password === "") throw usageFailure(texts.noPassword);
  if (password.length <= MAX_PASSWORD_CHARS) return password;
  throw usageFailure(texts.passwordTooLong(MAX_PASSWORD_CHARS));
}

function sayAdded(
  { userName }: AccountRow,
  made: string | undefined,
  { console, texts: { accounts: texts } }: CommandLine,
): void {
  if (made === undefined) return console.line(texts.added(visible(userName)));
  // Standard output carries the password alone, so that a script can catch it.
  console.warn(texts.made(visible(userName)));
  console.line(made);
  console.warn(texts.shownOnce);
}

function addAccountList(account: Command, cli: CommandLine): void {
  const { about, columns } = cli.texts.accounts;
  const command = account.command("list").description(about.list);
  localOptions(command, cli);
  cli.examples(command, "account list", "account list --data-dir /var/lib/signalbox");
  command.action(cli.action((flags: LocalOptions) =>
    withAccounts(cli, flags, async (accounts) => {
      const items = await accounts.list();
      if (flags.json) {
        cli.console.json(items.map(timed));
        return EXIT.ok;
      }
      const { id, userName, email, created, lastLogin } = columns;
      const heads = [id, userName, email, created, lastLogin];
      const row = (each: AccountRow) => cells(each, cli);
      return printListing(cli, { kind: "accounts", items, heads, row }, false);
    })
  ));
}

function cells(account: AccountRow, cli: CommandLine): string[] {
  return [
    account.id,
    visible(account.userName),
    visible(account.email ?? "-"),
    ago(account.createdAt, cli),
    ago(account.lastLoginAt, cli),
  ];
}

function addRemove(account: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.accounts;
  const command = account.command("remove").description(about.remove)
    .argument("<account>", named.account);
  localOptions(command, cli);
  cli.examples(command, "account remove rack-a", "account remove acc_4f1d7b0c9a2e6358");
  command.action(
    cli.action((wanted: string, flags: LocalOptions) =>
      withAccounts(cli, flags, async (accounts) => {
        const { console, texts: { accounts: texts } } = cli;
        const removed = await accounts.remove(wanted);
        if (!removed) throw new CommandFailure(texts.noSuchAccount(visible(wanted)));
        if (flags.json) console.json(timed(removed));
        else console.line(texts.removed(visible(removed.userName)));
        return EXIT.ok;
      })
    ),
  );
}

function withAccounts(
  cli: CommandLine,
  flags: SettingsFlags,
  use: (accounts: LocalAccounts) => Promise<number>,
  options?: { readonly begins: true },
): Promise<number> {
  return withLocal(cli, flags, cli.host.openAccounts, use, options);
}

function timed(account: AccountRow) {
  const { createdAt, lastLoginAt } = account;
  return {
    ...account,
    createdAt: new Date(createdAt).toISOString(),
    lastLoginAt: lastLoginAt === null ? null : new Date(lastLoginAt).toISOString(),
  };
}
