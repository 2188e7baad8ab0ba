import type { DemoScale } from "../../agents/demo/demo_scale.ts";
import { eventually } from "../../tests/support/eventually.ts";
import type { Exposition } from "./exposition.ts";

/** Resolves when the control host has all of a fleet online. Rejects after `timeoutMs`, with who is there. */
export async function online(
  metrics: () => Promise<Exposition>,
  { displays, nodeHosts, containersPerHost, syncHosts, cameras }: DemoScale,
  timeoutMs: number,
): Promise<void> {
  const expected = {
    display: displays,
    node: nodeHosts,
    container: nodeHosts * containersPerHost,
    syncHost: syncHosts,
    camera: cameras,
  };
  await eventually(
    async () => {
      const now = await metrics();
      const missing = Object.entries(expected).map(([kind, count]) => {
        const there = now.value(`signalbox_members{kind="${kind}",liveness="online"}`);
        return [kind, count - there] as const;
      });
      return missing.filter(([, count]) => count > 0);
    },
    (missing) => missing.length === 0,
    timeoutMs,
  );
}
