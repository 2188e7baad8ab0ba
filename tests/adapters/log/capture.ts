import { configureLogging, type LoggingOptions } from "../../../adapters/log/mod.ts";

/** Logging set up to end in a list of lines. */
export function captureLog(options: Partial<LoggingOptions> = {}): string[] {
  const lines: string[] = [];
  configureLogging({
    level: "debug",
    format: "json",
    terminal: false,
    write: (line) => lines.push(line),
    ...options,
  });
  return lines;
}

/** One JSON line, parsed. */
export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly logger: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export function parseLines(lines: readonly string[]): LogLine[] {
  return lines.map((line) => JSON.parse(line));
}
