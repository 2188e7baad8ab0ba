/** Why a connection was refused or closed by us. All are the peer's fault, or our configuration's. */
export type ProblemKind =
  | "tooManyFromAddress"
  | "tooManyConnections"
  /** Not one byte within the opening time. */
  | "silent"
  /** Too few bytes within the opening time, or a TLS handshake that did not end. */
  | "slowOpening"
  /** The TLS handshake failed, or carried something that is no protocol of this port. */
  | "tlsFailed"
  /** Nothing here speaks what the connection speaks. */
  | "noAcceptor"
  /** An acceptor threw: a fault of ours. */
  | "acceptorFailed";

/** One refusal, for the log. */
export interface Problem {
  readonly kind: ProblemKind;
  /** Without port; IPv4-mapped IPv6 is written as IPv4. */
  readonly peerAddress: string;
  /** A sentence with the value and the limit. */
  readonly detail: string;
}

/** A problem as it is reported: `suppressed` counts those of the same address since the last report. */
export interface ReportedProblem extends Problem {
  readonly suppressed: number;
}

/** Runs something later; gives back how to call it off. */
export type Schedule = (run: () => void, delayMs: number) => () => void;

/**
 * At most so many addresses are told apart; more share one window. Enough for every device of a large site,
 * and an attacker with a network of addresses gets neither our memory nor our log.
 */
const MAX_WINDOWS = 1_024;
const EVERYONE_ELSE = "";

interface Window {
  suppressed: number;
  last: Problem;
  cancel: () => void;
}

/** Lets one problem per address and window through, and counts the rest into the next report. */
export class ProblemReporter {
  readonly #windows = new Map<string, Window>();
  readonly #onProblem: (problem: ReportedProblem) => void;
  readonly #windowMs: number;
  readonly #schedule: Schedule;

  constructor(
    onProblem: (problem: ReportedProblem) => void,
    windowMs: number,
    schedule: Schedule = scheduleQuietly,
  ) {
    this.#onProblem = onProblem;
    this.#windowMs = windowMs;
    this.#schedule = schedule;
  }

  report(problem: Problem): void {
    const key = this.#keyOf(problem.peerAddress);
    const window = this.#windows.get(key);
    if (window === undefined) return this.#begin(key, problem, 0);
    window.suppressed++;
    window.last = problem;
  }

  /** Says what is still held back, and forgets every window. */
  close(): void {
    for (const window of this.#windows.values()) {
      window.cancel();
      if (window.suppressed > 0) this.#tell(window.last, window.suppressed);
    }
    this.#windows.clear();
  }

  #keyOf(address: string): string {
    if (this.#windows.has(address) || this.#windows.size < MAX_WINDOWS) return address;
    return EVERYONE_ELSE;
  }

  #begin(key: string, last: Problem, suppressed: number): void {
    const cancel = this.#schedule(() => this.#end(key), this.#windowMs);
    this.#windows.set(key, { suppressed: 0, last, cancel });
    this.#tell(last, suppressed);
  }

  #end(key: string): void {
    const window = this.#windows.get(key);
    this.#windows.delete(key);
    // The count of a window opens the next one, so that a flood stays one line per window.
    if (window !== undefined && window.suppressed > 0) {
      this.#begin(key, window.last, window.suppressed);
    }
  }

  #tell(problem: Problem, suppressed: number): void {
    this.#onProblem({ ...problem, suppressed });
  }
}

function scheduleQuietly(run: () => void, delayMs: number): () => void {
  const timer = setTimeout(run, delayMs);
  // A count that waits to be told must not keep the program from ending.
  Deno.unrefTimer(timer);
  return () => clearTimeout(timer);
}
