/**
 * Finds cameras over MQTT: asks on every request topic, hears answers, record orders and sensors, and comes back by
 * itself when the broker was away.
 *
 * @example
 * ```ts
 * const discovery = connectDiscovery({
 *   broker: { url: "mqtts://show:secret@192.0.2.10" },
 *   cameras,
 *   onProblem: (kind, peerAddress, detail) => report(kind, peerAddress, detail),
 * });
 * await discovery.publishRecord("start");
 * await discovery.close();
 * ```
 * @module
 */
import { backoffMs } from "../../actors/cameras/backoff.ts";
import type { CamerasMessage } from "../../actors/cameras/messages.ts";
import { type ActorRef, type Clock, SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";
import { encodeRecordOrders, encodeRequests } from "../../protocols/discovery/encoder.ts";
import type { RecordOrder } from "../../protocols/discovery/events.ts";
import {
  DEFAULT_TOPICS,
  type DiscoveryMessage,
  type DiscoveryTopics,
  replyTopicOf,
  viewerFilters,
} from "../../protocols/discovery/topics.ts";
import { type BrokerAddress, type BrokerChoice, readBroker } from "./broker_address.ts";
import { BrokerSession } from "./broker_session.ts";
import { Intake, type IntakeCounts, type IntakeLimits } from "./intake.ts";

/** What discovery needs. */
export interface DiscoveryOptions {
  readonly broker: BrokerChoice;
  readonly topics?: DiscoveryTopics;
  /** Is told of each fact; never of a violation. */
  readonly cameras: Pick<
    ActorRef<Extract<CamerasMessage, { readonly type: "discovered" }>>,
    "tell"
  >;
  /** Told of every message that is malformed or too many, with the broker as peer. */
  readonly onProblem: (kind: string, peerAddress: string, detail: string) => void;
  /** Told once when the broker is lost, or not there at first, and once when it is back. */
  readonly onChanged?: (status: DiscoveryStatus) => void;
  readonly limits?: Partial<IntakeLimits>;
  /** Between two requests for the cameras' addresses. Default: the field's 15 s. */
  readonly requestIntervalMs?: number | undefined;
  readonly clock?: Clock;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** A name that nobody else has; a UUID. */
  readonly newId?: () => string;
}

/** How discovery is doing. Times are epoch milliseconds. */
export interface DiscoveryStatus extends IntakeCounts {
  /** `connecting`: for the first time, and nothing has failed yet. */
  readonly state: "connecting" | "connected" | "down";
  readonly since: number;
  /** Why it is down, or what the broker does not let us hear; else empty. */
  readonly reason: string;
  /** Scheme, host and port; no user, no password. */
  readonly broker: string;
}

/** Discovery that runs until it is closed. */
export interface DiscoveryConnection {
  readonly status: DiscoveryStatus;
  /** Asks viewers to record, on every record topic. Rejects with one sentence when the broker has not got it. */
  publishRecord(order: RecordOrder): Promise<void>;
  close(): Promise<void>;
}

/** The fielded viewers' number, and the only thing by which a camera that was away is found again. */
const REQUEST_INTERVAL_MS = 15_000;
/** How long the broker may take to acknowledge a record order. */
const RECORD_TIMEOUT_MS = 5_000;
/** How long taking leave may take. */
const LEAVE_MS = 1_000;

/** Begins, and goes on for ever; the first connection is tried as often as any other. */
export function connectDiscovery(options: DiscoveryOptions): DiscoveryConnection {
  return new Discovery(options);
}

class Discovery implements DiscoveryConnection {
  readonly #options: DiscoveryOptions;
  readonly #clock: Clock;
  readonly #topics: DiscoveryTopics;
  readonly #address: BrokerAddress;
  readonly #clientId: string;
  readonly #replyTopic: string;
  readonly #intake: Intake;
  #session: BrokerSession | undefined;
  #timer: unknown;
  #failures = 0;
  #state: DiscoveryStatus["state"] = "connecting";
  #since: number;
  #reason = "";
  #closed: Promise<void> | undefined;

  constructor(options: DiscoveryOptions) {
    const { topics = DEFAULT_TOPICS, clock = SYSTEM_CLOCK, cameras, onProblem } = options;
    const newId = options.newId ?? (() => crypto.randomUUID());
    this.#options = options;
    this.#clock = clock;
    this.#topics = topics;
    this.#address = readBroker(options.broker);
    // Everybody hears the reply topic; who knows the client's name could take its connection over.
    this.#clientId = `signalbox-${newId()}`;
    this.#replyTopic = replyTopicOf(`signalbox-${newId()}`, topics);
    this.#intake = new Intake({
      wires: { topics, replyTopic: this.#replyTopic },
      clock,
      tell: (event) => cameras.tell({ type: "discovered", event }) === "accepted",
      onProblem: (kind, detail) => onProblem(kind, this.#address.shown, detail),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    });
    this.#since = clock.now();
    this.#open();
  }

  get status(): DiscoveryStatus {
    return {
      state: this.#state,
      since: this.#since,
      reason: this.#reason,
      broker: this.#address.shown,
      ...this.#intake.counts,
    };
  }

  async publishRecord(order: RecordOrder): Promise<void> {
    const session = this.#session;
    if (session === undefined || this.#state !== "connected") {
      throw new Error(this.#reason || `${this.#address.shown} is not connected`);
    }
    const messages = encodeRecordOrders(order, this.#topics);
    for (const { topic } of messages) this.#intake.expectEcho(topic, order);
    const sent = Promise.all(messages.map((message) => session.publishSurely(message)));
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = this.#clock.setTimer(RECORD_TIMEOUT_MS, () => {
      reject(new Error(`${this.#address.shown} did not confirm within ${RECORD_TIMEOUT_MS} ms`));
    });
    await Promise.race([sent, late]).finally(() => this.#clock.clearTimer(timer));
  }

  close(): Promise<void> {
    return this.#closed ??= this.#close();
  }

  async #close(): Promise<void> {
    this.#clock.clearTimer(this.#timer);
    const session = this.#session;
    if (this.#state === "connected") session?.publish(this.#presence("offline"));
    this.#state = "down";
    this.#reason = "closed";
    await session?.leave(LEAVE_MS);
  }

  #open(): void {
    const session = new BrokerSession({
      address: this.#address,
      clientId: this.#clientId,
      will: this.#presence("offline"),
      clock: this.#clock,
    }, {
      connected: () => void this.#connected(session),
      received: (topic, payload, retained) => this.#intake.take(topic, payload, retained),
      ended: (reason) => this.#lost(reason),
    });
    this.#session = session;
  }

  /** Asks only when answers can be heard. */
  async #connected(session: BrokerSession): Promise<void> {
    try {
      await session.subscribe([this.#replyTopic]);
    } catch (cause) {
      return session.cut(sentenceOf(cause));
    }
    const others = viewerFilters(this.#replyTopic, this.#topics).slice(1);
    const deaf = await session.subscribe(others).then(() => "", sentenceOf);
    if (this.#session !== session || this.#closed !== undefined) return;
    this.#failures = 0;
    this.#change("connected", deaf);
    session.publish(this.#presence("online"));
    this.#ask(session);
  }

  #ask(session: BrokerSession): void {
    for (const request of encodeRequests(this.#replyTopic, this.#topics)) session.publish(request);
    const { requestIntervalMs = REQUEST_INTERVAL_MS } = this.#options;
    this.#timer = this.#clock.setTimer(requestIntervalMs, () => this.#ask(session));
  }

  #lost(reason: string): void {
    this.#clock.clearTimer(this.#timer);
    this.#session = undefined;
    if (this.#closed !== undefined) return;
    this.#change("down", reason);
    const random = this.#options.random ?? Math.random;
    this.#timer = this.#clock.setTimer(backoffMs(this.#failures++, { random }), () => this.#open());
  }

  #change(state: DiscoveryStatus["state"], reason: string): void {
    const changed = this.#state !== state;
    this.#state = state;
    this.#reason = reason;
    if (!changed) return;
    this.#since = this.#clock.now();
    this.#options.onChanged?.(this.status);
  }

  /** Not retained: our name is another after each start, and the old ones would stay with the broker for ever. */
  #presence(word: "online" | "offline"): DiscoveryMessage {
    const payload = new TextEncoder().encode(word);
    return { topic: `signalbox/${this.#clientId.slice(-8)}/status`, payload };
  }
}

function sentenceOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
