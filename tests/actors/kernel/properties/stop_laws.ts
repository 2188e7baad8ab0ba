import { uphold } from "./checking.ts";
import type { Run } from "./scenario.ts";

/** Slack of real time: the machine may be busy with something else. Less than the 5 s of a stop without a deadline. */
const REAL_SLACK_MS = 1500;

/** Law 6: a stop ends before its deadline, and nothing is left: no actor, no timer, no listener, no turn. */
export function endsInTime(run: Run): void {
  const { chronicle, stop, report, listed, timersLeft, listenersLeft } = run;
  const [ordered] = chronicle.of("stopOrdered");
  const [ended] = chronicle.of("stopEnded");
  if (ordered === undefined || ended === undefined || stop === undefined) {
    return uphold("stop", false, () => "it did not end");
  }
  const took = ended.at - ordered.at;
  const allowed = ordered.deadlineMs + (run.exact ? 0 : REAL_SLACK_MS);
  uphold("stop", took <= allowed, () => `took ${took} of ${ordered.deadlineMs} ms`);
  uphold("stop", stop.tookMs <= allowed, () => `claims ${stop.tookMs} ms`);
  uphold("stop", report.children.length === 0, () => `${report.children.length} actors left`);
  uphold("stop", listed.length === 0, () => `still listed: ${listed}`);
  uphold("stop", timersLeft === undefined || timersLeft === 0, () => `${timersLeft} timers left`);
  uphold("stop", listenersLeft === 0, () => `${listenersLeft} abort listeners left`);
  for (const { order, id } of chronicle.of("begun")) {
    uphold("stop", order < ended.order, () => `m${id} begun after the stop`);
  }
}

/** Law 7, its second half: from the order to stop on, nothing starts. */
export function startsNothingLate({ chronicle }: Run): void {
  const [ordered] = chronicle.of("stopOrdered");
  for (const { what, who, order } of chronicle.of("spawned", "started")) {
    const early = ordered === undefined || order < ordered.order;
    uphold("start order", early, () => `actor ${who} ${what} while the system was stopping`);
  }
}
