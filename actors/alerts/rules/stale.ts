import type { Liveness } from "../../liveness.ts";
import type { AlertSubject } from "../alert.ts";
import { type Verdict, well, wrong } from "../finding.ts";
import type { Rule } from "../sources.ts";
import { SUBJECTS } from "./subjects.ts";

const REASON = {
  en: "It has been silent for longer than usual.",
  ko: "평소보다 오래 응답이 없습니다.",
};

/** A member is silent, and not given up yet. One that is offline is not stale any more: it has another alert. */
export const stale: Rule<"stale"> = {
  rule: "stale",
  on: {
    display: (each) => judge(SUBJECTS.display(each), each.liveness.state),
    node: (each) => judge(SUBJECTS.node(each), each.liveness.state),
    syncHost: (each) => judge(SUBJECTS.syncHost(each), each.liveness.state),
    camera: (each) => judge(SUBJECTS.camera(each), each.liveness.state),
  },
};

function judge(subject: AlertSubject, state: Liveness): readonly Verdict[] {
  if (state === "stale") return [wrong("stale", subject, { reason: REASON })];
  return [well("stale", subject)];
}
