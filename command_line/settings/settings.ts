import type { FindCronProblem } from "./backup.ts";
import { didYouMean } from "../terminal/did_you_mean.ts";
import { FILE_SETTING_NAMES, type FileSettingName } from "./file_settings.ts";
import { ListReader } from "./list.ts";
import { parseSettingsFile } from "./settings_file.ts";
import {
  flagOf,
  SETTING_NAMES,
  type SettingName,
  SETTINGS,
  type Settings,
  variableOf,
} from "./settings_table.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";

export type { Settings } from "./settings_table.ts";

/** Where a value came from; `place` is the flag, the variable, or `file:line:column`. */
export interface Source {
  readonly kind: "flag" | "variable" | "file" | "default";
  readonly place: string;
}

/** Settings that hold, each with its source. Unset ones have none. */
export interface LoadedSettings {
  readonly settings: Settings;
  readonly sources: { readonly [K in SettingName | FileSettingName]?: Source };
}

/** Settings, or one line for each thing that is wrong. */
export type SettingsOutcome =
  | ({ readonly ok: true } & LoadedSettings)
  | { readonly ok: false; readonly problems: readonly string[] };

/** By setting name, as typed; true for a switch. */
export type TypedFlags = { readonly [K in SettingName]?: string | true };

/** What settings are made from. */
export interface SettingsInput {
  readonly flags: TypedFlags;
  /** Path of the config file, where one was named. */
  readonly configPath: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readTextFile(path: string): Promise<string>;
  /** Loads what reads cron expressions, where there is one to be read. Default: nobody looks at them. */
  readonly cronReader?: (() => Promise<FindCronProblem>) | undefined;
  readonly texts: Texts;
}

/** Variables that belong to the command line itself. */
const OTHER_VARIABLES = ["CONFIG", "URL", "TOKEN", "LANG", "HISTORY"]
  .map((word) => `SIGNALBOX_${word}`);
/** Variables that choose which tests run; the programs that those tests start inherit them. */
const TEST_VARIABLES = "SIGNALBOX_TEST_";
/** A machine may run an agent beside the control host. */
const AGENT_VARIABLES = "SIGNALBOX_AGENT_";

interface Candidate {
  readonly name: SettingName;
  readonly value: unknown;
  readonly source: Source;
}

/**
 * Merges flags, environment, config file and defaults, in this order of precedence. Also a value that is
 * overruled must be a good one: a typing error in a file is told when it is made, not when the flag goes away.
 */
export async function loadSettings(input: SettingsInput): Promise<SettingsOutcome> {
  const problems: string[] = [];
  const lists = new ListReader(input.texts);
  const candidates = [
    ...fromDefaults(),
    ...await fromFile(input, lists, problems),
    ...fromEnvironment(input, problems),
    ...fromFlags(input),
  ];
  const values: Partial<Record<SettingName, unknown>> = {};
  const sources: Partial<Record<SettingName, Source>> = {};
  for (const { name, value, source } of candidates) {
    const checked = SETTINGS[name].schema.safeParse(value);
    if (!checked.success) problems.push(badValue(name, value, source, input.texts));
    values[name] = checked.data;
    sources[name] = source;
  }
  problems.push(
    ...halfCertificate(values, sources, input.texts),
    ...twoCertificates(values, sources, input.texts),
    ...lists.problems(hasCron(lists) ? await input.cronReader?.() : undefined),
  );
  if (problems.length > 0) return { ok: false, problems };
  // Every value went through its own schema, and every required one has a default.
  const settings = { ...values, ...lists.values } as unknown as Settings;
  return { ok: true, settings, sources: { ...sources, ...lists.sources } };
}

function hasCron({ values }: ListReader): boolean {
  return values.backup?.cron !== undefined;
}

function fromDefaults(): Candidate[] {
  const source: Source = { kind: "default", place: "" };
  return SETTING_NAMES.map((name) => ({ name, value: SETTINGS[name].default, source }))
    .filter(({ value }) => value !== undefined);
}

function fromFlags({ flags }: SettingsInput): Candidate[] {
  return SETTING_NAMES.flatMap((name) => {
    const typed = flags[name];
    if (typed === undefined) return [];
    return [{
      name,
      value: typedValue(name, typed),
      source: { kind: "flag", place: flagOf(name) },
    }];
  });
}

