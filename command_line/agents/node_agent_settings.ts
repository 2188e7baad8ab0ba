import { ContainerName } from "../../protocols/mserver/container_name.ts";
import { SERVER_ID } from "../../protocols/mserver/registrations.ts";
import { type AgentFile, NO_FILE, parseAgentFile, readNamedFile } from "./agent_file.ts";
import { agentVariableOf } from "./agent_names.ts";
import type { CommandLine } from "../command_line.ts";
import { usageFailure } from "../failure.ts";
import type { NodeAgentSettings } from "./node_agent_host.ts";
import { nodeServers } from "./node_agent_server.ts";
import type { NodeAgentOptionName } from "../texts/node_agent.ts";
import { OptionReader } from "./option_reader.ts";

/** What was typed behind `agent node`. */
export type NodeAgentFlags = Readonly<Partial<Record<NodeAgentOptionName, string>>>;

/** What holds when nothing is said. A reading every second is what the fielded installer sets. */
export const NODE_AGENT_DEFAULTS = {
  server: "127.0.0.1",
  engine: "unix:///var/run/docker.sock",
  interval: "1s",
  backupDir: "./agent-node/backups",
  stateDir: "./agent-node",
  logLevel: "info",
  logFormat: "auto",
} as const;

/** The options of `agent node`, with what stands behind each in the help. */
export const NODE_AGENT_OPTIONS: Readonly<Record<NodeAgentOptionName, string>> = {
  config: "<path>",
  server: "<url>",
  serverId: "<id>",
  ca: "<path>",
  username: "<name>",
  passwordFile: "<path>",
  engine: "<url>",
  nodes: "<names>",
  interval: "<time>",
  backupDir: "<path>",
  payoutProgram: "<path>",
  payoutArgs: "<words>",
  rpcPorts: "<list>",
  basePaths: "<list>",
  stateDir: "<path>",
  logLevel: "<level>",
  logFormat: "<format>",
};

const LEVELS = ["debug", "info", "warn", "error"] as const;
const LOG_FORMATS = ["pretty", "json", "auto"] as const;
/** Readings faster than that cost more than they tell; an hour apart nobody sees a node stop. */
const INTERVALS = ["200ms", "1h"] as const;
/** A machine has a dozen containers. */
const MAX_NAMES = 256;
/** `password` has no flag: everybody on a machine sees what is typed behind a program. */
const SECRET = "password";

type Reader = OptionReader<NodeAgentOptionName | typeof SECRET>;
type Needs = Pick<CommandLine, "host" | "texts">;

/**
 * What `agent node` was told: by flags, else by variables, else by the config file, else the defaults. Rejects with a
 * usage failure that names the place and the rule.
 */
export async function nodeAgentSettings(
  flags: NodeAgentFlags,
  cli: Needs,
): Promise<NodeAgentSettings> {
  const file = await fileOf(flags, cli);
  const read: Reader = new OptionReader(flags, cli.host.env, cli.texts, file);
  const server = read.text("server") ?? NODE_AGENT_DEFAULTS.server;
  const servers = nodeServers(server);
  if (servers === undefined) throw read.bad("server", cli.texts.nodeAgent.serverUrl, server);
  return {
    servers,
    serverId: serverIdOf(read, cli),
    ca: await caOf(read, cli),
    login: await loginOf(read, cli),
    engine: engineOf(read, cli),
    nodes: nodesOf(read, cli),
    intervalMs: read.duration("interval", INTERVALS) ?? 1_000,
    backupDir: read.text("backupDir") ?? NODE_AGENT_DEFAULTS.backupDir,
    payout: payoutOf(read, cli),
    rpcPorts: numbered(pairsOf(read, "rpcPorts", isPort, cli.texts.nodeAgent.ports)),
    basePaths: pairsOf(read, "basePaths", isPath, cli.texts.nodeAgent.paths),
    stateDir: read.text("stateDir") ?? NODE_AGENT_DEFAULTS.stateDir,
    logLevel: read.oneOf("logLevel", LEVELS, NODE_AGENT_DEFAULTS.logLevel),
    logFormat: read.oneOf("logFormat", LOG_FORMATS, NODE_AGENT_DEFAULTS.logFormat),
  };
}

