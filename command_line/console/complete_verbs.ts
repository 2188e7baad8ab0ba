import { NODE_COMMANDS } from "../../protocols/mserver/commands.ts";
import { SCHEDULE_TEMPLATES } from "../../protocols/api/schedule_template.ts";
import { DISPLAY_ORDERS } from "../commands/schedules/schedule_display_work.ts";
import { MISSED_POLICIES } from "../commands/schedules/schedule_policy.ts";
import type { KnownNames } from "./completion.ts";

/** Names that may stand where the cursor is. */
type Names = (names: KnownNames) => Promise<readonly string[]>;

/** What may follow a word such as `edit`. */
interface Verb {
  /** Whom it is for: the first word behind it. */
  readonly whom?: Names;
  /** What the words behind that may be. */
  readonly more?: Names;
  readonly options?: readonly string[];
}

const displays: Names = (names) => names.displays();
const presets: Names = (names) => names.presets();
const groups: Names = (names) => names.groups();
const walls: Names = (names) => names.walls();
const schedules: Names = (names) => names.schedules();
const alerts: Names = (names) => names.openAlerts();
const channels: Names = (names) => names.alertChannels();

/** Node hosts as an option takes them: no container follows. */
export async function hostIds(names: KnownNames): Promise<readonly string[]> {
  return (await names.hosts()).map((host) => host.replace(/\/$/, ""));
}

/** Words that are the same on every control host. */
function fixed(words: Iterable<string>): Names {
  const all = [...words];
  return () => Promise.resolve(all);
}

const WAITING = ["--deadline", "--wait-online", "--no-wait", "--json"];
const PRESET_FACTS = ["--on", "--offset", "--barrier", "--group", "--description", "--json"];
const SCHEDULE_FACTS = [
  ...[
    "--cron",
    "--time-zone",
    "--run",
    "--stop",
    "--display",
    "--execute",
    "--node",
    "--container",
  ],
  ...["--type", "--connected", "--pause", "--deadline", "--wait-online", "--missed"],
  ...["--max-lateness", "--yes", "--json"],
];
const scheduled = fixed(new Set([...NODE_COMMANDS.keys(), ...DISPLAY_ORDERS]));

/** What can be done by two words, by the one that is typed first. */
const VERBS: Readonly<Record<string, Readonly<Record<string, Verb>>>> = {
  preset: {
    run: { whom: presets, options: ["--barrier", "--no-barrier", ...WAITING] },
    stop: { whom: presets, options: WAITING },
    show: { whom: presets, options: ["--json"] },
    create: { options: PRESET_FACTS },
    edit: {
      whom: presets,
      options: ["--name", "--off", "--no-barrier", "--no-group", ...PRESET_FACTS],
    },
    delete: { whom: presets },
  },
  group: {
    create: { more: displays, options: ["--description", "--json"] },
    edit: { whom: groups, options: ["--name", "--description", "--add", "--remove", "--json"] },
    delete: { whom: groups },
  },
  display: {
    add: { options: ["--alias", "--mac", "--address", "--port", "--json"] },
    rename: { whom: displays, options: ["--json"] },
    alias: { whom: displays, options: ["--json"] },
    merge: { whom: displays, options: ["--into", "--yes", "--json"] },
    forget: { whom: displays, options: ["--force", "--json"] },
    "set-mac": { whom: displays, options: ["--json"] },
    "clear-mac": { whom: displays, options: ["--json"] },
  },
  sync: {
    import: {},
    forget: { whom: (names) => names.syncHosts(), options: ["--force", "--json"] },
  },
  wall: { note: { whom: walls, options: ["--json"] } },
  alert: {
    show: { whom: alerts, options: ["--json"] },
    ack: { whom: alerts, options: ["--note", "--json"] },
    snooze: { whom: alerts, options: ["--json"] },
    channels: { options: ["--json"] },
    test: { whom: channels, options: ["--json"] },
    deliveries: { options: ["--channel", "--state", "--limit", "--json"] },
  },
  maintenance: {
    list: { options: ["--json"] },
    begin: {
      options: [
        ...["--from", "--subject", "--kind", "--group", "--everything", "--note", "--json"],
      ],
    },
    end: { whom: (names) => names.maintenanceWindows(), options: ["--json"] },
  },
  schedule: {
    list: { options: ["--json"] },
    add: { more: scheduled, options: ["--preset", "--on", "--off", ...SCHEDULE_FACTS] },
    edit: { whom: schedules, more: scheduled, options: ["--name", ...SCHEDULE_FACTS] },
    enable: { whom: schedules, options: ["--json"] },
    disable: { whom: schedules, options: ["--json"] },
    run: { whom: schedules, options: ["--wait", "--json"] },
    history: { whom: schedules, options: ["--limit", "--json"] },
    remove: { whom: schedules, options: ["--json"] },
  },
  audit: {
    list: { options: ["--who", "--kind", "--subject", "--from", "--to", "--limit", "--json"] },
    verify: { options: ["--data-dir", "--head", "--json"] },
    heads: { options: ["--json"] },
  },
  import: {
    displays: { options: ["--dry-run", "--yes", "--on-conflict", "--json"] },
    sync: { options: ["--dry-run", "--yes", "--json"] },
    keys: { options: ["--dry-run", "--yes", "--time-zone", "--json"] },
  },
};

/** Options whose value is a name, or one of few words. */
const NAMED_BY_OPTION: Readonly<Record<string, Names>> = {
  "--into": displays,
  "--add": displays,
  "--remove": displays,
  "--off": displays,
  "--group": groups,
  "--display": displays,
  "--run": presets,
  "--stop": presets,
  "--node": hostIds,
  "--channel": channels,
  "--preset": fixed(SCHEDULE_TEMPLATES.map(({ id }) => id)),
  "--missed": fixed(MISSED_POLICIES),
};

/** Words by which those can be reached. */
export const VERB_COMMANDS: readonly string[] = Object.keys(VERBS);

/** What may stand where the cursor is, behind one of {@link VERB_COMMANDS}. */
export async function forVerbs(
  command: string,
  { typed, before, fragment }: {
    /** Words behind it that are neither options nor their values. */
    readonly typed: readonly string[];
    /** The word before the cursor. */
    readonly before: string;
    readonly fragment: string;
  },
  names: KnownNames,
): Promise<readonly string[]> {
  const [word, ...others] = typed;
  const verbs = VERBS[command] ?? {};
  if (word === undefined) return Object.keys(verbs);
  const { whom, more, options = [] } = verbs[word] ?? {};
  const byOption = NAMED_BY_OPTION[before];
  if (byOption !== undefined && options.includes(before)) return await byOption(names);
  if (fragment.startsWith("-")) return options;
  return await (others.length === 0 ? whom : more)?.(names) ?? [];
}
