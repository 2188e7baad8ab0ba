import { eraOf } from "./chain.ts";
import type { SimulatedHost } from "./simulated_host.ts";

type Extras = Readonly<Record<string, unknown>>;

/** What clients say beside it. */
const NOTE = "checked by era only";

/**
 * What the summaries of a fielded client hold besides averages: the payout check, which ends at its first node that is
 * synced, and eras that have begun since the summary before. Source: fielded builds M11.
 */
export function fieldedSummaries(host: SimulatedHost): (now: number) => Extras {
  const known = new Map<string, number>();
  return (now) => {
    const transitions = transitionsOf(host, known, now);
    return {
      payout_info: payoutsOf(host, now),
      ...(Object.keys(transitions).length === 0 ? {} : { era_transitions: transitions }),
    };
  };
}

function payoutsOf({ containers }: SimulatedHost, now: number): Extras {
  const timestamp = new Date(now).toISOString().slice(0, -1);
  const checked = containers.find((container) =>
    container.servesRpc(now) && !container.chain(now).syncing
  );
  if (checked === undefined) return { error: "no node is synced" };
  const { name } = checked;
  const check = {
    container: name,
    current_era: eraOf(checked.chain(now).best),
    unclaimed_payouts: 0,
    sample_validators: [],
    timestamp,
    synced: true,
  };
  return { payout_checks: { [name]: check }, timestamp, note: NOTE };
}

function transitionsOf(
  { containers }: SimulatedHost,
  known: Map<string, number>,
  now: number,
): Extras {
  const transitions: Record<string, Extras> = {};
  for (const container of containers.filter((container) => container.servesRpc(now))) {
    const { name } = container;
    const current = eraOf(container.chain(now).best);
    const previous = known.get(name);
    known.set(name, current);
    if (previous === current) continue;
    const first = previous === undefined ? { first_run: true } : {};
    transitions[name] = { previous_era: previous ?? null, current_era: current, ...first };
  }
  return transitions;
}
