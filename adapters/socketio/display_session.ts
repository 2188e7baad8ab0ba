import type { Socket } from "socket.io";
import type { DisplayLink, LinkMessage } from "../../actors/displays/link.ts";
import type { DisplayMessage, DisplaysMessage } from "../../actors/displays/messages.ts";
import type { ActorRef } from "../../actors/kernel/mod.ts";
import { LOAD_COST, type LoadState } from "../../actors/load.ts";
import { decodeSwitchboard } from "../../protocols/switchboard/decoder.ts";
import { encodeSwitchboard } from "../../protocols/switchboard/encoder.ts";
import type { SwitchboardEvent, SwitchboardOrder } from "../../protocols/switchboard/events.ts";
import { isoNow } from "./iso_now.ts";
import { TokenBucket } from "./token_bucket.ts";
import { dropTransport, queuedPackets } from "./raw_transport.ts";

/** What all sessions share. */
export interface SessionHost {
  /** Takes whatever comes from a device that is not bound to a display yet. */
  readonly displays: ActorRef<DisplaysMessage>;
  /** Says once per window what a peer did wrong. */
  readonly onProblem: (kind: string, peerAddress: string, detail: string) => void;
  readonly limits: SessionLimits;
  /** How much there is to do: the more it is, the less telemetry of each device is passed on. */
  readonly load: () => LoadState;
}

/** What one device may do. */
export interface SessionLimits {
  /** Registrations that may come at once, and then one a second: the busiest build retries every 5 s. */
  readonly registrationBurst: number;
  /**
   * Events a second, after a burst of four seconds' worth. Multiplied heartbeat loops stay far below. Of telemetry
   * beyond, the newest of each kind is kept until there is room; registrations and results are always passed on.
   */
  readonly eventsPerSecond: number;
  /** Events over the rate, in one connection, after which it is cut. */
  readonly abuseEvents: number;
  /** Packets that may wait for a device that does not read. */
  readonly maxQueuedPackets: number;
}

/** Limits that every fielded build keeps with a wide margin. */
export const DEFAULT_SESSION_LIMITS: SessionLimits = {
  registrationBurst: 10,
  eventsPerSecond: 500,
  abuseEvents: 10_000,
  maxQueuedPackets: 1_000,
};

/** What the next of its kind makes worthless. */
const TELEMETRY: ReadonlySet<SwitchboardEvent["type"]> = new Set([
  "heartbeatReceived",
  "checkAnswered",
  "processesReported",
  "syncReported",
  "pinged",
]);
const REGISTRATIONS_PER_SECOND = 1;
const BURST_SECONDS = 4;
const EVENTS_PER_LOOK = 16;
/** Socket.IO forgets an unanswered confirmation after this; slower libraries give none at all. */
const CONFIRMATION_TIMEOUT_MS = 120_000;

/** One Socket.IO connection of a device: decodes what it says, encodes what it is told. */
export class DisplaySession implements DisplayLink {
  readonly id: string;
  open = true;
  #display: ActorRef<DisplayMessage> | undefined;
  #excess = 0;
  /** Events that may come before the rate is looked at again. */
  #allowed = 0;
  /** The newest telemetry of each kind that was over the rate. */
  readonly #shed = new Map<SwitchboardEvent["type"], LinkMessage>();
  readonly #registrations: TokenBucket;
  readonly #events: TokenBucket;

  constructor(
    private readonly socket: Socket,
    readonly peerAddress: string,
    private readonly host: SessionHost,
  ) {
    this.id = socket.id;
    const { registrationBurst, eventsPerSecond } = host.limits;
    const now = performance.now();
    this.#registrations = new TokenBucket(registrationBurst, REGISTRATIONS_PER_SECOND, now);
    this.#events = new TokenBucket(eventsPerSecond * BURST_SECONDS, eventsPerSecond, now);
  }

