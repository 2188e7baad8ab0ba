/** Whether a member is there. Health (running, error) is another question. */
export type Liveness = "never_seen" | "online" | "stale" | "offline";

/** The verdict on one member, with its reason and thresholds, as list and detail show it. */
export interface LivenessVerdict {
  readonly state: Liveness;
  /** One sentence for people. */
  readonly reason: string;
  /** Epoch ms since when the state holds; null while never seen. */
  readonly since: number | null;
  readonly lastSeenAt: number | null;
  /** The member's own observed interval, or the protocol's until five samples are there. */
  readonly intervalMs: number;
  readonly staleAfterMs: number;
  readonly offlineAfterMs: number;
}

/** What a judgement needs to know of one member. Mutable: one object lives as long as its actor. */
export interface LivenessTrack {
  state: Liveness;
  /** Epoch ms since when `state` holds. */
  since: number | null;
  reason: string;
  /** Epoch ms, for people. */
  lastSeenAt: number | null;
  /** Monotonic ms from which silence counts: the last sign of life, or our own start. */
  silentFrom: number;
  /** The member's observed interval: the longest recent gap between signs of life, slowly forgotten. */
  observedMs: number;
  samples: number;
  /** Monotonic ms at which the link closed; null while it is up, or was never there. */
  linkLostAt: number | null;
  linkUp: boolean;
  /** Monotonic ms before which nothing is called offline. */
  readonly warmUpUntil: number;
  /** The interval that the protocol promises, until five gaps were seen. */
  readonly protocolIntervalMs: number;
}

/** Gaps needed before a member's own rhythm counts. */
export const SAMPLES_NEEDED = 5;
/** Signs of life this close together are one burst, and say nothing of the rhythm. */
const BURST_MS = 50;
/**
 * A longer gap is an outage, not a rhythm: the slowest fielded client can be set to an hour, and a tenth more
 * is for its lateness.
 */
const LONGEST_INTERVAL_MS = 3_960_000;
/** The share of the old estimate that a shorter gap leaves. */
const FORGETTING = 0.9;
const STALE_FACTOR = 3;
const STALE_FLOOR_MS = 5_000;
const OFFLINE_FACTOR = 6;
const OFFLINE_FLOOR_MS = 30_000;
/**
 * How long a member whose link has closed may take to come back: the slowest fielded client waits 30 s and
 * half as much again for jitter.
 */
const RECONNECT_GRACE_MS = 45_000;
/** After our own start, the time that members get to find us again before any is called offline. */
export const WARM_UP_MS = 60_000;

/** Starts a track: of a new member, or of one that the store remembers. */
export function trackLiveness(
  remembered: { readonly lastSeenAt: number | null; readonly reportedOffline: boolean },
  monotonicMs: number,
  now: number,
  protocolIntervalMs: number,
  warmUpUntil: number,
): LivenessTrack {
  const known = remembered.lastSeenAt !== null;
  const state = !known ? "never_seen" : remembered.reportedOffline ? "offline" : "stale";
  return {
    state,
    since: known ? now : null,
    reason: known ? "Not heard since the control host started." : "Never seen.",
    lastSeenAt: remembered.lastSeenAt,
    silentFrom: monotonicMs,
    observedMs: 0,
    samples: 0,
    linkLostAt: null,
    linkUp: false,
    warmUpUntil,
    protocolIntervalMs,
  };
}

/**
 * Notes a sign of life: any message, the transport's own answer to a ping included. Returns true when the
 * member's own rhythm has begun to count, so that silence may have to be noticed sooner than it was.
 */
export function seen(track: LivenessTrack, monotonicMs: number, now: number): boolean {
  const before = track.samples;
  const gap = monotonicMs - track.silentFrom;
  if (track.linkUp && track.lastSeenAt !== null && gap > BURST_MS && gap < LONGEST_INTERVAL_MS) {
    track.samples++;
    // The longest gap counts at once, so that the same gap does not make the state flicker again.
    track.observedMs = gap > track.observedMs
      ? gap
      : track.observedMs * FORGETTING + gap * (1 - FORGETTING);
  }
  track.silentFrom = monotonicMs;
  track.lastSeenAt = now;
  return before < SAMPLES_NEEDED && track.samples >= SAMPLES_NEEDED;
}

