import type { AlertSubject } from "../alert.ts";
import { type Verdict, well, wrong } from "../finding.ts";
import { SELF } from "../self.ts";
import type { RuleSettings } from "../settings.ts";
import type { Rule } from "../sources.ts";
import { SUBJECTS } from "./subjects.ts";

/** So much less must be used again, lest a disk on the edge comes and goes. */
const BACK_PERCENT = 3;

/** A disk is nearly full: that of our data folder, or of a node host. */
export const diskLow: Rule<"diskLow"> = {
  rule: "diskLow",
  on: {
    self: ({ disk }, limits) => judge(SELF, disk?.usedPercent ?? null, limits),
    node: (each, limits) => judge(SUBJECTS.node(each), each.system?.diskPercent ?? null, limits),
    sample: ({ serverId, diskPercent }, limits) =>
      judge({ kind: "node", key: serverId, name: serverId }, diskPercent, limits),
  },
};

function judge(
  subject: AlertSubject,
  usedPercent: number | null,
  { percent, criticalPercent }: RuleSettings<"diskLow">,
): readonly Verdict[] {
  if (usedPercent === null) return [];
  if (usedPercent < percent - BACK_PERCENT) return [well("diskLow", subject)];
  if (usedPercent < percent) return [];
  const used = Math.floor(usedPercent);
  const reason = { en: `Its disk is ${used} % full.`, ko: `디스크가 ${used}% 찼습니다.` };
  return [wrong("diskLow", subject, {
    reason,
    ...(usedPercent >= criticalPercent ? { severity: "critical" } : {}),
  })];
}
