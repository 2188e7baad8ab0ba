import { ALL_CONTAINERS, NODE_COMMANDS } from "../../protocols/mserver/commands.ts";
import { typedTarget } from "../api/find_node.ts";
import { STRIP_KINDS } from "../commands/history_strips.ts";
import { DISPLAY_ACTIONS } from "../commands/send_display.ts";
import { paramFields } from "../orders/node_params.ts";
import { forVerbs, hostIds, VERB_COMMANDS } from "./complete_verbs.ts";
import type { Completion } from "./prompt.ts";
import { cutLine, quoted } from "./split_line.ts";

/** What completion knows of the fleet. */
export interface KnownNames {
  hosts(): Promise<readonly string[]>;
  displays(): Promise<readonly string[]>;
  presets(): Promise<readonly string[]>;
  groups(): Promise<readonly string[]>;
  syncHosts(): Promise<readonly string[]>;
  walls(): Promise<readonly string[]>;
  cameras(): Promise<readonly string[]>;
  containers(serverId: string): Promise<readonly string[]>;
  openCommands(): Promise<readonly string[]>;
  schedules(): Promise<readonly string[]>;
  /** Numbers of alerts that are not over. */
  openAlerts(): Promise<readonly string[]>;
  alertChannels(): Promise<readonly string[]>;
  /** Numbers of maintenance windows that are not over. */
  maintenanceWindows(): Promise<readonly string[]>;
  /** What `list` can list. */
  readonly listed: readonly string[];
}

/** Words of the console that completion is for. */
const CONSOLE_COMMANDS = [
  ...["help", "list", "send", "broadcast", ...VERB_COMMANDS, "node", "key", "camera"],
  ...["show", "history", "wait", "cancel", "ready", "backup", "quit"],
];
const CAMERA_COMMANDS = [
  ...["record", "recordings", "download", "delete-recording", "snapshot", "discovery", "forget"],
];
const BACKUP_OPTIONS = ["--to", "--passphrase-file", "--json"];
const SHOW_OPTIONS = ["--notes", "--json"];
const HISTORY_OPTIONS = ["--since", "--limit", "--all", "--kind", "--json"];
const RECORD_OPTIONS = ["--all", "--deadline", "--wait-online", "--no-wait", "--json"];
const SEND_OPTIONS = ["--deadline", "--wait-online", "--no-wait", "--json", "--yes", "--preset"];
const BROADCAST_OPTIONS = [
  ...["--node", "--container", "--type", "--connected", "--pause"],
  ...["--deadline", "--wait-online", "--no-wait", "--json", "--yes"],
];
/** Options that take the next word. */
const WITH_VALUE = new RegExp(
  "^--(?:node|container|type|pause|deadline|wait-online|preset|limit|name|description|on|off|offset" +
    "|group|add|remove|alias|mac|address|port|into|notes|since|kind|note|from|to|subject|who|head" +
    "|channel|state|cron|time-zone|run|stop|display|execute|missed|max-lateness|on-conflict" +
    "|data-dir|config|passphrase-file)$",
);
const KEY_TYPES = ["aura", "gran", "babe", "imon", "beefy"];

/**
 * What may stand where the cursor is: commands, clients, containers, params, options, ids. A choice that is the only
 * one comes with the blank that follows it.
 *
 * @example
 * await completeLine("send client123/3n", names); // [["client123/3node0 "], "client123/3n"]
 */
export async function completeLine(line: string, names: KnownNames): Promise<Completion> {
  const { words, fragment } = cutLine(line);
  const all = await candidates(words, fragment, names);
  const fitting = [...new Set(all.map(quoted))].filter((one) => one.startsWith(fragment));
  const [only, second] = fitting;
  if (only === undefined || second !== undefined) return [fitting, fragment];
  return [[/[=/]$/.test(only) ? only : `${only} `], fragment];
}

