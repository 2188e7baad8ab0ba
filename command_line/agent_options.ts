import type { AgentTexts } from "./agent_texts.ts";
import type { Texts } from "./texts.ts";

/** Name of an option of an agent. */
export type AgentOptionName = keyof AgentTexts["options"];

/** What was typed, by option. */
export type AgentFlags = Readonly<Partial<Record<AgentOptionName, string>>>;

/** One option of an agent: a flag, and a variable of the same meaning. */
export interface AgentOption {
  readonly flag: string;
  readonly variable: string;
  readonly placeholder: string;
  about(texts: AgentTexts): string;
  /** What holds when it is left out. */
  readonly usual: ((texts: Texts) => string) | undefined;
}

/** What the field's cameras make, and a test picture that a small machine can encode. */
export const CAMERA_SIZE = "1920x1080";
export const TEST_SIZE = "1280x720";

/** What holds when nothing is said. */
export const AGENT_DEFAULTS = {
  source: "camera",
  format: "h264",
  size: `${CAMERA_SIZE}, test: ${TEST_SIZE}`,
  fps: "30",
  bitrate: "8000",
  bind: "0.0.0.0",
  port: "8000",
  mqttUrl: "mqtt://127.0.0.1:1883",
  silence: "10s",
  logLevel: "info",
  logFormat: "auto",
} as const;

const PLACEHOLDERS: Readonly<Record<AgentOptionName, string>> = {
  source: "<source>",
  file: "<path>",
  codec: "<codec>",
  format: "<format>",
  size: "<size>",
  fps: "<count>",
  bitrate: "<kbps>",
  intra: "<frames>",
  bind: "<address>",
  port: "<port>",
  mqttUrl: "<url>",
  advertise: "<address>",
  silence: "<time>",
  logLevel: "<level>",
  logFormat: "<format>",
};

const USUAL: Readonly<Partial<Record<AgentOptionName, keyof AgentTexts>>> = {
  codec: "asSourceMakes",
  intra: "keyframeEachSecond",
  advertise: "towardsBroker",
};

/** The one list of options, in the order of the help. */
export const AGENT_OPTIONS: readonly AgentOption[] =
  (Object.keys(PLACEHOLDERS) as AgentOptionName[])
    .map((name) => ({
      flag: agentFlagOf(name),
      variable: agentVariableOf(name),
      placeholder: PLACEHOLDERS[name],
      about: (texts) => texts.options[name],
      usual: usualOf(name),
    }));

/** `mqttUrl` → `mqtt-url`. */
export function agentFlagOf(name: AgentOptionName): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `mqttUrl` → `SIGNALBOX_AGENT_MQTT_URL`. */
export function agentVariableOf(name: AgentOptionName): string {
  return `SIGNALBOX_AGENT_${agentFlagOf(name).toUpperCase().replaceAll("-", "_")}`;
}

function usualOf(name: AgentOptionName): AgentOption["usual"] {
  const value = (AGENT_DEFAULTS as Partial<Record<AgentOptionName, string>>)[name];
  const key = USUAL[name];
  if (value !== undefined) return (texts) => texts.defaultOf(value);
  return key === undefined ? undefined : ({ agents, defaultOf }) => defaultOf(String(agents[key]));
}
