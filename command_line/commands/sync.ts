import type { Command } from "commander";
import {
  readSyncGuardConfig,
  type SyncGuardConfig,
} from "../../protocols/syncguard/config_file.ts";
import type { CommandLine, SettingsFlags } from "../command_line.ts";
import { additionLines, addToConfig, type ConfigAddition, isEmpty } from "../config_edit.ts";
import { CommandFailure, EXIT, usageFailure } from "../failure.ts";
import type { Settings } from "../settings_table.ts";
import { visible } from "../visible.ts";

interface ImportOptions {
  readonly name?: string;
  readonly claimed?: string;
  readonly peer?: string;
  readonly write?: true;
  readonly config?: string;
}

/** `sync import` */
export function addSync(program: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts;
  const sync = program.command("sync").description(about.sync);
  cli.examples(sync, "sync import syncguard_config.json");
  const command = sync.command("import").description(about.syncImport)
    .argument("<file>", named.syncGuardFile)
    .option("--name <name>", options.hostName)
    .option("--claimed <address>", options.claimed)
    .option("--peer <address>", options.peer)
    .option("--write", options.write);
  cli.settingsOptions(command, []);
  cli.examples(
    command,
    "sync import syncguard_config.json",
    "sync import syncguard_config.txt --name Wall-L1 --claimed 10.0.0.31",
    "sync import syncguard_config.json --name Wall-L1 --claimed 10.0.0.31 --write --config signalbox.yaml",
  );
  command.action(cli.action((file: string, flags: ImportOptions) => importFile(cli, file, flags)));
}

async function importFile(
  cli: CommandLine,
  file: string,
  flags: ImportOptions,
): Promise<number> {
  const { texts, console } = cli;
  const found = await readConfig(cli, file);
  console.line(texts.syncFound(file, visible(found.targetAddress), found.targetPort));
  for (const line of remarks(found, cli)) console.line(line);
  const settings = await settingsNow(cli, flags);
  const addition = additionOf(found, settings, flags, cli);
  if (isEmpty(addition)) {
    console.line(texts.nothingToAdd);
    return EXIT.ok;
  }
  if (flags.write) return await write(cli, addition, flags);
  console.line(texts.linesToAdd);
  console.raw(additionLines(addition));
  return EXIT.ok;
}

async function readConfig({ host, texts }: CommandLine, file: string): Promise<SyncGuardConfig> {
  const text = await host.readTextFile(file).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw usageFailure(`${visible(file)}: ${texts.fileUnreadable} (${visible(reason)})`);
  });
  const reading = readSyncGuardConfig(text);
  if (reading.ok) return reading.config;
  const { line, key, detail } = reading.problem;
  const place = line === null ? visible(file) : `${visible(file)}:${line}`;
  throw usageFailure(`${place}: ${key === null ? "" : `${visible(key)}: `}${visible(detail)}`);
}

function remarks({ enabled, intervalMs, targetAddress }: SyncGuardConfig, { texts }: CommandLine) {
  return [
    ...(intervalMs === null ? [] : [texts.syncInterval(intervalMs)]),
    ...(enabled === false ? [texts.syncDisabled] : []),
    ...(targetAddress.startsWith("127.") ? [texts.syncLoopback] : []),
  ];
}

async function settingsNow(cli: CommandLine, { config }: ImportOptions): Promise<Settings> {
  const flags: SettingsFlags = config === undefined ? {} : { config };
  const loaded = await cli.settings(flags);
  if (loaded.ok) return loaded.settings;
  throw usageFailure(loaded.problems.join("\n"));
}

function additionOf(
  { targetPort }: SyncGuardConfig,
  settings: Settings,
  { name, claimed, peer }: ImportOptions,
  { console, texts }: CommandLine,
): ConfigAddition {
  const named = name !== undefined && (claimed !== undefined || peer !== undefined);
  if (!named) console.line(texts.syncUnnamed);
  return {
    devicePort: settings.devicePort === targetPort ? undefined : targetPort,
    syncHost: named
      ? {
        name,
        ...(claimed === undefined ? {} : { claimed }),
        ...(peer === undefined ? {} : { peer }),
      }
      : undefined,
  };
}

/** Nothing is written that the next start would refuse. */
async function write(
  cli: CommandLine,
  addition: ConfigAddition,
  flags: ImportOptions,
): Promise<number> {
  const { host, texts } = cli;
  const path = flags.config ?? (host.env.SIGNALBOX_CONFIG || undefined);
  if (path === undefined) throw usageFailure(texts.writeWhere);
  const next = addToConfig(await host.readTextFile(path), addition);
  const checked = await cli.settings({ config: path }, () => Promise.resolve(next));
  if (!checked.ok) throw new CommandFailure(checked.problems.join("\n"), texts.nothingWritten);
  await host.writeTextFile(path, next);
  cli.console.line(texts.configWritten(path));
  return EXIT.ok;
}
