import { getLogger } from "@logtape/logtape";

const faults = getLogger(["signalbox", "faults"]);

/** Logs a fault of ours, with its stack, under the correlation id that the peer was given. */
export function logFault(error: unknown, correlationId: string): void {
  faults.error("fault {correlationId}: {error}", { correlationId, error });
}
