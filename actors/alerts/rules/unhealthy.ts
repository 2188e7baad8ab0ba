import type { ContainerSummary } from "../../nodes/views.ts";
import { conditionId, type Verdict, well, wrong } from "../finding.ts";
import type { Rule } from "../sources.ts";
import { SUBJECTS } from "./subjects.ts";

const REPORTED = { en: "It reports an error.", ko: "오류를 보고했습니다." };
const NO_DOCKER = {
  en: "Docker does not answer on this host.",
  ko: "이 호스트에서 Docker가 응답하지 않습니다.",
};

/**
 * A member is there and says that something is wrong with it. A node host's containers have alerts of their own. A
 * sync host without a card reports an error all its life (fielded builds P and O), so one that has never said anything
 * else is no trouble by itself; a wall that needs it has an alert.
 */
export const unhealthy: Rule<"unhealthy"> = {
  rule: "unhealthy",
  on: {
    display(each) {
      const subject = SUBJECTS.display(each);
      if (each.health === "error") return [wrong("unhealthy", subject, { reason: REPORTED })];
      return each.health === "unknown" ? [] : [well("unhealthy", subject)];
    },
    syncHost(each) {
      const subject = SUBJECTS.syncHost(each);
      const worked = each.previous !== null;
      if (each.state === "error" && worked) {
        return [wrong("unhealthy", subject, { reason: REPORTED })];
      }
      return each.state === null ? [] : [well("unhealthy", subject)];
    },
    node(each) {
      const docker = each.system?.dockerAvailable;
      const subject = SUBJECTS.node(each);
      if (docker === false) return [wrong("unhealthy", subject, { reason: NO_DOCKER })];
      return each.system === null ? [] : [well("unhealthy", subject)];
    },
    container: judgeContainer,
  },
};

function judgeContainer(container: ContainerSummary): readonly Verdict[] {
  const { serverId, health, reason, configured } = container;
  const subject = SUBJECTS.container(container);
  if (health === "unknown") return [];
  const failed = health === "error";
  if (!failed && !(health === "stopped" && configured)) return [well("unhealthy", subject)];
  const ko = failed ? "오류가 있습니다." : "실행되어야 하는데 멈춰 있습니다.";
  const causes = [conditionId("unhealthy", "node", serverId)];
  return [wrong("unhealthy", subject, { reason: { en: reason, ko }, causes })];
}
