import type { Directory, DirectoryContext } from "./directory_state.ts";
import type { PendingSave } from "./messages.ts";
import { claimsOf } from "./seat.ts";

/**
 * Adds the audit trail's line to a change that is about to be written, where a device has changed by itself what others
 * rely on: the address where a display's commands go, for example because another machine has taken over its name, or
 * the network card that is woken for it.
 */
export function withDeviceLine(
  directory: Directory,
  pending: PendingSave,
  ctx: DirectoryContext,
): PendingSave {
  const { change, lines = [], then } = pending;
  if (change?.type !== "displaySaved") return pending;
  const { display } = change;
  const seat = directory.members.get(display.id)?.seat;
  if (seat === undefined || display.peerAddress === null) return pending;
  const before = seat.onDisk;
  const after = claimsOf(display);
  if (before.peerAddress === after.peerAddress && before.claimedMac === after.claimedMac) {
    return pending;
  }
  seat.onDisk = after;
  const line = directory.deviceLines.of(display.peerAddress, {
    kind: "display.changed",
    key: display.id,
    name: display.name,
    before,
    after,
  }, ctx);
  return {
    change,
    lines: [...lines, ...line],
    then: (outcome) => {
      if (!outcome.ok) seat.onDisk = before;
      then(outcome);
    },
  };
}
