import type { Clock } from "../../actors/kernel/mod.ts";
import { decode, type ViewerWires } from "../../protocols/discovery/decoder.ts";
import type { DiscoveryEvent, RecordOrder } from "../../protocols/discovery/events.ts";

/** What one second may bring to the cameras; see {@link DEFAULT_INTAKE_LIMITS}. */
export interface IntakeLimits {
  readonly addressesPerSecond: number;
  readonly readingsPerSecond: number;
  readonly ordersPerSecond: number;
}

/**
 * - 64 different addresses: every camera that may be discovered, at once.
 * - 1,000 readings: a hundred sensors at 10 Hz.
 * - 10 record orders: a person, and both spellings of a topic.
 */
export const DEFAULT_INTAKE_LIMITS: IntakeLimits = {
  addressesPerSecond: 64,
  readingsPerSecond: 1_000,
  ordersPerSecond: 10,
};

/** Since the start. */
export interface IntakeCounts {
  /** Answers that were addresses, repeated ones included. */
  readonly answers: number;
  /** Messages that were malformed. */
  readonly violations: number;
  /** Retained answers, orders and readings: nobody knows how old they are. */
  readonly stale: number;
  /** Good messages beyond what a second may bring. */
  readonly dropped: number;
}

/** What an intake needs. */
export interface IntakeOptions {
  readonly wires: ViewerWires;
  readonly clock: Clock;
  /** Answers whether it took the event. */
  readonly tell: (event: DiscoveryEvent) => boolean;
  readonly onProblem: (kind: "violation" | "flood", detail: string) => void;
  readonly limits?: Partial<IntakeLimits>;
}

/** The broker hands our own orders back at once; what comes later is somebody else's. */
const ECHO_MS = 5_000;
/** More own orders than these are not awaited at a time. */
const MAX_ECHOES = 32;

interface Echo {
  readonly topic: string;
  readonly order: RecordOrder;
  readonly until: number;
}

/**
 * Turns messages into events for the cameras, no more of them than a second may bring: an open broker lets anybody
 * say anything, and as often. One address that is said again within the second is one answer.
 */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #limits: IntakeLimits;
  readonly #addresses = new Set<string>();
  #readings = 0;
  #orders = 0;
  #windowEnds = -Infinity;
  #echoes: Echo[] = [];
  #counts = { answers: 0, violations: 0, stale: 0, dropped: 0 };

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_INTAKE_LIMITS, ...options.limits };
  }

  get counts(): IntakeCounts {
    return this.#counts;
  }

  /** An order is about to be published on a topic that we listen to ourselves. */
  expectEcho(topic: string, order: RecordOrder): void {
    const now = this.#options.clock.monotonicMs();
    const open = this.#echoes.filter(({ until }) => until > now).slice(-MAX_ECHOES + 1);
    this.#echoes = [...open, { topic, order, until: now + ECHO_MS }];
  }

  take(topic: string, payload: Uint8Array, retained: boolean): void {
    if (retained) {
      this.#counts.stale++;
      return;
    }
    const event = decode(topic, payload, this.#options.wires);
    if (event.type === "violation") {
      this.#counts.violations++;
      return this.#options.onProblem("violation", event.reason);
    }
    if (event.type === "cameraAnswered") this.#counts.answers++;
    const now = this.#options.clock.monotonicMs();
    if (event.type === "recordOrdered" && this.#isEcho(topic, event.order, now)) return;
    if (now >= this.#windowEnds) this.#openWindow(now);
    const verdict = this.#judge(event);
    if (verdict === "repeated") return;
    if (verdict === "new" && this.#options.tell(event)) return;
    this.#counts.dropped++;
    this.#options.onProblem("flood", `more messages than can be taken in: ${event.type} dropped`);
  }

  #judge(event: DiscoveryEvent): "new" | "repeated" | "tooMany" {
    const { addressesPerSecond, readingsPerSecond, ordersPerSecond } = this.#limits;
    if (event.type === "sensorReported") {
      return ++this.#readings > readingsPerSecond ? "tooMany" : "new";
    }
    if (event.type !== "cameraAnswered") {
      return ++this.#orders > ordersPerSecond ? "tooMany" : "new";
    }
    if (this.#addresses.has(event.address)) return "repeated";
    if (this.#addresses.size >= addressesPerSecond) return "tooMany";
    this.#addresses.add(event.address);
    return "new";
  }

  #openWindow(now: number): void {
    this.#windowEnds = now + 1_000;
    this.#addresses.clear();
    this.#readings = 0;
    this.#orders = 0;
  }

  #isEcho(topic: string, order: RecordOrder, now: number): boolean {
    const at = this.#echoes.findIndex((echo) =>
      echo.topic === topic && echo.order === order && echo.until > now
    );
    if (at < 0) return false;
    this.#echoes.splice(at, 1);
    return true;
  }
}
