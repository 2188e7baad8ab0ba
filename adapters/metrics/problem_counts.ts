/**
 * Kinds that are told apart; ours are some forty words. Should a peer ever get one of its own in, the rest is counted as
 * `other`.
 */
const MAX_KINDS = 100;
const OTHER = "other";

/** Counts what peers did wrong, and what they were refused, by its kind. */
export class ProblemCounts {
  readonly #counts = new Map<string, number>();

  /** To be called for each problem. */
  count(kind: string): void {
    const known = this.#counts.has(kind) || this.#counts.size < MAX_KINDS ? kind : OTHER;
    this.#counts.set(known, (this.#counts.get(known) ?? 0) + 1);
  }

  /** The totals of this moment. */
  read(): ReadonlyMap<string, number> {
    return new Map(this.#counts);
  }
}
