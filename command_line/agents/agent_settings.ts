import type { CameraAgentSettings, CameraSource } from "./agent_host.ts";
import { AGENT_DEFAULTS, type AgentFlags, CAMERA_SIZE, TEST_SIZE } from "./agent_options.ts";
import { AgentOptionReader } from "./agent_option_reader.ts";
import type { AgentTexts } from "../texts/agent.ts";
import type { CommandLine } from "../command_line.ts";
import { usageFailure } from "../failure.ts";
import { visible } from "../terminal/visible.ts";

const SOURCES = ["camera", "test", "file", "command"] as const;
const CODECS = ["h264", "mjpeg"] as const;
const FORMATS = ["h264", "framed-h264", "framed-jpeg"] as const;
const LEVELS = ["debug", "info", "warn", "error"] as const;
const LOG_FORMATS = ["pretty", "json", "auto"] as const;
/** Sensors give 120 frames a second at most; encoders some 100 Mb/s. */
const FPS = [1, 240] as const;
const BITRATES = [50, 200_000] as const;
const INTRAS = [1, 10_000] as const;
const PORTS = [0, 65_535] as const;

/**
 * What `agent camera` was told: by flags, else by variables, else the defaults. Throws a usage failure with the place
 * and the rule.
 */
export function cameraSettings(
  flags: AgentFlags,
  words: readonly string[],
  { host, texts }: Pick<CommandLine, "host" | "texts">,
): CameraAgentSettings {
  const read = new AgentOptionReader(flags, host.env, texts);
  const source = sourceOf(read, words, texts.agents);
  return {
    source,
    ...pictureFormat(read, texts.agents),
    ...read.size(source.kind === "test" ? TEST_SIZE : CAMERA_SIZE),
    framesPerSecond: read.wholeNumber("fps", FPS),
    bitrateKbps: read.wholeNumber("bitrate", BITRATES) ?? Number(AGENT_DEFAULTS.bitrate),
    keyframeEvery: read.wholeNumber("intra", INTRAS),
    bind: read.host("bind") ?? AGENT_DEFAULTS.bind,
    port: read.wholeNumber("port", PORTS) ?? Number(AGENT_DEFAULTS.port),
    mqttUrl: read.brokerUrl("mqttUrl") ?? AGENT_DEFAULTS.mqttUrl,
    advertise: read.address("advertise") ?? null,
    silenceMs: read.silence("silence"),
    logLevel: read.oneOf("logLevel", LEVELS, AGENT_DEFAULTS.logLevel),
    logFormat: read.oneOf("logFormat", LOG_FORMATS, AGENT_DEFAULTS.logFormat),
  };
}

function pictureFormat(
  read: AgentOptionReader,
  texts: AgentTexts,
): Pick<CameraAgentSettings, "codec" | "format"> {
  const format = read.oneOf("format", FORMATS, AGENT_DEFAULTS.format);
  const codec = read.oneOf("codec", CODECS, format === "framed-jpeg" ? "mjpeg" : "h264");
  if (codec === "mjpeg" && format !== "framed-jpeg") throw usageFailure(texts.notFromJpeg(format));
  return { codec, format };
}

function sourceOf(
  read: AgentOptionReader,
  words: readonly string[],
  texts: AgentTexts,
): CameraSource {
  const file = read.text("file");
  const typed = read.text("source") ?? (file === undefined ? AGENT_DEFAULTS.source : "file");
  const named = /^file:(.+)$/s.exec(typed)?.[1];
  const kind = named === undefined ? read.choice("source", typed, SOURCES) : "file";
  if (kind === "command") return commandOf(words, texts);
  // A word without a dash is a source in the wrong place.
  if (kind === "camera" && (words[0] ?? "-").startsWith("-")) return { kind, words };
  const stray = words[0];
  if (stray !== undefined) throw usageFailure(texts.strayWord(JSON.stringify(visible(stray))));
  if (kind === "test") return { kind };
  const path = named ?? file;
  if (path === undefined) throw usageFailure(texts.fileMissing);
  return { kind: "file", path };
}

function commandOf([program, ...words]: readonly string[], texts: AgentTexts): CameraSource {
  if (program === undefined) throw usageFailure(texts.commandMissing);
  return { kind: "command", program, words };
}
