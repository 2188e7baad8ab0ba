import type { CameraState } from "./camera_state.ts";
import type { ViewerUnit } from "./link.ts";
import { show } from "./watcher.ts";

/** Bytes that are handed over at once: as many as one read brings. Larger ones would make a slow viewer jerk. */
const MOST_BYTES = 64 * 1024;

/**
 * Hands bytes of H.264 to those who take them as they come. What one read has brought in several parts (the end of a
 * picture and the beginning of the next) goes out in one write per viewer, which costs more than all else that is done
 * for it; so the parts are gathered until {@link flushPieces}. A keyframe begins a write of its own.
 */
export function showPiece(state: CameraState, unit: ViewerUnit): void {
  const { gathered } = state;
  const both = gathered === null ? null : joined(gathered, unit);
  if (both === null) flushPieces(state);
  state.gathered = both ?? unit;
}

/** Hands over what was gathered: at the end of each message, and before anything that changes who watches. */
export function flushPieces(state: CameraState): void {
  const { gathered, audience } = state;
  if (gathered === null) return;
  state.gathered = null;
  show(audience.pieces, gathered);
}

/** Both as one unit, where they lie side by side in memory; else null. */
function joined(one: ViewerUnit, other: ViewerUnit): ViewerUnit | null {
  const { buffer, byteOffset, length } = one.bytes;
  const follows = other.bytes.buffer === buffer && other.bytes.byteOffset === byteOffset + length;
  const bytes = length + other.bytes.length;
  if (!follows || other.begins === "keyframe" || bytes > MOST_BYTES) return null;
  return {
    ...one,
    bytes: new Uint8Array(buffer, byteOffset, bytes),
    further: (one.further ?? 0) + (other.begins === null ? 0 : 1),
  };
}
