import { z } from "zod";
import type { FileSettingName, FileSettings } from "./file_settings.ts";
import type { Texts } from "../texts/texts.ts";

/** Everything that `signalbox start` can be told. */
export interface Settings extends FileSettings {
  /** Address to listen on for people, programs and displays. */
  readonly host: string;
  /** Address to listen on for devices on the shared device port. */
  readonly deviceHost: string;
  /** 0 means any free port, for all three. */
  readonly httpPort: number;
  readonly devicePort: number;
  readonly tlsPort: number;
  /** Of our own MQTT broker; 0 means any free port. */
  readonly mqttPort: number;
  /** A broker of somebody else's, in place of our own: `mqtt://` or `mqtts://`, with user and password if need be. */
  readonly mqttUrl?: string;
  /** PEM files; both or neither. */
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  /** A certificate of our own making, where no other is given. */
  readonly tlsSelfSigned?: boolean;
  /** Further names and addresses for it, separated by commas. */
  readonly tlsNames?: string;
  readonly dataDir: string;
  /** `sbx_…`, at least 16 characters after the prefix. */
  readonly adminToken?: string;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  readonly logFormat: "pretty" | "json" | "auto";
  readonly maxDisplays: number;
  /** Where discovered cameras serve; they do not say it. */
  readonly cameraPort: number;
  /** How many of them are taken in, besides those that the config file names. */
  readonly maxDiscoveredCameras: number;
  /** The relay of camera n listens n above this; 0 means any free port for each. */
  readonly relayPort: number;
  /** Recordings are kept for so many days, */
  readonly recordingDays: number;
  /** and up to so many gigabytes in all; the oldest go first. */
  readonly recordingGigabytes: number;
  /** Mebibytes of resident memory; near it nothing new is begun. */
  readonly memoryCeiling: number;
  /** What an mclient is told that has no token, or one that nobody here has issued. */
  readonly nodeTokens: "optional" | "required" | "migrate";
}

/** One setting: where it may come from is derived from its name, see {@link flagOf} and {@link variableOf}. */
export interface SettingRow<T> {
  readonly schema: z.ZodType<T>;
  /** How `schema` takes it: a text from a flag or variable is turned into this first. */
  readonly type: "text" | "number" | "switch";
  /** All good values, where they can be listed. */
  readonly choices?: readonly string[];
  /** Undefined: not set unless somebody sets it. */
  readonly default: T | undefined;
  /** What stands behind the flag in the help; empty for a switch, which is on when its flag is there. */
  readonly placeholder: string;
  /** Never printed. */
  readonly secret: boolean;
  readonly about: (texts: Texts) => string;
  /** What a good value is; stands in error messages. */
  readonly rule: (texts: Texts) => string;
}

type SettingsTable = { readonly [K in SettingName]-?: SettingRow<NonNullable<Settings[K]>> };

