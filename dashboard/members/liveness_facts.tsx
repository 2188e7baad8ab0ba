import type { LivenessVerdict } from "../../protocols/api/liveness.ts";
import { livenessWords } from "../words/liveness.ts";
import { duration } from "../words/times.ts";
import { LastHeard } from "./last_heard.tsx";

/** Why a member counts as there or not, as rows of a list of facts. */
export function LivenessFacts({ liveness }: { readonly liveness: LivenessVerdict }) {
  const { reason, intervalMs, staleAfterMs, offlineAfterMs } = liveness;
  const words = livenessWords();
  return (
    <>
      <dt>{words.reason}</dt>
      <dd dir="auto">{reason}</dd>
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
