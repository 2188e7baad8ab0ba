import type { Liveness } from "../../liveness.ts";
import type { AlertSubject } from "../alert.ts";
import { conditionId, type Verdict, well, wrong } from "../finding.ts";
import type { Rule } from "../sources.ts";
import { SUBJECTS } from "./subjects.ts";

const REASON = { en: "It is offline.", ko: "오프라인입니다." };

/** A member is gone. Stale is a doubt, and takes nothing back: only a member that is heard is there again. */
export const offline: Rule<"offline"> = {
  rule: "offline",
  on: {
    display: (each) => judgePresence(SUBJECTS.display(each), each.liveness.state),
    node: (each) => judgePresence(SUBJECTS.node(each), each.liveness.state),
    syncHost: (each) => judgePresence(SUBJECTS.syncHost(each), each.liveness.state),
    camera: (each) => judgePresence(SUBJECTS.camera(each), each.liveness.state),
    container: (each) => {
      const causes = [conditionId("offline", "node", each.serverId)];
      return judgePresence(SUBJECTS.container(each), each.liveness, causes);
    },
  },
};

/** What the liveness of a member says. */
export function judgePresence(
  subject: AlertSubject,
  state: Liveness,
  causes: readonly string[] = [],
): readonly Verdict[] {
  if (state === "offline") return [wrong("offline", subject, { reason: REASON, causes })];
  return state === "online" ? [well("offline", subject)] : [];
}
