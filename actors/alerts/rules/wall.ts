import type { WallSnapshot } from "../../walls/messages.ts";
import { conditionId, well, wrong } from "../finding.ts";
import type { Rule } from "../sources.ts";
import { SUBJECTS } from "./subjects.ts";

/** A wall is not in sync. That nobody knows takes nothing back. */
export const wall: Rule<"wall"> = {
  rule: "wall",
  on: {
    wall(each) {
      const subject = SUBJECTS.wall(each);
      const causes = causesOf(each);
      switch (each.verdict) {
        case "synced":
          return [well("wall", subject)];
        case "unknown":
          return [];
        case "lost":
          return [wrong("wall", subject, { reason: LOST, causes })];
        case "degraded":
          return [wrong("wall", subject, { reason: DEGRADED, causes, severity: "warning" })];
      }
    },
  },
};

const LOST = { en: "The wall has lost its sync.", ko: "월의 동기화가 끊어졌습니다." };
const DEGRADED = { en: "Not every host is in sync.", ko: "일부 호스트가 동기화되지 않았습니다." };

/** A host that is gone or fails is why its wall is not in sync. */
function causesOf({ culprits }: WallSnapshot): readonly string[] {
  return culprits.flatMap(({ hostId }) =>
    hostId === null ? [] : [
      conditionId("offline", "syncHost", String(hostId)),
      conditionId("unhealthy", "syncHost", String(hostId)),
    ]
  );
}
