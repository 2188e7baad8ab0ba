import type { Cell } from "./cell.ts";

/**
 * Where a message came from; it travels beside the message in the mailbox. A plain tell between actors uses the
 * sender's cell itself, so that nothing is allocated; the other kinds are {@link Trace}, an ask, a timer and a
 * piped outcome.
 */
export interface Origin {
  /** Path of the sender. */
  readonly path: string;
  readonly correlationId: string | undefined;
  /** True when nobody wants the message handled any more: an expired ask, a cancelled timer. */
  readonly lapsed: boolean;
  /** The message leaves the mailbox to be handled; false when it is to be skipped instead. */
  take(): boolean;
}

/** Sender named in dead letters when a message came from outside the system. */
export const OUTSIDE = "outside";

/** A sender together with the correlation id of the work it was doing. */
export class Trace implements Origin {
  constructor(readonly sender: Cell | undefined, readonly correlationId: string) {}

  get path(): string {
    return this.sender?.path ?? OUTSIDE;
  }

  get lapsed(): boolean {
    return false;
  }

  take(): boolean {
    return true;
  }
}
