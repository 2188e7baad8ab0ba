import type { SyncLimits } from "./limits.ts";

/** Why a quiet connection has to go. */
export interface SilenceProblem {
  readonly kind: string;
  readonly detail: string;
}

/**
 * How long nothing has come on a connection. The clock is read by whoever looks, not for each line, so a time may
 * be one look too long.
 */
export class Silence {
  readonly #limits: SyncLimits;
  /** A report or a question has come. */
  spoke = false;
  readonly #openedAt: number;
  #quietSince: number;
  #heard = false;
  #unreadSince: number | undefined;

  constructor(limits: SyncLimits, now: number) {
    this.#limits = limits;
    this.#openedAt = now;
    this.#quietSince = now;
  }

  /** Bytes have come. @param spoke a report or a question was among them */
  heard(spoke: boolean): void {
    this.#heard = true;
    if (spoke) this.spoke = true;
  }

  /** Since when an answer is not read (monotonic ms); undefined when all are. */
  unread(since: number | undefined): void {
    this.#unreadSince = since;
  }

  /** What is wrong by now; undefined when nothing is. */
  look(now: number): SilenceProblem | undefined {
    const { firstFactMs, idleMs, unreadMs } = this.#limits;
    if (this.#heard) this.#quietSince = now;
    this.#heard = false;
    if (this.#unreadSince !== undefined && now - this.#unreadSince > unreadMs) {
      return { kind: "slowReader", detail: `left its answers unread for ${unreadMs} ms` };
    }
    if (!this.spoke && now - this.#openedAt > firstFactMs) {
      return { kind: "violation", detail: `no report and no question within ${firstFactMs} ms` };
    }
    if (now - this.#quietSince <= idleMs) return undefined;
    return { kind: "idle", detail: `not one byte for ${idleMs} ms` };
  }
}
