import { getLogger, type Logger } from "@logtape/logtape";
import type { Clock } from "../../actors/kernel/mod.ts";

/** Bounds of a {@link ProblemLog}. */
export interface ProblemLogOptions {
  /** One line per kind and address in this time. Default 10 s: readable by a person during an attack. */
  readonly windowMs?: number;
  /** Pairs of kind and address remembered at once. Default 1,024, some 200 kB; more share one line. */
  readonly capacity?: number;
  readonly logger?: Logger;
}

interface Open {
  readonly kind: string;
  readonly peerAddress: string;
  readonly endsAt: number;
  suppressed: number;
}

/** 200 characters show what was wrong; a peer decides how long its bad input is. */
const MAX_DETAIL = 200;
const OTHERS = "(others)";

/**
 * Says what peers do wrong, once per kind and peer address in a window, and after the window how often it was
 * repeated. Quiet peers cost nothing: a timer runs only while a window is open.
 */
export class ProblemLog {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #windowMs: number;
  readonly #capacity: number;
  /** In order of opening, and so of ending. */
  readonly #open = new Map<string, Open>();
  #timer: unknown = undefined;

  constructor(clock: Clock, options: ProblemLogOptions = {}) {
    this.#clock = clock;
    this.#windowMs = options.windowMs ?? 10_000;
    this.#capacity = options.capacity ?? 1_024;
    this.#logger = options.logger ?? getLogger(["signalbox", "peers"]);
  }

  /** Reports one problem. `kind` is a stable word of ours, `detail` a short text that may quote the peer. */
  report(kind: string, peerAddress: string, detail: string): void {
    this.#closeEnded();
    const known = this.#open.get(keyOf(kind, peerAddress)) ?? this.#othersWhenFull(kind);
    if (known !== undefined) {
      known.suppressed += 1;
      return;
    }
    this.#openWindow(kind, this.#full() ? OTHERS : peerAddress);
    this.#logger.warn("{peerAddress}: {detail} ({kind})", {
      kind,
      peerAddress,
      detail: detail.slice(0, MAX_DETAIL),
    });
  }

  /** Says what is still held back, and ends the timer. */
  close(): void {
    this.#clock.clearTimer(this.#timer);
    this.#timer = undefined;
    for (const open of this.#open.values()) this.#sayRepeats(open);
    this.#open.clear();
  }

  #othersWhenFull(kind: string): Open | undefined {
    return this.#full() ? this.#open.get(keyOf(kind, OTHERS)) : undefined;
  }

  #full(): boolean {
    return this.#open.size >= this.#capacity;
  }

  #openWindow(kind: string, peerAddress: string): void {
    const endsAt = this.#clock.monotonicMs() + this.#windowMs;
    this.#open.set(keyOf(kind, peerAddress), { kind, peerAddress, endsAt, suppressed: 0 });
    this.#timer ??= this.#clock.setTimer(this.#windowMs, () => this.#windowEnded());
  }

  #windowEnded(): void {
    this.#timer = undefined;
    this.#closeEnded();
    const [next] = this.#open.values();
    if (next === undefined) return;
    const delayMs = Math.max(1, next.endsAt - this.#clock.monotonicMs());
    this.#timer = this.#clock.setTimer(delayMs, () => this.#windowEnded());
  }

  #closeEnded(): void {
    const now = this.#clock.monotonicMs();
    for (const [key, open] of this.#open) {
      if (open.endsAt > now) return;
      this.#open.delete(key);
      this.#sayRepeats(open);
    }
  }

  #sayRepeats({ kind, peerAddress, suppressed }: Open): void {
    if (suppressed === 0) return;
    this.#logger.warn("{peerAddress}: {suppressed} more of the same ({kind})", {
      kind,
      peerAddress,
      suppressed,
    });
  }
}

function keyOf(kind: string, peerAddress: string): string {
  return `${kind} ${peerAddress}`;
}
