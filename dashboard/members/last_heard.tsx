import type { LivenessVerdict } from "../../protocols/api/liveness.ts";
import { Ago } from "../parts/time.tsx";
import { duration, within } from "../words/times.ts";

/**
 * When a member was last heard. While it is online that is told by its limit alone: it reports too often for each report
 * to reach the page.
 */
export function LastHeard({ liveness }: { readonly liveness: LivenessVerdict }) {
  const { state, lastSeenAt, staleAfterMs } = liveness;
  if (state !== "online") return <Ago at={lastSeenAt} />;
  return <>{within(duration(staleAfterMs))}</>;
}
