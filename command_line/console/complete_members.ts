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

const WAITING = ["--deadline", "--wait-online", "--no-wait", "--json"];
const PRESET_FACTS = ["--on", "--offset", "--barrier", "--group", "--description", "--json"];

/** What can be done with displays, their groups and presets, and sync hosts, by the word that is typed first. */
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
};

/** Options whose value is somebody's name. */
const NAMED_BY_OPTION: Readonly<Record<string, Names>> = {
  "--into": displays,
  "--add": displays,
  "--remove": displays,
  "--off": displays,
  "--group": groups,
};

/** Words by which those can be reached. */
export const MEMBER_COMMANDS: readonly string[] = Object.keys(VERBS);

/** What may stand where the cursor is, behind one of {@link MEMBER_COMMANDS}. */
export async function forMembers(
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
