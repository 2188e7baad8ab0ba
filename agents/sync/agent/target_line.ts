import type { Clock } from "../../../actors/kernel/mod.ts";
import { encodeReport } from "../../../protocols/syncguard/encoder.ts";
import type { AgentLog } from "../../agent_log.ts";
import { Waits } from "../../waits.ts";
import type { DialError, DialTarget } from "../../tcp_dial.ts";
import { retryDelayMs, SYNC_BUILDS } from "../sync_build.ts";
import { claimOf } from "./claimed_address.ts";
import type { SyncDigit } from "./sync_state.ts";
import { type DialWire, dialWire, type TargetWire } from "./target_wire.ts";

/** Where lines go, and how. */
export interface TargetLineOptions {
  readonly target: DialTarget;
  /** Time between two lines. */
  readonly intervalMs: number;
  /** The address that lines claim; null: the one that this machine uses towards the target. */
  readonly claim: string | null;
  readonly clock: Clock;
  /** 0 to below 1. */
  readonly random: () => number;
  readonly log: AgentLog;
  /** Default: TCP. */
  readonly dial?: DialWire;
}

/** Source: SyncGuard guide, "네트워크 설정" (timeout). */
export const CONNECT_TIMEOUT_MS = 5_000;
/**
 * A target that loses its power says nothing, and what is written to it seems to leave for minutes. So a second
 * connection is made as often as the guide has one retried, which shows whether it is there, and takes over.
 */
const RENEW_MS = 30_000;
/** A connection that did not last so long counts as one that was not made: whoever is at the other end hangs up. */
const STABLE_MS = 10_000;
/** Hundreds of lines: the other end takes none. */
const MAX_UNSENT_BYTES = 8_192;
const LOOK_MS = 1_000;

/** Says the state to one target as fielded build P does: every interval, and a change at once. */
export class TargetLine {
  /** Lines written, since the beginning. */
  linesSent = 0;
  readonly #options: TargetLineOptions;
  readonly #waits: Waits;
  readonly #digit: () => SyncDigit | undefined;
  #wire: TargetWire | undefined;
  #wireSince = 0;
  #dialling = false;
  #stopped = false;
  #failures = 0;
  #dialAt = -Infinity;
  #reported = false;

  /** @param digit what is to be said now; undefined: nothing yet */
  constructor(options: TargetLineOptions, digit: () => SyncDigit | undefined) {
    this.#options = options;
    this.#digit = digit;
    this.#waits = new Waits(options.clock, 1);
  }

  get connected(): boolean {
    return this.#wire !== undefined;
  }

  start(): void {
    this.#waits.every(this.#options.intervalMs, () => this.say());
    this.#waits.every(LOOK_MS, () => this.#look(), 0);
  }

  stop(): void {
    this.#stopped = true;
    this.#waits.cancelAll();
    this.#wire?.end();
    this.#wire = undefined;
  }

  /** Says the state now, to whoever is there. */
  say(): void {
    const digit = this.#digit();
    const wire = this.#wire;
    if (wire === undefined || digit === undefined) return;
    if (wire.unsentBytes > MAX_UNSENT_BYTES) return this.#lost(wire, "takes nothing any more");
    wire.write(encodeReport(claimOf(this.#options.claim, wire.localAddress), digit));
    this.linesSent++;
  }

  #look(): void {
    const now = this.#now();
    const age = now - this.#wireSince;
    if (this.#wire !== undefined && age >= STABLE_MS) this.#failures = 0;
    const due = this.#wire === undefined ? now >= this.#dialAt : age >= RENEW_MS;
    if (due && !this.#dialling) this.#dialNow();
  }

  #dialNow(): void {
    const { target, dial = dialWire } = this.#options;
    this.#dialling = true;
    dial(target, CONNECT_TIMEOUT_MS, {
      connected: (wire) => this.#connected(wire),
      failed: (cause) => this.#failed(cause),
      closed: (wire) => this.#lost(wire, "has closed the connection"),
    });
  }

  #connected(wire: TargetWire): void {
    if (this.#stopped) return wire.destroy();
    this.#dialling = false;
    const before = this.#wire;
    this.#wire = wire;
    this.#wireSince = this.#now();
    before?.end();
    if (!this.#reported) this.#options.log("info", `sending to ${this.#name}`);
    this.#reported = true;
    this.say();
  }

  #failed(cause: DialError): void {
    this.#dialling = false;
    if (this.#stopped) return;
    this.#wire?.destroy();
    this.#wire = undefined;
    this.#retryLater(`cannot be reached (${cause.detail})`, this.#failures + 1);
  }

  #lost(wire: TargetWire, what: string): void {
    if (this.#stopped || wire !== this.#wire) return;
    wire.destroy();
    this.#wire = undefined;
    const lasted = this.#now() - this.#wireSince >= STABLE_MS;
    this.#retryLater(what, lasted ? 0 : this.#failures + 1);
  }

  /** 1 s after a connection that was good, then 2, 4, 8, 16, 30 s; up to a quarter less, so that a hall does not come as one. */
  #retryLater(what: string, failures: number): void {
    const first = failures <= 1;
    this.#failures = failures;
    const fullMs = retryDelayMs(SYNC_BUILDS.P, failures);
    const delayMs = Math.max(LOOK_MS, fullMs * (1 - this.#options.random() / 4));
    this.#dialAt = this.#now() + delayMs;
    // The first failure matters; the same thing twice a minute does not.
    this.#options.log(first ? "warn" : "debug", `${this.#name} ${what}; it is tried again`);
    if (first) this.#reported = false;
  }

  get #name(): string {
    const { address, port } = this.#options.target;
    return `${address.includes(":") ? `[${address}]` : address}:${port}`;
  }

  #now(): number {
    return this.#options.clock.monotonicMs();
  }
}
