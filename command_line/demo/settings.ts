import type { CommandLine, SettingsFlags } from "../command_line.ts";
import type { DemoSettings } from "./host.ts";
import { usageFailure } from "../failure.ts";
import { loadSettings, type Settings } from "../settings/settings.ts";
import { type SettingName, variableOf } from "../settings/settings_table.ts";
import { wholeNumber } from "../terminal/typed_values.ts";

/** What was typed behind `demo`. */
export interface DemoFlags extends SettingsFlags {
  readonly scale?: string;
  readonly faults?: true;
  readonly seed?: string;
  readonly keep?: string;
  readonly pace?: string;
}

/** Settings of `start` that a demo takes as well; all others are its own affair. */
export const DEMO_SETTING_NAMES = [
  "host",
  "deviceHost",
  "httpPort",
  "devicePort",
  "mqttPort",
  "relayPort",
  "logLevel",
  "logFormat",
] as const satisfies readonly SettingName[];

/** Where a demo differs from `start`: it is for whoever sits here, and they look at the page, not at the log. */
export const DEMO_DEFAULTS = {
  host: "127.0.0.1",
  deviceHost: "127.0.0.1",
  logLevel: "error",
} as const;

/** One process plays no more, and one sends from no more loopback addresses. */
export const MAX_SCALE = 2_000;
const MAX_SEED = 2 ** 31 - 1;
/** Below the heartbeat of any member: nobody would ever be in time. */
const MAX_PACE = 100;

/**
 * What `demo` was told: by flags, else by the variables of `start`, else the defaults. No config file is read: a demo
 * beside a real control host must not touch its folder, its token or its fleet. Rejects with a usage failure.
 */
export async function demoSettings(flags: DemoFlags, cli: CommandLine): Promise<DemoSettings> {
  const { texts } = cli;
  const { scale, seed = "1", keep, pace = "1" } = flags;
  return {
    host: await hostSettings(flags, cli),
    scale: scale === undefined ? null : wholeNumber("--scale", scale, [1, MAX_SCALE], texts),
    seed: wholeNumber("--seed", seed, [0, MAX_SEED], texts),
    faults: flags.faults === true,
    keep: keep !== undefined,
    pace: wholeNumber("--pace", pace, [1, MAX_PACE], texts),
  };
}

async function hostSettings(
  { keep, ...flags }: DemoFlags,
  { host, texts }: CommandLine,
): Promise<Settings> {
  const env = pick(host.env, DEMO_SETTING_NAMES.map(variableOf));
  const usual = Object.entries(DEMO_DEFAULTS)
    .filter(([name]) => env[variableOf(name as SettingName)] === undefined);
  const outcome = await loadSettings({
    flags: {
      ...Object.fromEntries(usual),
      ...pick(flags, DEMO_SETTING_NAMES),
      ...(keep === undefined ? {} : { dataDir: keep }),
    },
    configPath: undefined,
    env,
    readTextFile: host.readTextFile,
    texts,
  });
  if (outcome.ok) return outcome.settings;
  throw usageFailure(outcome.problems.join("\n"));
}

function pick<T>(from: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}
