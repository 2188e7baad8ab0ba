import { linkOpened, type LivenessTrack, SAMPLES_NEEDED, seen } from "../liveness.ts";

/**
 * Notes a line of a sync host, which proves life. Its connection says nothing: some builds open one for each line
 * and close it again, so a host that was heard counts as linked for good, and only its own silence is judged.
 *
 * Silence for so long that it was called offline is an outage, and no rhythm. Twice in a row it is one: somebody
 * has set a longer interval.
 *
 * Answers whether silence may have to be noticed sooner than it was.
 */
export function heard(host: Rhythm, monotonicMs: number, now: number): boolean {
  const { track } = host;
  const outage = track.state === "offline" && track.samples >= SAMPLES_NEEDED && !host.hadOutage;
  host.hadOutage = outage;
  if (!track.linkUp || outage) {
    linkOpened(track, monotonicMs, now);
    return false;
  }
  const begun = seen(track, monotonicMs, now);
  return begun || (track.samples >= SAMPLES_NEEDED && track.observedMs * 2 < host.judgedMs);
}

/** What {@link heard} needs of a host. */
export interface Rhythm {
  readonly track: LivenessTrack;
  /** The silence before the last line was taken for an outage. */
  hadOutage: boolean;
  /** The interval that counted when silence was judged last, and the next look was planned by it. */
  judgedMs: number;
}
