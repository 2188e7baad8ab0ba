import { readAddress } from "../../protocols/discovery/address.ts";
import {
  readSyncGuardConfig,
  type SyncGuardConfig,
} from "../../protocols/syncguard/config_file.ts";
import {
  type AgentFile,
  type FileValue,
  NO_FILE,
  parseAgentFile,
  readNamedFile,
} from "./agent_file.ts";
import { agentVariableOf } from "./agent_names.ts";
import type { CommandLine } from "../command_line.ts";
import { usageFailure } from "../failure.ts";
import { OptionReader } from "./option_reader.ts";
import type { SyncAgentPlace, SyncAgentSettings, SyncAgentSource } from "./sync_agent_host.ts";
import type { SyncAgentOptionName } from "../texts/sync_agent.ts";
import { visible } from "../terminal/visible.ts";

/** What was typed behind `agent sync`. */
export type SyncAgentFlags = Readonly<Partial<Record<SyncAgentOptionName, string>>>;

/** What holds when nothing is said. Source: SyncGuard guide, "기본 설정 정보"; fielded build P for the interval. */
export const SYNC_AGENT_DEFAULTS = {
  targetPort: "8080",
  interval: "1s",
  bind: "0.0.0.0",
  port: "8080",
  logLevel: "info",
  logFormat: "auto",
} as const;

/** The options of `agent sync`, with what stands behind each in the help. */
export const SYNC_AGENT_OPTIONS: Readonly<Record<SyncAgentOptionName, string>> = {
  config: "<path>",
  targetIp: "<address>",
  targetPort: "<port>",
  enableExternalSend: "<flag>",
  interval: "<time>",
  stateCommand: "<command>",
  stateFile: "<path>",
  claim: "<address>",
  bind: "<address>",
  port: "<port>",
  logLevel: "<level>",
  logFormat: "<format>",
};

const LEVELS = ["debug", "info", "warn", "error"] as const;
const LOG_FORMATS = ["pretty", "json", "auto"] as const;
/** What fielded builds take from their file. */
const INTERVALS = ["100ms", "1h"] as const;
const PORTS = [0, 65_535] as const;
const TARGET_PORTS = [1, 65_535] as const;
/** A file of SyncGuard's: keys of the guide, keys of the fielded builds, or a bare address in the first line. */
const SYNCGUARD_FILE =
  /^\s*(?:TARGET_\w+|ENABLE_EXTERNAL_SEND)\s*=|"ServerIP"|^(?:\s*#.*\r?\n|\s)*\d+\.\d+\.\d+\.\d+\s*(?::\d+\s*)?$/im;

type Reader = OptionReader<SyncAgentOptionName>;
type Needs = Pick<CommandLine, "host" | "texts">;

/**
 * What `agent sync` was told: by flags, else by variables, else by the config file, else the defaults. Rejects with a
 * usage failure that names the place and the rule.
 */
export async function syncAgentSettings(
  flags: SyncAgentFlags,
  cli: Needs,
): Promise<SyncAgentSettings> {
  const file = await fileOf(flags, cli);
  const read: Reader = new OptionReader(flags, cli.host.env, cli.texts, file);
  const target = targetOf(read, cli);
  return {
    source: sourceOf(read, cli),
    target,
    send: target !== null && read.oneOf("enableExternalSend", ["true", "false"], "true") === "true",
    intervalMs: read.duration("interval", INTERVALS) ?? 1_000,
    claim: claimOf(read, cli),
    listen: listenOf(read, cli),
    logLevel: read.oneOf("logLevel", LEVELS, SYNC_AGENT_DEFAULTS.logLevel),
    logFormat: read.oneOf("logFormat", LOG_FORMATS, SYNC_AGENT_DEFAULTS.logFormat),
  };
}

async function fileOf(flags: SyncAgentFlags, cli: Needs): Promise<AgentFile> {
  const path = flags.config ?? (cli.host.env[agentVariableOf("config")]?.trim() || undefined);
  if (path === undefined) return NO_FILE;
  const content = await readNamedFile(path, cli);
  if (!SYNCGUARD_FILE.test(content)) {
    return await parseAgentFile(path, content, Object.keys(SYNC_AGENT_OPTIONS), cli);
  }
  const reading = readSyncGuardConfig(content);
  if (reading.ok) return { values: valuesOf(reading.config, path) };
  const { line, key, detail } = reading.problem;
  const place = line === null ? visible(path) : `${visible(path)}:${line}`;
  throw usageFailure(`${place}: ${key === null ? "" : `${visible(key)}: `}${visible(detail)}`);
}

function valuesOf(config: SyncGuardConfig, place: string): ReadonlyMap<string, FileValue> {
  const { targetAddress, targetPort, enabled, intervalMs } = config;
  const texts: readonly (readonly [SyncAgentOptionName, string | undefined])[] = [
    ["targetIp", targetAddress],
    ["targetPort", String(targetPort)],
    ["enableExternalSend", enabled?.toString()],
    ["interval", intervalMs === null ? undefined : `${intervalMs}ms`],
  ];
  const given = texts.flatMap(([name, text]) =>
    text === undefined ? [] : [[name, { text, place }] as const]
  );
  return new Map(given);
}

function targetOf(read: Reader, { texts }: Needs): SyncAgentPlace | null {
  const port = read.wholeNumber("targetPort", TARGET_PORTS);
  const text = read.text("targetIp");
  if (text === undefined) return null;
  const address = readAddress(text);
  if (address === null) throw read.bad("targetIp", texts.syncAgent.target, text);
  return { address, port: port ?? Number(SYNC_AGENT_DEFAULTS.targetPort) };
}

function sourceOf(read: Reader, { texts }: Needs): SyncAgentSource {
  const command = read.text("stateCommand");
  const path = read.text("stateFile");
  if (command !== undefined && path !== undefined) throw usageFailure(texts.syncAgent.twoSources);
  if (command !== undefined) return { kind: "command", command };
  return path === undefined ? { kind: "wmi" } : { kind: "file", path };
}

function claimOf(read: Reader, { texts }: Needs): string | null {
  const text = read.text("claim");
  if (text === undefined) return null;
  const octets = text.split(".");
  const good = octets.length === 4 &&
    octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255);
  if (!good) throw read.bad("claim", texts.syncAgent.ipv4, text);
  return octets.map(Number).join(".");
}

function listenOf(read: Reader, { texts }: Needs): SyncAgentPlace | null {
  const address = read.host("bind") ?? SYNC_AGENT_DEFAULTS.bind;
  const text = read.text("port") ?? SYNC_AGENT_DEFAULTS.port;
  if (text === "off") return null;
  if (!/^\d{1,5}$/.test(text)) throw read.bad("port", texts.syncAgent.portOrOff, text);
  const port = read.wholeNumber("port", PORTS);
  return { address, port: port ?? Number(SYNC_AGENT_DEFAULTS.port) };
}
