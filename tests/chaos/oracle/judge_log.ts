import type { LoudLine } from "../processes/host_log.ts";
import type { Timeline } from "../torments/timeline.ts";
import { broken, type Violation } from "./violation.ts";

/** What the runtime writes when nobody caught it. */
const UNHANDLED = /uncaught|unhandled|panicked|out of memory/i;
/** What did not reach the disk is told as an error, and a client may be told later. */
const DISK_TAIL_MS = 30_000;

/** Nothing unhandled in the control host's log, and no error but of a disk that was full. */
export function judgeLog(lines: readonly LoudLine[], timeline: Timeline): readonly Violation[] {
  return lines.flatMap((line) => {
    if (UNHANDLED.test(line.text)) return [broken("nothing is unhandled", line)];
    const causes = timeline.around(line.at, DISK_TAIL_MS);
    const isDisk = causes.some(({ torment: { kind } }) => kind === "full-disk");
    return isDisk ? [] : [broken("no error in the log without a cause", line)];
  });
}
