import type { Command } from "commander";
import { withoutSecrets } from "../settings/alert_channel.ts";
import type { CommandLine, SettingsFlags } from "../command_line.ts";
import { EXIT } from "../failure.ts";
import type { LoadedSettings } from "../settings/settings.ts";
import { FILE_SETTING_NAMES } from "../settings/file_settings.ts";
import { SETTING_NAMES, type SettingName, SETTINGS } from "../settings/settings_table.ts";
import { visible } from "../terminal/visible.ts";

/** `config print` and `config check` */
export function addConfig(program: Command, cli: CommandLine): void {
  const { about, options } = cli.texts;
  const config = program.command("config").description(about.config);
  cli.examples(config, "config print", "config check --config signalbox.yaml");
  const print = config.command("print").description(about.configPrint);
  cli.settingsOptions(print).option("--json", options.json);
  cli.examples(print, "config print", "config print --config signalbox.yaml --json");
  print.action(
    cli.action((flags: SettingsFlags & { readonly json?: true }) =>
      withSettings(cli, flags, (loaded) => {
        if (flags.json) cli.console.json(plain(loaded));
        else printTable(cli, loaded);
      })
    ),
  );
  const check = config.command("check").description(about.configCheck);
  cli.settingsOptions(check);
  cli.examples(check, "config check", "config check --config signalbox.yaml");
  check.action(
    cli.action((flags: SettingsFlags) =>
      withSettings(cli, flags, () => cli.console.line(cli.texts.configIsGood))
    ),
  );
}

async function withSettings(
  cli: CommandLine,
  flags: SettingsFlags,
  use: (loaded: LoadedSettings) => void,
): Promise<number> {
  const loaded = await cli.settings(flags);
  if (loaded.ok) {
    use(loaded);
    return EXIT.ok;
  }
  for (const problem of loaded.problems) cli.console.warn(problem);
  return EXIT.usage;
}

function printTable(cli: CommandLine, { settings, sources }: LoadedSettings): void {
  const rows = SETTING_NAMES.map((name) => {
    const source = sources[name];
    const place = source?.kind === "default" ? "default" : source?.place ?? "";
    return [name, shown(name, settings[name]), visible(place)];
  });
  const lists = FILE_SETTING_NAMES.map((name) => {
    const entries = settings[name];
    const count = entries === undefined
      ? "-"
      : cli.texts.lists.entries(Object.values(entries).length);
    return [name, count, visible(sources[name]?.place ?? "")];
  });
  const { setting, value, source } = cli.texts.columns;
  cli.console.table([setting, value, source], [...rows, ...lists]);
}

function plain({ settings, sources }: LoadedSettings): unknown {
  const values = SETTING_NAMES.map((name) => [name, masked(name, settings[name])] as const);
  const { alertChannels = [] } = settings;
  const lists = FILE_SETTING_NAMES.map((name) =>
    [name, name === "alertChannels" ? withoutSecrets(alertChannels) : settings[name]] as const
  );
  return Object.fromEntries(
    [...values, ...lists].filter(([name]) => settings[name] !== undefined)
      .map(([name, value]) => [name, { value, source: sources[name] }]),
  );
}

function shown(name: SettingName, value: unknown): string {
  return value === undefined ? "-" : visible(String(masked(name, value)));
}

function masked(name: SettingName, value: unknown): unknown {
  return SETTINGS[name].secret ? "***" : value;
}
