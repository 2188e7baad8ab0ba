import type { SwitchboardEvent } from "../../protocols/switchboard/events.ts";
import type { DisplayState } from "./display_state.ts";
import type { DisplayLink } from "./link.ts";

/** What may be said only once, and would be lost. */
const REPORTS: ReadonlySet<SwitchboardEvent["type"]> = new Set([
  "executionReported",
  "stopReported",
  "statusReported",
  "processesReported",
]);

/**
 * Whether a report comes from this display's own device, which has connected again and has not registered yet: trays
 * take two seconds for that, and an execution may end meanwhile (fielded builds T4 and T3). It is known by its
 * address; whoever was refused the name is another device. While its old connection is not known to be gone, only what
 * may end an order counts: everything else may be another program of that machine.
 */
export function isOfReturning(
  { seat, commands }: DisplayState,
  link: DisplayLink,
  { type }: SwitchboardEvent,
): boolean {
  const { record, link: holder, contenders } = seat;
  if (!REPORTS.has(type) || link === holder || link.peerAddress !== record.peerAddress) {
    return false;
  }
  if (holder?.open && (holder.peerAddress !== link.peerAddress || commands.size === 0)) {
    return false;
  }
  return !contenders.some((contender) => contender.link === link);
}
