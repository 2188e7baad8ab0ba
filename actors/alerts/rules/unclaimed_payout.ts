import { well, wrong } from "../finding.ts";
import type { Rule } from "../sources.ts";
import { SUBJECTS } from "./subjects.ts";

/** Payouts wait that nobody has claimed. A check that could not be made says nothing. */
export const unclaimedPayout: Rule<"unclaimedPayout"> = {
  rule: "unclaimedPayout",
  on: {
    container(each, { atLeast }) {
      const unclaimed = each.payout?.unclaimed ?? null;
      if (unclaimed === null) return [];
      const subject = SUBJECTS.container(each);
      if (unclaimed < atLeast) return [well("unclaimedPayout", subject)];
      const reason = {
        en: unclaimed === 1 ? "1 payout is not claimed." : `${unclaimed} payouts are not claimed.`,
        ko: `청구하지 않은 보상이 ${unclaimed}건 있습니다.`,
      };
      return [wrong("unclaimedPayout", subject, { reason })];
    },
  },
};