  /** A Socket.IO event has come in. */
  receive(event: string, args: unknown[]): void {
    const isWithinRate = this.#withinRate();
    const confirm = typeof args.at(-1) === "function" ? args.pop() as () => void : undefined;
    const decoded = decodeSwitchboard(event, args);
    confirm?.();
    if (decoded.type === "violation") {
      return isWithinRate ? this.#onViolation(event, decoded.code, decoded.detail) : undefined;
    }
    const message = { type: "deviceSpoke", link: this, event: decoded } as const;
    if (!isWithinRate && TELEMETRY.has(decoded.type)) {
      return void this.#shed.set(decoded.type, message);
    }
    this.#shed.delete(decoded.type);
    if (isWithinRate) this.#catchUp();
    if (decoded.type !== "registered") return this.#tell(message);
    if (!this.#registrations.take(performance.now())) {
      this.#problem("tooManyRegistrations", "registers more than once a second");
      return this.send({ type: "registrationRefused", reason: "tooManyRegistrations" });
    }
    if (this.host.displays.tell(message) === "accepted") return;
    this.send({ type: "registrationRefused", reason: "unavailable" });
    // Some builds register once per connection; they come back and ask again.
    this.drop("registrations are not taken right now");
  }

  /** Looks at the clock once in so many events: a look can cost more than the rest of the way. */
  #withinRate(): boolean {
    if (this.#allowed > 0) {
      this.#allowed--;
      return true;
    }
    const perLook = Math.min(EVENTS_PER_LOOK, this.host.limits.eventsPerSecond);
    const cost = perLook * LOAD_COST[this.host.load()];
    if (this.#events.take(performance.now(), cost)) {
      this.#allowed = perLook - 1;
      return true;
    }
    this.#excess++;
    this.#problem("flood", `more than ${this.host.limits.eventsPerSecond} events a second`);
    if (this.#excess > this.host.limits.abuseEvents) this.drop("flooding");
    return false;
  }

  #catchUp(): void {
    if (this.#shed.size === 0) return;
    for (const message of this.#shed.values()) this.#tell(message);
    this.#shed.clear();
  }

  #onViolation(event: string, code: string, detail: string): void {
    this.#problem("violation", `${code}: ${detail}`);
    if (event === "register_client") {
      this.send({ type: "registrationRefused", reason: "badRequest" });
    } else if (event === "heartbeat") {
      this.send({ type: "heartbeatRefused", shouldReconnect: false });
    }
    this.alive();
  }

  #problem(kind: string, detail: string): void {
    this.host.onProblem(kind, this.peerAddress, detail);
  }

  /** The transport has answered a ping, or something came that proves no more than life. */
  alive(): void {
    this.#catchUp();
    if (this.#display) this.#tell({ type: "linkAlive", link: this });
  }

  /** The connection is gone. */
  closed(reason: string): void {
    if (!this.open) return;
    this.open = false;
    this.#tell({ type: "linkClosed", link: this, reason });
  }

  #tell(message: LinkMessage): void {
    if (!this.#display) return void this.host.displays.tell(message);
    if (this.#display.tell(message) === "stopped" && this.open) {
      // Its actor is gone or cooling down; a fresh registration finds out what to do.
      this.#display = undefined;
      this.drop("the display's actor is not running");
    }
  }

  send(order: SwitchboardOrder): void {
    if (!this.#mayWrite()) return;
    const { event, payload } = encodeSwitchboard(order, isoNow());
    this.socket.emit(event, payload);
  }

  sendCommand(order: SwitchboardOrder, commandId: string): void {
    if (!this.#mayWrite()) return;
    const { event, payload } = encodeSwitchboard(order, isoNow());
    this.socket.timeout(CONFIRMATION_TIMEOUT_MS).emit(event, payload, (missing: unknown) => {
      if (!missing) this.#tell({ type: "commandDelivered", link: this, commandId });
    });
  }

  #mayWrite(): boolean {
    if (!this.open) return false;
    if (queuedPackets(this.socket) < this.host.limits.maxQueuedPackets) return true;
    this.#problem("slowReader", "does not read what it is sent");
    this.drop("does not read");
    return false;
  }

  bind(display: ActorRef<DisplayMessage> | undefined): void {
    const before = this.#display;
    if (before === display) return;
    this.#display = display;
    if (before && display) {
      before.tell({ type: "linkClosed", link: this, reason: "registered under another name" });
    }
  }

  drop(reason: string): void {
    if (!this.open) return;
    dropTransport(this.socket.conn, reason);
  }
}
