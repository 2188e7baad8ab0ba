import type { AgentTexts } from "../texts/agent.ts";
import type { AgentOptionRow } from "../commands/agents/agent_option_rows.ts";
import type { Texts } from "../texts/texts.ts";

/** Name of an option of an agent. */
export type AgentOptionName = keyof AgentTexts["options"];

/** What was typed, by option. */
export type AgentFlags = Readonly<Partial<Record<AgentOptionName, string>>>;

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

/** The one list of options of a camera agent, in the order of the help. */
export function cameraOptionRows({ agents }: Texts): readonly AgentOptionRow[] {
  return (Object.keys(PLACEHOLDERS) as AgentOptionName[]).map((name) => ({
    name,
    placeholder: PLACEHOLDERS[name],
    about: agents.options[name],
    usual: usualOf(name, agents),
  }));
}

function usualOf(name: AgentOptionName, agents: AgentTexts): string | undefined {
  const value = (AGENT_DEFAULTS as Partial<Record<AgentOptionName, string>>)[name];
  const key = USUAL[name];
  return value ?? (key === undefined ? undefined : String(agents[key]));
}
