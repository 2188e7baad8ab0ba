import type { LivenessVerdict } from "../../../actors/liveness.ts";
import type { LivenessVerdict as LivenessBody } from "../../../protocols/api/liveness.ts";
import { isoTimeOrNull } from "./times.ts";

/** Whether a member is there, as every list, detail and event shows it. */
export function livenessBody(liveness: LivenessVerdict): LivenessBody {
  return {
    state: liveness.state,
    reason: liveness.reason,
    since: isoTimeOrNull(liveness.since),
    lastSeenAt: isoTimeOrNull(liveness.lastSeenAt),
    intervalMs: liveness.intervalMs,
    staleAfterMs: liveness.staleAfterMs,
    offlineAfterMs: liveness.offlineAfterMs,
  };
}
