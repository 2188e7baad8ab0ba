import { well, wrong } from "../finding.ts";
import type { Rule } from "../sources.ts";
import { containerSubject } from "./subjects.ts";

/** A week: a validator that was taken out of service on purpose does not come back. */
const EXPIRES_MS = 7 * 86_400_000;

const REASON = {
  en: "It is not a validator any more.",
  ko: "더 이상 검증인가 아닙니다.",
};

/** A node ceased to validate. It takes it back when it validates again. */
export const validatorLost: Rule<"validatorLost"> = {
  rule: "validatorLost",
  expiresMs: EXPIRES_MS,
  on: {
    noted({ serverId, container, kind }) {
      if (container === null) return [];
      const subject = containerSubject(serverId, container);
      if (kind === "validatorActivated") return [well("validatorLost", subject)];
      return kind === "validatorDeactivated"
        ? [wrong("validatorLost", subject, { reason: REASON })]
        : [];
    },
  },
};
