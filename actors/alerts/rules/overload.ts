import { well, wrong } from "../finding.ts";
import { SELF, type SelfReading } from "../self.ts";
import type { RuleSettings } from "../settings.ts";
import type { Rule } from "../sources.ts";
import type { AlertText } from "../alert.ts";

/** The control host itself has more to do than it can. */
export const overload: Rule<"overload"> = {
  rule: "overload",
  on: {
    self(reading, limits) {
      const reason = reasonOf(reading, limits);
      return [reason === undefined ? well("overload", SELF) : wrong("overload", SELF, { reason })];
    },
  },
};

// No figures in the sentences: an alert whose text changes every few seconds is news every few seconds.
function reasonOf(
  { loopDelayMs, droppedMessages, storeWaitMs, load }: SelfReading,
  limits: RuleSettings<"overload">,
): AlertText | undefined {
  if (load === "overloaded") {
    return {
      en: "There is too much to do; only commands and sign-in go on as usual.",
      ko: "할 일이 너무 많아 명령과 로그인만 평소대로 처리합니다.",
    };
  }
  if (load === "busy") {
    return {
      en: "There is much to do; new streams are refused.",
      ko: "할 일이 많아 새 스트림을 받지 않습니다.",
    };
  }
  if (storeWaitMs > limits.storeWaitMs) {
    return { en: "The database is slow to write.", ko: "데이터베이스 쓰기가 느립니다." };
  }
  if (droppedMessages > 0) {
    return {
      en: "Mailboxes are full; messages were dropped.",
      ko: "메일박스가 가득 차 메시지를 버렸습니다.",
    };
  }
  if (loopDelayMs > limits.loopDelayMs) {
    return { en: "It is late with its work.", ko: "처리가 늦어지고 있습니다." };
  }
  return undefined;
}
