import { setTimeout as delay } from "node:timers/promises";
import { EngineError, type FollowLimits, type LogPiece } from "../container_engine.ts";
import { CallTime } from "./call_time.ts";
import type { EngineHttp } from "./engine_http.ts";
import { Inspected } from "./engine_shapes.ts";
import { secondsOf, StampedLog } from "./stamped_log.ts";

/** A container that has stopped is looked at so often; one look costs less than a millisecond. */
const LOOK_EVERY_MS = 500;
const LOOK_MS = 5_000;

/** Follows the log of one container, by its id: one that is made anew under the same name is another. */
export async function* followLog(
  http: EngineHttp,
  first: Inspected,
  { lines, signal }: FollowLimits,
): AsyncGenerator<LogPiece> {
  let container = first;
  let seen = "";
  while (!signal.aborted) {
    const log = new StampedLog(container.Config.Tty, seen);
    const part = seen === "" ? `tail=${lines}` : `tail=all&since=${secondsOf(seen)}`;
    yield* readLog(http, container.Id, part, log, signal);
    // A container that has written nothing yet has no time to go on from.
    seen = log.lastStamp || stampOf(container.State.StartedAt);
    const next = await nextRun(http, container, signal);
    if (next === undefined) return;
    if (next.State.StartedAt !== container.State.StartedAt) {
      yield { type: "restarted", at: Date.parse(next.State.StartedAt) };
    }
    container = next;
  }
}

async function* readLog(
  http: EngineHttp,
  id: string,
  part: string,
  log: StampedLog,
  signal: AbortSignal,
): AsyncGenerator<LogPiece> {
  const path = `/containers/${id}/logs?stdout=1&stderr=1&timestamps=1&follow=1&${part}`;
  const time = new CallTime({ signal }, null);
  try {
    const response = await http.open({ path }, time);
    for await (const chunk of response.body ?? []) {
      const text = log.push(chunk);
      if (text !== "") yield { type: "text", text };
    }
  } catch (cause) {
    if (signal.aborted || (cause instanceof EngineError && cause.code === "notFound")) return;
    if (cause instanceof EngineError) throw cause;
    // The engine has let go of the log: whether the container is still there is seen next.
  }
  const rest = log.end();
  if (rest !== "") yield { type: "text", text: rest };
}

/** The container when it runs again, or still; undefined when it is gone or nobody waits any more. */
async function nextRun(http: EngineHttp, last: Inspected, signal: AbortSignal) {
  while (!signal.aborted) {
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return undefined;
    try {
      const time = new CallTime({ signal }, LOOK_MS);
      const now = await http.json(Inspected, { path: `/containers/${last.Id}/json` }, time);
      if (now.State.Running) return now;
    } catch (cause) {
      if (signal.aborted) return undefined;
      if (cause instanceof EngineError && cause.code === "notFound") return undefined;
      throw cause;
    }
  }
  return undefined;
}

/** The engine leaves zeros out at the end of the times in its JSON. */
function stampOf(time: string): string {
  const [, whole = "", digits = ""] = /^(.{19})\.?(\d*)Z$/.exec(time) ?? [];
  return `${whole}.${digits.padEnd(9, "0")}Z`;
}
