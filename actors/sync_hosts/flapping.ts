/** The time in which changes are counted. */
export const FLAP_WINDOW_MS = 60_000;
/**
 * Changes within the window from which a host flaps. Losing sync and coming back takes a host through four states
 * at most (error, slave, master, and a slave while another takes over); more is no recovery.
 */
export const FLAP_CHANGES = 6;
/** Changes within the window up to which it has ceased: far below the other, so that this does not flap itself. */
export const STEADY_CHANGES = 1;

/** The times of a host's last changes. Made once per host and never grown. */
export interface FlapTrack {
  /** Monotonic ms of the last {@link FLAP_CHANGES} changes: a ring. */
  readonly times: Float64Array;
  next: number;
  flapping: boolean;
  /** Monotonic ms since when it flaps. */
  since: number;
  /** Changes since then. */
  changes: number;
}

/** A host that has not changed yet. */
export function trackFlapping(): FlapTrack {
  const times = new Float64Array(FLAP_CHANGES).fill(-Infinity);
  return { times, next: 0, flapping: false, since: 0, changes: 0 };
}

/** Notes a change. Answers true when flapping begins with it. */
export function changed(track: FlapTrack, monotonicMs: number): boolean {
  track.times[track.next] = monotonicMs;
  track.next = (track.next + 1) % FLAP_CHANGES;
  if (track.flapping) {
    track.changes++;
    return false;
  }
  // The next place of the ring holds the oldest of the last changes.
  const oldest = track.times[track.next] ?? -Infinity;
  if (monotonicMs - oldest >= FLAP_WINDOW_MS) return false;
  track.flapping = true;
  track.since = oldest;
  track.changes = FLAP_CHANGES;
  return true;
}

/** The monotonic ms at which it is steady again if nothing changes any more. */
export function steadyAt(track: FlapTrack): number {
  const place = (track.next - 1 - STEADY_CHANGES + FLAP_CHANGES) % FLAP_CHANGES;
  return (track.times[place] ?? -Infinity) + FLAP_WINDOW_MS;
}

/** Ends flapping when it is time. Answers true when it ended. */
export function settled(track: FlapTrack, monotonicMs: number): boolean {
  if (!track.flapping || monotonicMs < steadyAt(track)) return false;
  track.flapping = false;
  return true;
}
