import { Command, Option } from "commander";
import { ApiClient } from "./api/api_client.ts";
import { Console } from "./terminal/console.ts";
import type { CommandLineHost, WaitingClock } from "./host/host.ts";
import {
  flagOf,
  SETTING_NAMES,
  type SettingName,
  SETTINGS,
  variableOf,
} from "./settings/settings_table.ts";
import type { SettingsOutcome, TypedFlags } from "./settings/settings.ts";
import type { Printing } from "./terminal/printing.ts";
import { type Texts, textsFor } from "./texts/texts.ts";
import { type Typist, typistAt } from "./terminal/typist.ts";
import { EXIT, usageFailure } from "./failure.ts";

/** Options of every command that asks a control host. */
export interface ClientOptions {
  readonly url?: string;
  readonly token?: string;
  readonly json?: true;
}

/** Flags of settings, by setting name, and the config file. */
export type SettingsFlags = TypedFlags & { readonly config?: string };

/** What all commands share: the host around them, the language, and where the exit code ends. */
export class CommandLine {
  readonly host: CommandLineHost;
  readonly texts: Texts;
  readonly console: Console;
  readonly printing: Printing;
  readonly clock: WaitingClock;
  /** IANA name of the zone that moments are shown in. */
  readonly timeZone: string;
  /** Undefined: nobody can be asked. */
  readonly typist: Typist | undefined;
  exitCode: number = EXIT.ok;

  /** @param typist who is asked back; default: the person at the terminal, where there is one */
  constructor(host: CommandLineHost, printing: Printing, typist?: Typist) {
    this.host = host;
    this.printing = printing;
    this.typist = typist ?? typistAt(host);
    this.texts = textsFor(host.env.SIGNALBOX_LANG, host.locale);
    this.console = new Console(host, this.texts, printing);
    this.clock = host.clock ?? REAL_CLOCK;
    this.timeZone = host.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** What stands before a command of ours where it is typed: nothing in the console. */
  get ownName(): string {
    return this.typist?.picks ? "" : "signalbox ";
  }

  /** Turns a handler that returns an exit code into one that commander calls. */
  action<A extends readonly unknown[]>(
    run: (...typed: A) => Promise<number>,
  ): (...typed: A) => Promise<void> {
    return async (...typed) => {
      this.exitCode = await run(...typed);
    };
  }

  /** The control host that flags or environment name. */
  api(options: ClientOptions): ApiClient {
    const { env } = this.host;
    const [token, place] = options.token === undefined
      ? [env.SIGNALBOX_TOKEN?.trim() || undefined, "SIGNALBOX_TOKEN"]
      : [options.token.trim(), "--token"];
    if (token !== undefined && !/^[\x21-\x7e]{1,512}$/.test(token)) {
      throw usageFailure(this.texts.badToken(place));
    }
    return new ApiClient({
      url: options.url ?? (env.SIGNALBOX_URL?.trim() || "http://127.0.0.1:8000"),
      token,
      texts: this.texts,
      sentence: this.printing.sentence,
      fetch: this.host.fetch ?? ((request) => fetch(request)),
    });
  }

  /** `readTextFile` stands in for the file system where a text is to be checked before it is written. */
  async settings(
    flags: SettingsFlags,
    readTextFile = (path: string) => this.host.readTextFile(path),
  ): Promise<SettingsOutcome> {
    // With its lists and its file format, which an agent has no use for.
    const { loadSettings } = await import("./settings/settings.ts");
    return await loadSettings({
      flags,
      configPath: this.configPath(flags),
      env: this.host.env,
      readTextFile,
      cronReader: this.host.cronReader,
      texts: this.texts,
    });
  }

  /** Where the config file is; undefined: none was named. */
  configPath({ config }: SettingsFlags): string | undefined {
    return config ?? (this.host.env.SIGNALBOX_CONFIG || undefined);
  }

  /** Adds `--url`, `--token` and `--json`. */
  clientOptions(command: Command): Command {
    return this.accessOptions(command).option("--json", this.texts.options.json);
  }

  /** Adds `--url` and `--token`. */
  accessOptions(command: Command): Command {
    const { options, variableOf: fromVariable } = this.texts;
    return command
      .option("--url <url>", `${options.url} (${fromVariable("SIGNALBOX_URL")})`)
      .option("--token <token>", `${options.token} (${fromVariable("SIGNALBOX_TOKEN")})`);
  }

  /** Adds a flag for each of the named settings, and `--config`. */
  settingsOptions(command: Command, names: readonly SettingName[] = SETTING_NAMES): Command {
    const about = `${this.texts.options.config} (${this.texts.variableOf("SIGNALBOX_CONFIG")})`;
    return this.settingFlags(command, names).option("--config <path>", about);
  }

  /** Adds a flag for each of the named settings; `defaults` stand in the place of their own. */
  settingFlags(
    command: Command,
    names: readonly SettingName[],
    defaults: Readonly<Partial<Record<SettingName, string>>> = {},
  ): Command {
    for (const name of names) command.addOption(this.#settingOption(name, defaults[name]));
    return command;
  }

  #settingOption(name: SettingName, usual: string | undefined): Option {
    const row = SETTINGS[name];
    const facts = [this.texts.variableOf(variableOf(name))];
    const value = usual ?? row.default;
    if (value !== undefined) facts.unshift(this.texts.defaultOf(String(value)));
    const about = `${row.about(this.texts)} (${facts.join(", ")})`;
    return new Option(`${flagOf(name)} ${row.placeholder}`.trim(), about);
  }

  /** Shows how a command is typed, below its help. */
  examples(command: Command, ...lines: readonly string[]): Command {
    const typed = lines.map((line) => `  ${this.ownName}${line}`).join("\n");
    return command.addHelpText("after", `\n${this.texts.headings.examples}\n${typed}`);
  }
}

/** The machine's own clock. */
export const REAL_CLOCK: WaitingClock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
