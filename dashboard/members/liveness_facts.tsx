import type { LivenessVerdict } from "../../protocols/api/liveness.ts";
import { Ago } from "../parts/time.tsx";
import { displayWords } from "../words/displays.ts";
import { duration } from "../words/times.ts";

/** Why a member counts as there or not, as rows of a list of facts. */
export function LivenessFacts({ liveness }: { readonly liveness: LivenessVerdict }) {
  const { reason, lastSeenAt, intervalMs, staleAfterMs, offlineAfterMs } = liveness;
  const { facts, lastSeen } = displayWords();
  return (
    <>
      <dt>{facts.reason}</dt>
      <dd dir="auto">{reason}</dd>
      <dt>{lastSeen}</dt>
      <dd>
        <Ago at={lastSeenAt} />
      </dd>
      <dt>{facts.interval}</dt>
      <dd>{duration(intervalMs)}</dd>
      <dt>{facts.thresholds}</dt>
      <dd>{duration(staleAfterMs)} / {duration(offlineAfterMs)}</dd>
    </>
  );
}