// RFC 1035: a name has at most 253 characters; an IPv6 address is shorter.
const HOST = z.string().regex(/^[A-Za-z0-9._:%-]{1,253}$/);
// Linux's PATH_MAX.
const PATH = z.string().min(1).max(4_096);
const ADMIN_TOKEN = z.string().regex(/^sbx_[A-Za-z0-9_-]{16,200}$/);
// A path, a query or a fragment is mostly a password with `/`, `?` or `#` that is not percent-encoded.
const BROKER_URL = z.string().max(2_048).refine((text) => {
  if (!/^mqtts?:\/\/[^\s\p{Cc}]+$/u.test(text) || !URL.canParse(text)) return false;
  const { hostname, pathname, search, hash } = new URL(text);
  return hostname !== "" && /^\/?$/.test(pathname) && search === "" && hash === "";
});
const LEVELS = ["debug", "info", "warn", "error"] as const;
const FORMATS = ["pretty", "json", "auto"] as const;
const TOKEN_POLICIES = ["optional", "required", "migrate"] as const;
// RFC 1035: labels of letters, digits and hyphens; Windows and containers add the underscore.
const NAME = z.union([
  z.string().regex(/^(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*$/),
  z.ipv4(),
  z.ipv6(),
]);
// A certificate of our own has room for some dozens.
const NAMES = z.string().max(4_096).refine((names) =>
  names.split(",").every((name) => NAME.safeParse(name.trim()).success)
);
/** Far above the largest fleet seen, low enough for some 28 kB each to fit into memory. */
const MOST_DISPLAYS = 100_000;

/** Each is a connection of some Mb/s: far more than one machine can take in. */
const MOST_DISCOVERED = 1_000;

/** Ten years. */
const MOST_DAYS = 3_650;
/** A petabyte. */
const MOST_GIGABYTES = 1_000_000;

/** Mebibytes: the program and a small site, */
const LEAST_MEMORY = 256;
/** and a terabyte. */
const MOST_MEMORY = 1_048_576;

const SWITCH = {
  schema: z.boolean(),
  type: "switch",
  default: undefined,
  placeholder: "",
  secret: false,
  rule: (texts: Texts) => texts.rules.oneOf(["true", "false"]),
} as const;

/** The one list of settings: flags, variables, file keys, help and `config print` come from here. */
export const SETTINGS: SettingsTable = {
  host: {
    ...text(HOST, "<address>", "0.0.0.0"),
    about: (texts) => texts.settings.host,
    rule: (texts) => texts.rules.host,
  },
  deviceHost: {
    ...text(HOST, "<address>", "0.0.0.0"),
    about: (texts) => texts.settings.deviceHost,
    rule: (texts) => texts.rules.host,
  },
  httpPort: { ...port(8000), about: (texts) => texts.settings.httpPort },
  devicePort: { ...port(8080), about: (texts) => texts.settings.devicePort },
  tlsPort: { ...port(8443), about: (texts) => texts.settings.tlsPort },
  mqttPort: { ...port(1883), about: (texts) => texts.settings.mqttPort },
  mqttUrl: {
    ...text(BROKER_URL, "<url>"),
    secret: true,
    about: (texts) => texts.settings.mqttUrl,
    rule: (texts) => texts.rules.brokerUrl,
  },
  tlsCert: { ...path(), about: (texts) => texts.settings.tlsCert },
  tlsKey: { ...path(), about: (texts) => texts.settings.tlsKey },
  tlsSelfSigned: { ...SWITCH, about: (texts) => texts.settings.tlsSelfSigned },
  tlsNames: {
    ...text(NAMES, "<names>"),
    about: (texts) => texts.settings.tlsNames,
    rule: (texts) => texts.rules.names,
  },
  dataDir: { ...path("./data"), about: (texts) => texts.settings.dataDir },
  adminToken: {
    ...text(ADMIN_TOKEN, "<token>"),
    secret: true,
    about: (texts) => texts.settings.adminToken,
    rule: (texts) => texts.rules.adminToken,
  },
  logLevel: {
    ...choice(LEVELS, "<level>", "info"),
    about: (texts) => texts.settings.logLevel,
  },
  logFormat: {
    ...choice(FORMATS, "<format>", "auto"),
    about: (texts) => texts.settings.logFormat,
  },
  maxDisplays: {
    ...number(1, MOST_DISPLAYS, "<count>", 10_000),
    about: (texts) => texts.settings.maxDisplays,
  },
  cameraPort: {
    ...number(1, 65_535, "<port>", 8000),
    about: (texts) => texts.settings.cameraPort,
  },
  maxDiscoveredCameras: {
    ...number(0, MOST_DISCOVERED, "<count>", 64),
    about: (texts) => texts.settings.maxDiscoveredCameras,
  },
  relayPort: {
    ...number(0, 65_535, "<port>", 8900),
    about: (texts) => texts.settings.relayPort,
  },
  recordingDays: {
    ...number(1, MOST_DAYS, "<days>", 30),
    about: (texts) => texts.settings.recordingDays,
  },
  recordingGigabytes: {
    ...number(1, MOST_GIGABYTES, "<count>", 100),
    about: (texts) => texts.settings.recordingGigabytes,
  },
  memoryCeiling: {
    ...number(LEAST_MEMORY, MOST_MEMORY, "<MiB>", 1_536),
    about: (texts) => texts.settings.memoryCeiling,
  },
  nodeTokens: {
    ...choice(TOKEN_POLICIES, "<policy>", "optional"),
    about: (texts) => texts.settings.nodeTokens,
  },
};

/** The name of a setting that is one value, as it stands in the config file. */
export type SettingName = Exclude<keyof Settings, FileSettingName>;

/** All names, in the order of the help. */
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** `httpPort` → `--http-port`. */
export function flagOf(name: SettingName): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `httpPort` → `SIGNALBOX_HTTP_PORT`. */
export function variableOf(name: SettingName): string {
  return `SIGNALBOX_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function text<T extends string>(schema: z.ZodType<T>, placeholder: string, value?: T) {
  return { schema, type: "text", default: value, placeholder, secret: false } as const;
}

function choice<T extends string>(choices: readonly T[], placeholder: string, value: T) {
  const rule = (texts: Texts) => texts.rules.oneOf(choices);
  return { ...text(z.enum(choices), placeholder, value), choices, rule };
}

function number(least: number, most: number, placeholder: string, value: number) {
  return {
    schema: z.number().int().min(least).max(most),
    type: "number",
    default: value,
    placeholder,
    secret: false,
    rule: (texts: Texts) => texts.rules.wholeNumber(least, most),
  } as const;
}

function port(value: number) {
  return number(0, 65_535, "<port>", value);
}

function path(value?: string) {
  return { ...text(PATH, "<path>", value), rule: (texts: Texts) => texts.rules.path };
}
