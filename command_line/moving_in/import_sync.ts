import {
  type ConfigReading,
  readSyncGuardConfig,
  type SyncGuardConfig,
} from "../../protocols/syncguard/config_file.ts";
import type { CommandLine, SettingsFlags } from "../command_line.ts";
import {
  additionLines,
  addToConfig,
  type ConfigAddition,
  isEmpty,
} from "../settings/config_edit.ts";
import { CommandFailure, EXIT, usageFailure } from "../failure.ts";
import type { Settings } from "../settings/settings_table.ts";
import { visible } from "../terminal/visible.ts";
import { readOld } from "./reading.ts";

/** What `import sync` was told. */
export interface SyncFlags {
  readonly name?: string;
  readonly claimed?: string;
  readonly peer?: string;
  readonly write?: true;
  readonly config?: string;
}

/** A file holds a SyncGuard's config, or only the port that the floating monitor listened on. */
const MONITOR = /^\ufeff?\s*(\d{1,5})\s*$/;

/** Reads config files of SyncGuards, and says what to add to our config file, or adds it. */
export async function importSync(
  files: readonly string[],
  flags: SyncFlags,
  cli: CommandLine,
): Promise<number> {
  const { texts, console } = cli;
  const oneOnly = flags.name ?? flags.claimed ?? flags.peer;
  if (files.length > 1 && oneOnly !== undefined) throw usageFailure(texts.movingIn.oneNamed);
  const port = onePort(await readPorts(files, cli), cli);
  const settings = await settingsNow(cli, flags);
  const addition = additionOf(port, files.length === 1, settings, flags, cli);
  if (isEmpty(addition)) {
    console.line(texts.nothingToAdd);
    return EXIT.ok;
  }
  if (flags.write) return await write(cli, addition, flags);
  console.line(texts.linesToAdd);
  console.raw(additionLines(addition));
  return EXIT.ok;
}

/** The port of each file; nothing is told before all could be read. */
async function readPorts(files: readonly string[], cli: CommandLine): Promise<readonly number[]> {
  const { console, texts } = cli;
  const found: [file: string, what: SyncGuardConfig | number][] = [];
  for (const file of files) found.push([visible(file), await readFile(cli, file)]);
  return found.map(([file, what]) => {
    if (typeof what === "number") {
      console.line(texts.movingIn.monitorPort(file, what));
      return what;
    }
    console.line(texts.syncFound(file, visible(what.targetAddress), what.targetPort));
    for (const line of remarks(what, cli)) console.line(line);
    return what.targetPort;
  });
}

async function readFile(cli: CommandLine, file: string): Promise<SyncGuardConfig | number> {
  const text = await readOld(cli, (tools) => tools.readConfig(file));
  const port = Number(MONITOR.exec(text)?.[1] ?? 0);
  if (port >= 1 && port <= 65_535) return port;
  const reading: ConfigReading = readSyncGuardConfig(text);
  if (reading.ok) return reading.config;
  const { line, key, detail } = reading.problem;
  const place = line === null ? visible(file) : `${visible(file)}:${line}`;
  throw usageFailure(
    `${place}: ${key === null ? "" : `${visible(key)}: `}${cli.console.sentence(detail)}`,
  );
}

function onePort(ports: readonly number[], { texts }: CommandLine): number {
  const [port, ...others] = new Set(ports);
  if (port !== undefined && others.length === 0) return port;
  throw new CommandFailure(texts.movingIn.portsDiffer([...new Set(ports)].join(", ")));
}

function remarks({ enabled, intervalMs, targetAddress }: SyncGuardConfig, { texts }: CommandLine) {
  return [
    ...(intervalMs === null ? [] : [texts.syncInterval(intervalMs)]),
    ...(enabled === false ? [texts.syncDisabled] : []),
    ...(targetAddress.startsWith("127.") ? [texts.syncLoopback] : []),
  ];
}

async function settingsNow(cli: CommandLine, { config }: SyncFlags): Promise<Settings> {
  const flags: SettingsFlags = config === undefined ? {} : { config };
  const loaded = await cli.settings(flags);
  if (loaded.ok) return loaded.settings;
  throw usageFailure(loaded.problems.join("\n"));
}

function additionOf(
  port: number,
  single: boolean,
  settings: Settings,
  { name, claimed, peer }: SyncFlags,
  { console, texts }: CommandLine,
): ConfigAddition {
  const named = name !== undefined && (claimed !== undefined || peer !== undefined);
  if (single && !named) console.line(texts.syncUnnamed);
  return {
    devicePort: settings.devicePort === port ? undefined : port,
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
  flags: SyncFlags,
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
