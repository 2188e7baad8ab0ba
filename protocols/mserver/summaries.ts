import { z } from "zod";
import { CONTAINER_NAME } from "./container_name.ts";
import type { EraTransition, NodeEvent, PayoutCheck } from "./events.ts";
import { count, isPayload, MAX_ENTRIES, nested, type Payload } from "./fields.ts";
import { readReading } from "./reading.ts";
import { OptionalCount, OptionalFlag, OptionalText } from "./schema.ts";
import type { Violation } from "./violation.ts";

/** A summary, as an event. */
export type SummaryReported = Extract<NodeEvent, { readonly type: "summaryReported" }>;

/** The averages of some sixty readings, and what the client found out about payouts and eras meanwhile. */
export function readSummary(frame: Payload): SummaryReported | Violation {
  const reading = readReading(frame);
  if ("type" in reading) return reading;
  const data = nested(frame.data);
  return {
    type: "summaryReported",
    ...reading,
    payoutChecks: readPayouts(nested(data.payout_info)),
    eraTransitions: entriesOf(data.era_transitions).flatMap(readTransition),
  };
}

const Check = z.object({
  current_era: OptionalCount,
  synced: OptionalFlag,
  error: OptionalText,
});

/** Where the whole check failed there is one entry, of no container. */
function readPayouts(info: Payload): readonly PayoutCheck[] {
  const checks = entriesOf(info.payout_checks).flatMap(readCheck);
  const { error } = Check.parse(info);
  if (error === null) return checks;
  return [...checks, { container: "", currentEra: null, unclaimed: null, synced: null, error }];
}

function readCheck([container, value]: readonly [string, unknown]): PayoutCheck[] {
  const given = nested(value);
  const { current_era: currentEra, synced, error } = Check.parse(given);
  const status = Check.parse(nested(given.sync_status));
  return [{
    container,
    currentEra,
    unclaimed: readUnclaimed(given),
    synced: synced ?? status.synced,
    error,
  }];
}

/** Fielded builds say `unclaimed_payouts`; the deployed server reads the other two. */
function readUnclaimed(given: Payload): number | null {
  const { unclaimed_payouts: payouts, unclaimed_count: counted, unclaimed_eras: eras } = given;
  return count(payouts) ?? count(counted) ?? (Array.isArray(eras) ? eras.length : count(eras));
}

function readTransition([container, value]: readonly [string, unknown]): EraTransition[] {
  const given = nested(value);
  const currentEra = count(given.current_era);
  if (currentEra === null) return [];
  const previousEra = count(given.previous_era);
  return [{ container, previousEra, currentEra, firstRun: given.first_run === true }];
}

/** What is told of each container, under a name that can be one. */
function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (!isPayload(value)) return [];
  return Object.entries(value).slice(0, MAX_ENTRIES).filter(([name]) => CONTAINER_NAME.test(name));
}