/** Notes that a link is there. The outage before it is no part of the member's rhythm. */
export function linkOpened(track: LivenessTrack, monotonicMs: number, now: number): void {
  track.linkUp = false;
  seen(track, monotonicMs, now);
  track.linkUp = true;
  track.linkLostAt = null;
}

/** Notes that the link has closed. */
export function linkLost(track: LivenessTrack, monotonicMs: number): void {
  track.linkUp = false;
  track.linkLostAt = monotonicMs;
}

/** The interval and the thresholds that hold for a member now. */
export function thresholds(track: LivenessTrack): {
  readonly intervalMs: number;
  readonly staleAfterMs: number;
  readonly offlineAfterMs: number;
} {
  const observedMs = Math.round(track.observedMs);
  // A gap that is longer than the protocol's interval counts before the fifth: it will come again.
  const intervalMs = track.samples < SAMPLES_NEEDED
    ? Math.max(track.protocolIntervalMs, observedMs)
    : observedMs;
  return {
    intervalMs,
    staleAfterMs: Math.max(STALE_FACTOR * intervalMs, STALE_FLOOR_MS),
    offlineAfterMs: Math.max(OFFLINE_FACTOR * intervalMs, OFFLINE_FLOOR_MS),
  };
}

/**
 * Judges a member and keeps the verdict in the track. Returns the state before, and the monotonic time of the
 * next moment at which silence alone could change it (Infinity: never).
 */
export function judge(
  track: LivenessTrack,
  monotonicMs: number,
  now: number,
): { readonly before: Liveness; readonly nextAt: number } {
  const before = track.state;
  const next = verdictOf(track, monotonicMs);
  if (next.state !== before) {
    track.state = next.state;
    track.since = now;
  }
  track.reason = next.reason;
  return { before, nextAt: next.nextAt };
}

interface Judgement {
  readonly state: Liveness;
  readonly reason: string;
  readonly nextAt: number;
}

function verdictOf(track: LivenessTrack, monotonicMs: number): Judgement {
  if (track.lastSeenAt === null) {
    return { state: "never_seen", reason: "Never seen.", nextAt: Infinity };
  }
  const { staleAfterMs, offlineAfterMs } = thresholds(track);
  const staleAt = track.linkUp ? track.silentFrom + staleAfterMs : track.silentFrom;
  const offlineAt = Math.max(offlineMoment(track, offlineAfterMs), track.warmUpUntil);
  if (track.linkUp && monotonicMs < staleAt) {
    return { state: "online", reason: "Heard in time.", nextAt: staleAt };
  }
  const reason = silenceReason(track);
  if (monotonicMs >= offlineAt || track.state === "offline") {
    return { state: "offline", reason, nextAt: Infinity };
  }
  return { state: "stale", reason, nextAt: offlineAt };
}

function offlineMoment(track: LivenessTrack, offlineAfterMs: number): number {
  const bySilence = track.silentFrom + offlineAfterMs;
  return track.linkLostAt === null
    ? bySilence
    : Math.min(bySilence, track.linkLostAt + RECONNECT_GRACE_MS);
}

function silenceReason(track: LivenessTrack): string {
  if (track.linkUp) return "Silent for longer than its rhythm allows.";
  if (track.linkLostAt === null) return "Not heard since the control host started.";
  return "The connection was lost.";
}

/** The verdict as list and detail show it. */
export function describeLiveness(track: LivenessTrack): LivenessVerdict {
  const { state, reason, since, lastSeenAt } = track;
  return { state, reason, since, lastSeenAt, ...thresholds(track) };
}

/** The verdict on a member whose actor is not running: what its record says, and the reason. */
export function livenessOfRecord(lastSeenAt: number | null): LivenessVerdict {
  return {
    state: lastSeenAt === null ? "never_seen" : "stale",
    reason: "Its actor does not answer: it has failed, and will be started again.",
    since: null,
    lastSeenAt,
    intervalMs: 0,
    staleAfterMs: 0,
    offlineAfterMs: 0,
  };
}
