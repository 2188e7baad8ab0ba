import type { AlertSubject } from "../alert.ts";
import { type Verdict, well, wrong } from "../finding.ts";
import type { Rule } from "../sources.ts";

/** Two weeks: longer than the longest time between two backups that people plan. */
const EXPIRES_MS = 14 * 86_400_000;

const REASON = {
  en: "A planned backup of keys did not come.",
  ko: "예정된 키 백업이 오지 않았습니다.",
};

/** A planned backup of keys did not come. The next one that does takes it back. */
export const missedKeyBackup: Rule<"missedKeyBackup"> = {
  rule: "missedKeyBackup",
  expiresMs: EXPIRES_MS,
  on: {
    missedBackup({ target, scheduleId, scheduleName }) {
      const subject = target === null ? schedule(scheduleId, scheduleName) : container(target);
      return [wrong("missedKeyBackup", subject, { reason: REASON })];
    },
    storedBackup: ({ serverId, container: name }) => [
      well("missedKeyBackup", container(`${serverId}/${name}`)),
    ],
    run({ scheduleId, scheduleName, state }): readonly Verdict[] {
      const isWell = state === "completed" || state === "partial";
      return isWell ? [well("missedKeyBackup", schedule(scheduleId, scheduleName))] : [];
    },
  },
};

function schedule(id: number, name: string): AlertSubject {
  return { kind: "schedule", key: String(id), name };
}

function container(key: string): AlertSubject {
  return { kind: "container", key, name: key };
}
