import type { LivenessVerdict } from "../../protocols/api/liveness.ts";
import type { UnderMaintenance } from "../../protocols/api/maintenance.ts";
import { livenessWords } from "../words/liveness.ts";
import { duration } from "../words/times.ts";
import { LastHeard } from "./last_heard.tsx";
import { workText } from "./member.ts";
import { Said } from "../parts/said.tsx";

/** Why a member counts as there or not, as rows of a list of facts. */
export function LivenessFacts(
  { of: { liveness, maintenance } }: {
    readonly of: {
      readonly liveness: LivenessVerdict;
      readonly maintenance: UnderMaintenance;
    };
  },
) {
  const { reason, intervalMs, staleAfterMs, offlineAfterMs } = liveness;
  const words = livenessWords();
  return (
    <>
      {maintenance !== null && (
        <>
          <dt>{words.work}</dt>
          <dd dir="auto">{workText(maintenance)}</dd>
        </>
      )}
      <dt>{words.reason}</dt>
      <dd>
        <Said>{reason}</Said>
      </dd>
      <dt>{words.lastSeen}</dt>
      <dd>
        <LastHeard liveness={liveness} />
      </dd>
      <dt>{words.interval}</dt>
      <dd>{duration(intervalMs)}</dd>
      <dt>{words.thresholds}</dt>
      <dd>{duration(staleAfterMs)} / {duration(offlineAfterMs)}</dd>
    </>
  );
}
