import type { LineLevel } from "../agent_log.ts";

/** Longer lines are cut: no message for people needs more. */
const MAX_LINE_CHARS = 500;

/** What a program says, line by line, until it ends. Progress lines that overwrite themselves (CR) count as lines. */
export async function readLines(
  stream: ReadableStream<Uint8Array>,
  heard: (line: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split(/[\r\n]+/);
    rest = (parts.pop() ?? "").slice(0, MAX_LINE_CHARS);
    for (const part of parts) tell(part, heard);
  }
  tell(rest, heard);
}

function tell(line: string, heard: (line: string) => void): void {
  const text = line.slice(0, MAX_LINE_CHARS).trim();
  if (text !== "") heard(text);
}

/** `[0:12:34.567890123] [4321]  WARN RPiSdn sdn.cpp:39 …`: libcamera's own log. */
const LIBCAMERA = /^\[\d+:\d\d:\d\d\.\d+\]\s+\[\d+\]\s+([A-Z]+)\s/;
/** `[h264 @ 0x55…] [error] …`: ffmpeg's, with `-loglevel level+…`. */
const BRACKETED = /\[(panic|fatal|error|warning|info|verbose|debug|trace)\]/;
/** `ERROR: *** no cameras available ***`: rpicam-vid, and most others. */
const LEADING = /^\W*(panic|fatal|error|warning|warn|info|debug)\b/i;
/** `#123 (30.00 fps) exp 33239.00 ag 8.00 dg 1.00`: rpicam-vid, once a frame. */
const FRAME_COUNTER = /^#\d+ \(/;

const LEVELS: Readonly<Record<string, LineLevel>> = {
  panic: "error",
  fatal: "error",
  error: "error",
  warning: "warn",
  warn: "warn",
  info: "info",
  verbose: "debug",
  debug: "debug",
  trace: "debug",
};

/** The level that a line of rpicam-vid, libcamera or ffmpeg names itself; `info` where it names none. */
export function levelOf(line: string): LineLevel {
  if (FRAME_COUNTER.test(line)) return "debug";
  const word = (LIBCAMERA.exec(line) ?? BRACKETED.exec(line) ?? LEADING.exec(line))?.[1];
  return LEVELS[word?.toLowerCase() ?? "info"] ?? "info";
}
