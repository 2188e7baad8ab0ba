import {
  configureSync,
  getJsonLinesFormatter,
  type LogLevel,
  type TextFormatter,
} from "@logtape/logtape";
import { getPrettyFormatter } from "@logtape/pretty";
import { redactSink } from "./redaction.ts";

/** How the program writes what it does. */
export interface LoggingOptions {
  readonly level: "debug" | "info" | "warn" | "error";
  /** `auto`: pretty on a terminal, JSON lines otherwise. */
  readonly format: "pretty" | "json" | "auto";
  /** Whether the log ends on a terminal: decides `auto`, and whether there is colour. */
  readonly terminal: boolean;
  /** Takes one finished line with its line feed. Default: standard error. */
  readonly write?: (line: string) => void;
}

const LEVELS: Readonly<Record<LoggingOptions["level"], LogLevel>> = {
  debug: "debug",
  info: "info",
  warn: "warning",
  error: "error",
};

/**
 * Sets up logging for the whole process; a second call replaces the first. Everything logged under the
 * category `signalbox` passes through the one redaction here. A failing write is dropped: a full disk or a
 * closed pipe behind the log must not stop the control host.
 */
export function configureLogging(options: LoggingOptions): void {
  const format = formatterFor(options);
  const write = options.write ?? writeToStandardError;
  configureSync({
    reset: true,
    sinks: { lines: redactSink((record) => write(format(record))) },
    loggers: [
      { category: "signalbox", lowestLevel: LEVELS[options.level], sinks: ["lines"] },
      { category: ["logtape", "meta"], lowestLevel: "error", sinks: ["lines"] },
    ],
  });
}

function formatterFor(options: LoggingOptions): TextFormatter {
  const pretty = options.format === "pretty" || (options.format === "auto" && options.terminal);
  if (!pretty) return getJsonLinesFormatter();
  return getPrettyFormatter({
    colors: options.terminal,
    timestamp: "time",
    categoryWidth: 12,
    wordWrap: false,
    properties: false,
  });
}

const encoder = new TextEncoder();
/** Lines of the turn of the event loop in hand; more than this are written at once. */
const MAX_WAITING = 1_000;
let waiting: string[] = [];

/**
 * Writes the lines of one turn of the event loop together: when a thousand commands end at once, a write each
 * would hold up everything else. What waits is written before the process exits.
 */
function writeToStandardError(line: string): void {
  if (waiting.length === 0) setTimeout(writeWaiting, 0);
  waiting.push(line);
  if (waiting.length >= MAX_WAITING) writeWaiting();
}

function writeWaiting(): void {
  const text = waiting.join("");
  waiting = [];
  try {
    Deno.stderr.writeSync(encoder.encode(text));
  } catch {
    // Nowhere left to say it.
  }
}

globalThis.addEventListener("unload", writeWaiting);
