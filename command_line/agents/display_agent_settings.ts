import { readAddress } from "../../protocols/discovery/address.ts";
import { hasUnshowable } from "../../protocols/text.ts";
import { type AgentFile, NO_FILE, parseAgentFile, readNamedFile } from "./agent_file.ts";
import { agentVariableOf } from "./agent_names.ts";
import type { CommandLine } from "../command_line.ts";
import type { DisplayAgentSettings } from "./display_agent_host.ts";
import type { DisplayAgentOptionName } from "../texts/display_agent.ts";
import { usageFailure } from "../failure.ts";
import { OptionReader } from "./option_reader.ts";

/** What was typed behind `agent display`. */
export type DisplayAgentFlags = Readonly<Partial<Record<DisplayAgentOptionName, string>>>;

/** What holds when nothing is said. */
export const DISPLAY_AGENT_DEFAULTS = {
  server: "http://127.0.0.1:8000",
  stateDir: "./agent-display",
  shell: "auto",
  allowPower: "false",
  logLevel: "info",
  logFormat: "auto",
} as const;

/** The options of `agent display`, with what stands behind each in the help. */
export const DISPLAY_AGENT_OPTIONS: Readonly<Record<DisplayAgentOptionName, string>> = {
  config: "<path>",
  server: "<url>",
  name: "<name>",
  address: "<address>",
  stateDir: "<path>",
  shell: "<when>",
  allow: "<programs>",
  allowPower: "<true|false>",
  logLevel: "<level>",
  logFormat: "<format>",
};

/** Where fielded displays look for their server, when only a host was named. */
const USUAL_PORT = 8_000;
const SHELL_RULES = ["auto", "always", "never"] as const;
const SWITCH = ["true", "false"] as const;
const LEVELS = ["debug", "info", "warn", "error"] as const;
const LOG_FORMATS = ["pretty", "json", "auto"] as const;
/** What a control host takes for a name. */
const MAX_NAME_CHARS = 255;
/** A machine has some dozen programs. */
const MAX_ALLOWED = 256;

/** Keys of the guide's client and of the fielded trays; `saved_at` says when a tray wrote its file. */
const CLIENT_KEYS: Readonly<Record<string, DisplayAgentOptionName | null>> = {
  server_url: "server",
  client_name: "name",
  client_ip: "address",
  saved_at: null,
};

type Reader = OptionReader<DisplayAgentOptionName>;
type Needs = Pick<CommandLine, "host" | "texts">;

/**
 * What `agent display` was told: by flags, else by variables, else by the config file, else the defaults. Rejects with
 * a usage failure that names the place and the rule.
 */
export async function displayAgentSettings(
  flags: DisplayAgentFlags,
  cli: Needs,
): Promise<DisplayAgentSettings> {
  const file = await fileOf(flags, cli);
  const read: Reader = new OptionReader(flags, cli.host.env, cli.texts, file);
  const shell = read.oneOf("shell", SHELL_RULES, DISPLAY_AGENT_DEFAULTS.shell);
  const allow = allowOf(read, cli);
  if (allow !== null && shell === "always") throw usageFailure(cli.texts.displayAgent.shellAndList);
  return {
    server: serverOf(read, cli),
    name: nameOf(read, cli),
    address: addressOf(read, cli),
    stateDir: read.text("stateDir") ?? DISPLAY_AGENT_DEFAULTS.stateDir,
    shell,
    allow,
    allowPower: read.oneOf("allowPower", SWITCH, DISPLAY_AGENT_DEFAULTS.allowPower) === "true",
    logLevel: read.oneOf("logLevel", LEVELS, DISPLAY_AGENT_DEFAULTS.logLevel),
    logFormat: read.oneOf("logFormat", LOG_FORMATS, DISPLAY_AGENT_DEFAULTS.logFormat),
  };
}

async function fileOf(flags: DisplayAgentFlags, cli: Needs): Promise<AgentFile> {
  const path = flags.config ?? (cli.host.env[agentVariableOf("config")]?.trim() || undefined);
  if (path === undefined) return NO_FILE;
  const names = [...Object.keys(DISPLAY_AGENT_OPTIONS), ...Object.keys(CLIENT_KEYS)];
  const content = await readNamedFile(path, cli);
  const { values } = await parseAgentFile(path, content, names, cli);
  const renamed = new Map([...values].map(([key, value]) => [CLIENT_KEYS[key] ?? key, value]));
  return { values: renamed };
}

function serverOf(read: Reader, { texts }: Needs): string {
  const text = read.text("server") ?? DISPLAY_AGENT_DEFAULTS.server;
  const bare = !/^[a-z]+:\/\//i.test(text);
  const url = URL.parse(bare ? `http://${text}` : text);
  const good = url !== null && /^https?:$/.test(url.protocol) && url.pathname === "/" &&
    url.search === "" && url.hash === "" && url.username === "" && !/\s/.test(text);
  if (!good) throw read.bad("server", texts.displayAgent.serverUrl, text);
  if (bare && url.port === "") url.port = String(USUAL_PORT);
  return url.origin;
}

function nameOf(read: Reader, { texts }: Needs): string | null {
  const text = read.text("name")?.trim();
  if (text === undefined) return null;
  const good = text !== "" && text.length <= MAX_NAME_CHARS && !hasUnshowable(text);
  if (!good) throw read.bad("name", texts.displayAgent.displayName, text);
  return text;
}

function addressOf(read: Reader, { texts }: Needs): string | null {
  const text = read.text("address");
  if (text === undefined) return null;
  const address = readAddress(text);
  if (address === null) throw read.bad("address", texts.displayAgent.address, text);
  return address;
}

function allowOf(read: Reader, { texts }: Needs): readonly string[] | null {
  const text = read.text("allow");
  if (text === undefined) return null;
  const programs = text.split(",").map((program) => program.trim());
  const good = programs.length <= MAX_ALLOWED && !programs.includes("");
  if (!good) throw read.bad("allow", texts.displayAgent.allowed, text);
  return programs;
}
