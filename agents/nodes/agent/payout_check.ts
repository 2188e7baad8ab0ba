import { readActiveEra } from "./chain_storage.ts";
import type { NodeHealthView } from "./node_health.ts";
import type { PayoutCheckShape, SummaryShape } from "./reading_shape.ts";
import type { SubstrateRpc } from "./substrate_rpc.ts";

/** What a check of payouts needs. */
export interface PayoutCheckNeeds {
  readonly rpc: SubstrateRpc;
  readonly signal: AbortSignal;
  healthOf(name: string): NodeHealthView | undefined;
}

const NOTE =
  "The era comes from the first node that is in step with its chain. Unclaimed payouts are not counted.";

/**
 * The era that is paid for now, from the first node that is in step: others would say the same. Undefined where no
 * container is a node. How many payouts are unclaimed is not told: fielded builds M11 always say 0, which nobody knows.
 *
 * @param now epoch milliseconds
 */
export async function checkPayouts(
  nodes: readonly string[],
  now: number,
  needs: PayoutCheckNeeds,
): Promise<SummaryShape["payout_info"]> {
  if (nodes.length === 0) return undefined;
  const timestamp = new Date(now).toISOString();
  const checks: Record<string, PayoutCheckShape> = {};
  for (const container of nodes) {
    const check = await checkOne(container, timestamp, needs);
    checks[container] = check;
    if ("synced" in check) break;
  }
  return { payout_checks: checks, timestamp, note: NOTE };
}

async function checkOne(
  container: string,
  timestamp: string,
  { rpc, signal, healthOf }: PayoutCheckNeeds,
): Promise<PayoutCheckShape> {
  const health = healthOf(container);
  if (health?.sync_state !== "synced") {
    const error = `the node is not in step with its chain: ${health?.sync_state ?? "not running"}`;
    const peers = health?.blockchain?.peers ?? 0;
    return { container, error, sync_status: { synced: false, peers } };
  }
  try {
    const era = await readActiveEra(rpc, container, { signal });
    return { container, current_era: era, sample_validators: [], timestamp, synced: true };
  } catch (cause) {
    return { container, error: cause instanceof Error ? cause.message : String(cause) };
  }
}
