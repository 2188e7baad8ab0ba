import type { DisplayContext, DisplayState } from "./display_state.ts";
import type { DisplayLink } from "./link.ts";
import { amend } from "./seat.ts";
import { NO_PROCESSES } from "./what_runs.ts";

/**
 * A network is seldom gone for so long, and a machine that was switched off for the night was. Ten minutes of it are
 * for the last sign of life on the disk, which may lag behind by as much.
 */
const LONG_MS = 1_800_000;

/** Monotonic ms since when a display is away, as the record has it at our own start; null: it never was there. */
export function awaySince(lastSeenAt: number | null, ctx: DisplayContext): number | null {
  if (lastSeenAt === null) return null;
  return ctx.monotonicMs() - Math.max(0, ctx.now() - lastSeenAt);
}

/**
 * A display is back. Most builds never say again what runs, so after a short absence what they said before is
 * believed, also when it was our own and only the preset is on the disk. After a long one their machine may have been
 * off: then nothing is known until they speak. Neither is it of a machine at another address, which may be a spare one
 * that has got the name.
 */
export function backFromAbsence(
  state: DisplayState,
  { peerAddress }: DisplayLink,
  ctx: DisplayContext,
): void {
  const { awaySince, seat: { record } } = state;
  state.awaySince = null;
  if (awaySince === null) return;
  const runs = record.currentPresetId !== null;
  const isSame = record.peerAddress === null || record.peerAddress === peerAddress;
  if (isSame && ctx.monotonicMs() - awaySince < LONG_MS) {
    if (runs && state.health === "unknown") state.health = "running";
    return;
  }
  state.health = "unknown";
  state.uptimeS = undefined;
  state.processCount = undefined;
  state.processes = NO_PROCESSES;
  state.listedPresets = [];
  if (runs) amend(state.seat, { currentPresetId: null });
}