function fromEnvironment({ env, texts }: SettingsInput, problems: string[]): Candidate[] {
  const known = new Map(SETTING_NAMES.map((name) => [variableOf(name), name]));
  const candidates: Candidate[] = [];
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith("SIGNALBOX_") || belongsToOthers(variable)) continue;
    const name = known.get(variable);
    if (name === undefined) {
      problems.push(
        `${visible(variable)}: ${texts.unknownSetting}${suggest(variable, known.keys(), texts)}`,
      );
    } else {
      const source: Source = { kind: "variable", place: variable };
      candidates.push({ name, value: typedValue(name, value), source });
    }
  }
  return candidates;
}

function belongsToOthers(variable: string): boolean {
  return OTHER_VARIABLES.includes(variable) ||
    [TEST_VARIABLES, AGENT_VARIABLES].some((start) => variable.startsWith(start));
}

async function fromFile(
  input: SettingsInput,
  lists: ListReader,
  problems: string[],
): Promise<Candidate[]> {
  const { configPath, texts } = input;
  if (configPath === undefined) return [];
  const content = await input.readTextFile(configPath).catch((cause: unknown) => {
    problems.push(`${configPath}: ${texts.fileUnreadable} (${messageOf(cause)})`);
    return "";
  });
  const parsed = parseSettingsFile(configPath, content, texts);
  if (!parsed.ok) {
    problems.push(...parsed.problems);
    return [];
  }
  const candidates: Candidate[] = [];
  for (const entry of parsed.entries) {
    if (lists.take(entry)) continue;
    const { key, value, keyPlace, place } = entry;
    const name = SETTING_NAMES.find((known) => known === key);
    if (name === undefined) {
      problems.push(
        `${keyPlace}: ${visible(key)}: ${texts.unknownSetting}${
          suggest(key, [...SETTING_NAMES, ...FILE_SETTING_NAMES], texts)
        }`,
      );
    } else {
      candidates.push({ name, value, source: { kind: "file", place } });
    }
  }
  return candidates;
}

function typedValue(name: SettingName, typed: string | true): unknown {
  if (typed === true) return true;
  const { type } = SETTINGS[name];
  if (type === "switch") return SWITCH_WORDS.get(typed.toLowerCase()) ?? typed;
  return type === "number" && /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
}

const SWITCH_WORDS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

function badValue(name: SettingName, value: unknown, source: Source, texts: Texts): string {
  const row = SETTINGS[name];
  const what = source.kind === "file" ? `${source.place}: ${name}` : source.place;
  const got = row.secret ? "***" : visible(JSON.stringify(value) ?? "").slice(0, 80);
  const meant = typeof value === "string" ? suggest(value, row.choices ?? [], texts) : "";
  return `${what}: ${texts.badValue(row.rule(texts), got)}${meant}`;
}

function suggest(word: string, candidates: Iterable<string>, texts: Texts): string {
  const meant = didYouMean(word, [...candidates]);
  return meant === undefined ? "" : ` ${texts.didYouMean(meant)}`;
}

function halfCertificate(
  values: Partial<Record<SettingName, unknown>>,
  sources: Partial<Record<SettingName, Source>>,
  texts: Texts,
): string[] {
  const { tlsCert, tlsKey } = values;
  if ((tlsCert === undefined) === (tlsKey === undefined)) return [];
  const [set, missing] = tlsCert === undefined
    ? ["tlsKey", "tlsCert"] as const
    : ["tlsCert", "tlsKey"] as const;
  return [`${sources[set]?.place}: ${texts.halfCertificate(set, missing)}`];
}

function twoCertificates(
  { tlsSelfSigned, tlsCert }: Partial<Record<SettingName, unknown>>,
  sources: Partial<Record<SettingName, Source>>,
  texts: Texts,
): string[] {
  if (tlsSelfSigned !== true || tlsCert === undefined) return [];
  return [
    `${sources.tlsSelfSigned?.place}: ${texts.twoCertificates(sources.tlsCert?.place ?? "")}`,
  ];
}

function messageOf(cause: unknown): string {
  return visible(cause instanceof Error ? cause.message : String(cause));
}
