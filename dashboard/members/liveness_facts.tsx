import type { LivenessVerdict } from "../../protocols/api/liveness.ts";
import { displayWords } from "../words/displays.ts";
import { duration } from "../words/times.ts";
import { LastHeard } from "./last_heard.tsx";

/** Why a member counts as there or not, as rows of a list of facts. */
export function LivenessFacts({ liveness }: { readonly liveness: LivenessVerdict }) {
  const { reason, intervalMs, staleAfterMs, offlineAfterMs } = liveness;
  const { facts, lastSeen } = displayWords();
  return (
    <>
      <dt>{facts.reason}</dt>
      <dd dir="auto">{reason}</dd>
      <dt>{lastSeen}</dt>
      <dd>
        <LastHeard liveness={liveness} />
      </dd>
      <dt>{facts.interval}</dt>
      <dd>{duration(intervalMs)}</dd>
      <dt>{facts.thresholds}</dt>
      <dd>{duration(staleAfterMs)} / {duration(offlineAfterMs)}</dd>
    </>
  );
}
