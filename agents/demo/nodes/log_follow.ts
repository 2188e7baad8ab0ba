import type { FollowLimits, LogPiece } from "../../nodes/agent/container_engine.ts";
import type { DeviceClock } from "../../waits.ts";
import { pause } from "./engine_pause.ts";
import { lastLines, linesBetween, type LogLine } from "./node_log.ts";
import type { SimulatedContainer } from "./simulated_container.ts";

const LOOK_MS = 500;

/** The last lines of a log, then what is written from now on, until the signal is given. */
export async function* followLog(
  container: SimulatedContainer,
  { lines, signal }: FollowLimits,
  clock: DeviceClock,
): AsyncGenerator<LogPiece> {
  let readTo = clock.now();
  yield* piecesOf(lastLines(container, lines, readTo));
  while (!signal.aborted) {
    await pause(clock, LOOK_MS, { signal }).catch(() => {});
    const now = clock.now();
    const started = container.runs.find(({ from }) => from > readTo && from <= now);
    if (started !== undefined) yield { type: "restarted", at: started.from };
    yield* piecesOf(linesBetween(container, readTo, now));
    readTo = now;
  }
}

/** Lines as they stand in a log. */
export function textOf(lines: readonly LogLine[]): string {
  return lines.map(({ text }) => `${text}\n`).join("");
}

function* piecesOf(lines: readonly LogLine[]): Generator<LogPiece> {
  if (lines.length > 0) yield { type: "text", text: textOf(lines) };
}
