import { conditionId, well, wrong } from "../finding.ts";
import type { Rule } from "../sources.ts";
import { SUBJECTS } from "./subjects.ts";

const REASON = { en: "It sends no pictures.", ko: "영상이 들어오지 않습니다." };

/** A camera is there, and no pictures come. One that has never been seen is nobody's loss. */
export const cameraStalled: Rule<"cameraStalled"> = {
  rule: "cameraStalled",
  on: {
    camera(each) {
      const subject = SUBJECTS.camera(each);
      if (each.stream === "streaming") return [well("cameraStalled", subject)];
      if (each.liveness.state === "never_seen") return [];
      const causes = [conditionId("offline", subject.kind, subject.key)];
      return [wrong("cameraStalled", subject, { reason: REASON, causes })];
    },
  },
};