async function fileOf(flags: NodeAgentFlags, cli: Needs): Promise<AgentFile> {
  const path = flags.config ?? (cli.host.env[agentVariableOf("config")]?.trim() || undefined);
  if (path === undefined) return NO_FILE;
  const names = [...Object.keys(NODE_AGENT_OPTIONS), SECRET];
  return await parseAgentFile(path, await readNamedFile(path, cli), names, cli);
}

function serverIdOf(read: Reader, { texts }: Needs): string | null {
  const text = read.text("serverId")?.trim();
  if (text === undefined) return null;
  if (text === "" || !SERVER_ID.test(text)) {
    throw read.bad("serverId", texts.nodeAgent.serverName, text);
  }
  return text;
}

async function caOf(read: Reader, cli: Needs): Promise<string | null> {
  const path = read.text("ca");
  if (path === undefined) return null;
  const text = await readNamedFile(path, cli);
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw read.bad("ca", cli.texts.nodeAgent.certificate, path);
}

async function loginOf(read: Reader, cli: Needs): Promise<NodeAgentSettings["login"]> {
  const username = read.text("username");
  const path = read.text("passwordFile");
  const password = path === undefined
    ? read.text(SECRET)
    : (await readNamedFile(path, cli)).split(/\r?\n/, 1)[0];
  if (username === undefined && password === undefined) return null;
  if (username === undefined || password === undefined || password === "") {
    throw usageFailure(cli.texts.nodeAgent.halfLogin);
  }
  return { username, password };
}

function engineOf(read: Reader, { texts }: Needs): string {
  const text = read.text("engine") ?? NODE_AGENT_DEFAULTS.engine;
  const good = /^(?:unix:\/\/)?\/[^\0]+$/.test(text) ||
    (/^tcp:\/\/[^/\s]+$/.test(text) && URL.canParse(text));
  if (!good) throw read.bad("engine", texts.nodeAgent.engineUrl, text);
  return text;
}

function nodesOf(read: Reader, { texts }: Needs): readonly string[] | null {
  const text = read.text("nodes");
  if (text === undefined) return null;
  const names = text.split(",").map((name) => name.trim());
  const good = names.length <= MAX_NAMES && names.every(isContainer);
  if (!good) throw read.bad("nodes", texts.nodeAgent.containers, text);
  return names;
}

function payoutOf(read: Reader, { texts }: Needs): NodeAgentSettings["payout"] {
  const program = read.text("payoutProgram");
  const args = read.text("payoutArgs");
  if (program === undefined && args === undefined) return null;
  if (program === undefined) throw usageFailure(texts.nodeAgent.argsAlone);
  return { program, args: (args ?? "{container}").split(/\s+/).filter((word) => word !== "") };
}

/** `name=value,name=value` */
function pairsOf(
  read: Reader,
  name: "rpcPorts" | "basePaths",
  isValue: (text: string) => boolean,
  rule: string,
): Readonly<Record<string, string>> {
  const text = read.text(name);
  if (text === undefined) return {};
  const pairs = text.split(",").map((pair) => /^\s*([^=\s]+)=(\S+)\s*$/.exec(pair));
  const good = pairs.length <= MAX_NAMES &&
    pairs.every((pair) => isContainer(pair?.[1] ?? "") && isValue(pair?.[2] ?? ""));
  if (!good) throw read.bad(name, rule, text);
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? "", pair?.[2] ?? ""]));
}

function numbered(pairs: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(pairs).map(([name, text]) => [name, Number(text)]));
}

function isContainer(text: string): boolean {
  return ContainerName.safeParse(text).success;
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) <= 65_535;
}

function isPath(text: string): boolean {
  return text.startsWith("/");
}
