import type { Finding } from "./findings.ts";
import type { Blocker } from "./messages.ts";

/**
 * A fault that is gone for less than this is the same fault when it comes back: a camera that stutters neither
 * escapes the grace time nor makes the verdict flicker. Clearing takes no longer than people look away.
 */
export const SETTLE_MS = 3_000;

interface Watched {
  readonly blocker: Blocker;
  /** Monotonic ms. */
  readonly firstAtMs: number;
  /** When it was first looked for in vain, since it was there last; monotonic ms. */
  goneAtMs: number | undefined;
  /** It has lasted for the grace time. */
  counts: boolean;
}

/** Faults over time: which have lasted long enough to count, and when that may change by itself. */
export class Steadiness {
  readonly #watched = new Map<string, Watched>();

  /**
   * Takes what is wrong now, and answers what counts. `nowMs` is monotonic, `now` epoch ms. `nextMs` is the monotonic
   * time at which looking again could answer otherwise, though nothing has happened; Infinity: never.
   */
  take(
    findings: readonly Finding[],
    graceMs: number,
    nowMs: number,
    now: number,
  ): { readonly blockers: readonly Blocker[]; readonly nextMs: number } {
    const present = new Set(findings.map((finding) => this.#note(finding, nowMs, now)));
    const blockers: Blocker[] = [];
    let nextMs = Infinity;
    for (const [key, watched] of this.#watched) {
      const countsAtMs = watched.firstAtMs + graceMs;
      if (!present.has(key)) watched.goneAtMs ??= nowMs;
      else if (countsAtMs <= nowMs) watched.counts = true;
      else nextMs = Math.min(nextMs, countsAtMs);
      const clearsAtMs = (watched.goneAtMs ?? Infinity) + SETTLE_MS;
      if (clearsAtMs <= nowMs) {
        this.#watched.delete(key);
        continue;
      }
      if (watched.counts) blockers.push(watched.blocker);
      nextMs = Math.min(nextMs, clearsAtMs);
    }
    return { blockers, nextMs };
  }

  #note(finding: Finding, nowMs: number, now: number): string {
    // A member that goes from stale to offline has one fault, which gets worse: it need not prove itself again.
    const key = `${finding.kind}/${finding.key}/${finding.key === "" ? finding.name : ""}`;
    const before = this.#watched.get(key);
    const since = before?.blocker.since ?? now;
    this.#watched.set(key, {
      blocker: { ...finding, since },
      firstAtMs: before?.firstAtMs ?? nowMs,
      goneAtMs: undefined,
      counts: before?.counts ?? false,
    });
    return key;
  }
}
