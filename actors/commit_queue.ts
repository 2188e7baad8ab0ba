import type { AuditLine } from "./audit/audit_line.ts";
import type { Context } from "./kernel/mod.ts";

/** Where changes are kept. `commit` as in the ledger's store. */
interface ChangeStore<C> {
  commit(changes: readonly C[], lines?: readonly AuditLine[]): Promise<void>;
}

/**
 * Changes that may wait for the disk. Flapping sync hosts are quiet, so that a whole fleet makes a few thousand in the
 * half minute after which a hanging disk is given up; beyond, what is lost is history and never status.
 */
const MAX_WAITING = 65_536;

/** Told once its changes are on the disk, or `cause` why they are not. */
type Then = (cause: unknown) => void;

interface Pending<C> {
  readonly changes: readonly C[];
  readonly lines: readonly AuditLine[];
  readonly then: Then;
}

/** One actor's way to the disk: one batch at a time, in order, while the next one gathers. */
export class CommitQueue<M, C> {
  readonly #store: ChangeStore<C>;
  readonly #settled: (cause: unknown) => M;
  #waiting: Pending<C>[] = [];
  #size = 0;
  #underWay: readonly Pending<C>[] | undefined;

  /** `settled` makes the message that tells the actor of a batch; it hands its cause to {@link settle}. */
  constructor(store: ChangeStore<C>, settled: (cause: unknown) => M) {
    this.#store = store;
    this.#settled = settled;
  }

  /** Nothing waits, and nothing is on its way. */
  get isIdle(): boolean {
    return this.#underWay === undefined && this.#waiting.length === 0;
  }

  /**
   * Puts changes into the next batch, and the audit trail's `lines` of them. Without any of either, `then` is still
   * called in its turn.
   */
  push(
    changes: readonly C[],
    then: Then,
    ctx: Context<M>,
    lines: readonly AuditLine[] = [],
  ): void {
    if (this.#size + changes.length > MAX_WAITING) return then(new Error("too many changes wait"));
    this.#waiting.push({ changes, lines, then });
    this.#size += changes.length;
    if (this.#underWay === undefined) this.#commit(ctx);
  }

  /** A batch has settled: whoever waits hears of it, and the next batch leaves. */
  settle(cause: unknown, ctx: Context<M>): void {
    const batch = this.#underWay ?? [];
    this.#underWay = undefined;
    for (const { then } of batch) then(cause);
    this.#commit(ctx);
  }

  /** The last commit, at a stop: what waits, and `more` with the audit trail's lines of it. */
  async flush(more: readonly C[], moreLines: readonly AuditLine[] = []): Promise<void> {
    const changes = [...this.#waiting.flatMap((pending) => pending.changes), ...more];
    const lines = [...this.#waiting.flatMap((pending) => pending.lines), ...moreLines];
    this.#waiting = [];
    if (changes.length + lines.length > 0) await this.#store.commit(changes, lines);
  }

  #commit(ctx: Context<M>): void {
    if (this.#underWay !== undefined || this.#waiting.length === 0) return;
    const batch = this.#waiting;
    const changes = batch.flatMap((pending) => pending.changes);
    const lines = batch.flatMap((pending) => pending.lines);
    this.#waiting = [];
    this.#size = 0;
    if (changes.length + lines.length === 0) return batch.forEach(({ then }) => then(undefined));
    this.#underWay = batch;
    ctx.pipe(
      this.#store.commit(changes, lines),
      () => this.#settled(undefined),
      (cause) => this.#settled(cause ?? new Error("unknown cause")),
    );
  }
}
