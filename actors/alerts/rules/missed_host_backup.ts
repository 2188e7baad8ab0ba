import { well, wrong } from "../finding.ts";
import { SELF } from "../self.ts";
import type { Rule } from "../sources.ts";

const EXPIRES_MS = 14 * 86_400_000;

const REASON = {
  en: "A planned backup of the control host was not made.",
  ko: "제어 호스트의 예정된 백업이 만들어지지 않았습니다.",
};

/** The control host's own backup was not made. The next one takes it back. */
export const missedHostBackup: Rule<"missedHostBackup"> = {
  rule: "missedHostBackup",
  expiresMs: EXPIRES_MS,
  on: {
    hostBackup: (seen) =>
      seen.well
        ? [well("missedHostBackup", SELF)]
        : [wrong("missedHostBackup", SELF, { reason: REASON })],
  },
};