async function candidates(
  words: readonly string[],
  fragment: string,
  names: KnownNames,
): Promise<readonly string[]> {
  const [command, ...typed] = words;
  const before = words.at(-1) ?? "";
  switch (command) {
    case undefined:
      return CONSOLE_COMMANDS;
    case "help":
      return [...CONSOLE_COMMANDS, ...NODE_COMMANDS.keys()];
    case "list":
      if (before === "--node") return await hostIds(names);
      return typed.length === 0 ? names.listed : [];
    case "show":
      if (fragment.startsWith("-")) return SHOW_OPTIONS;
      return positional(typed).length === 0 ? await everyMember(fragment, names) : [];
    case "history":
      if (before === "--kind") return STRIP_KINDS;
      if (fragment.startsWith("-")) return HISTORY_OPTIONS;
      return positional(typed).length === 0 ? await everyMember(fragment, names) : [];
    case "wait":
    case "cancel":
      return await names.openCommands();
    case "ready":
      return fragment.startsWith("-") ? ["--json"] : [];
    case "backup":
      return fragment.startsWith("-") ? BACKUP_OPTIONS : [];
    case "camera":
      return await forCamera(positional(typed), fragment, names);
    case "node":
      return await forVerb("forget", positional(typed), () => hostIds(names));
    case "key":
      return await forVerb("reveal", positional(typed), () => containerTargets(fragment, names));
    case "send":
      return await forSend(positional(typed), fragment, names);
    case "broadcast":
      if (before === "--node") return await hostIds(names);
      return forBroadcast(positional(typed), fragment);
    default:
      return await forVerbs(command, { typed: positional(typed), before, fragment }, names);
  }
}

/** Behind a word that knows one verb only. */
async function forVerb(
  verb: string,
  [word, whom]: readonly string[],
  candidates: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  if (word === undefined) return [verb];
  return whom === undefined ? await candidates() : [];
}

/** Words that are neither options nor values of options. */
function positional(words: readonly string[]): readonly string[] {
  return words.filter((word, at) => !word.startsWith("-") && !WITH_VALUE.test(words[at - 1] ?? ""));
}

async function forSend(
  [target, action, ...params]: readonly string[],
  fragment: string,
  names: KnownNames,
): Promise<readonly string[]> {
  if (fragment.startsWith("-")) return SEND_OPTIONS;
  if (target === undefined) return await targets(fragment, names);
  if (action !== undefined) return paramChoices(action, params);
  const displays = await names.displays();
  return displays.includes(target) ? DISPLAY_ACTIONS : [...NODE_COMMANDS.keys()];
}

async function forCamera(
  [verb, word]: readonly string[],
  fragment: string,
  names: KnownNames,
): Promise<readonly string[]> {
  if (verb === undefined) return CAMERA_COMMANDS;
  if (verb !== "record") return word === undefined ? await names.cameras() : [];
  if (word === undefined) return ["start", "stop"];
  return fragment.startsWith("-") ? RECORD_OPTIONS : await names.cameras();
}

function forBroadcast([command, ...params]: readonly string[], fragment: string) {
  if (fragment.startsWith("-")) return BROADCAST_OPTIONS;
  return command === undefined ? [...NODE_COMMANDS.keys()] : paramChoices(command, params);
}

async function targets(fragment: string, names: KnownNames): Promise<readonly string[]> {
  const hosts = await containerTargets(fragment, names);
  if (!fragment.includes("/")) return [...hosts, ...await names.displays()];
  return [...hosts, `${hostIn(fragment)}/${ALL_CONTAINERS}`];
}

/** Members of every kind by name; behind a kind and a colon those of the kind. */
async function everyMember(fragment: string, names: KnownNames): Promise<readonly string[]> {
  const [, quote = "", word = ""] = /^(["']?)(\w+):/.exec(fragment) ?? [];
  const typed = fragment.slice(quote.length + (word === "" ? 0 : word.length + 1));
  const kinds: Readonly<Record<string, () => Promise<readonly string[]>>> = {
    display: () => names.displays(),
    node: () => containerTargets(typed, names),
    camera: () => names.cameras(),
    sync: () => names.syncHosts(),
    wall: () => names.walls(),
  };
  const one = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
  if (one !== undefined) return (await one()).map((name) => `${word}:${name}`);
  if (fragment.includes("/")) return await containerTargets(fragment, names);
  return (await Promise.all(Object.values(kinds).map((ask) => ask()))).flat();
}

/** Hosts; behind a slash their containers. */
async function containerTargets(fragment: string, names: KnownNames): Promise<readonly string[]> {
  if (!fragment.includes("/")) return await names.hosts();
  const host = hostIn(fragment);
  return (await names.containers(host)).map((container) => `${host}/${container}`);
}

function hostIn(fragment: string): string {
  return typedTarget(fragment).host.replace(/^["']/, "");
}

/** `name=` for each param that is not there yet; what it may be, where that is a short list. */
function paramChoices(command: string, typed: readonly string[]): readonly string[] {
  const rule = NODE_COMMANDS.get(command);
  if (rule === undefined || command === "exec") return [];
  const choices = paramFields(rule)
    .filter(({ name }) => !typed.some((word) => word.startsWith(`${name}=`)))
    .flatMap(({ name, type }) =>
      type === "boolean" ? [`${name}=true`, `${name}=false`] : [`${name}=`]
    );
  return command === "has_key" && typed.length === 1 ? [...KEY_TYPES, ...choices] : choices;
}
