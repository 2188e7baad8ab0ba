import { Buffer } from "node:buffer";
import { connect, type MqttClient } from "mqtt";
import type { Clock } from "../../actors/kernel/mod.ts";
import { normalizePeerAddress } from "../../protocols/addresses.ts";
import { encodeAnswer, readRequest } from "../../protocols/discovery/camera_side.ts";
import { DEFAULT_TOPICS } from "../../protocols/discovery/topics.ts";
import type { AgentLog } from "../agent_log.ts";
import { AnswerBudget } from "./answer_budget.ts";
import { LineBudget } from "./line_budget.ts";

/** Where a camera agent is asked, and what it says. */
export interface DiscoveryAnswererOptions {
  /** `mqtt://user:password@host:1883`, or `mqtts://…`. */
  readonly brokerUrl: string;
  /** What to answer. Null: the address that the machine uses towards the broker, as the guide has it. */
  readonly advertise: string | null;
  readonly clock: Clock;
  /** 0 to below 1. */
  readonly random: () => number;
  readonly log: AgentLog;
}

/** A half-open link is noticed within one and a half of these. */
const KEEP_ALIVE_S = 15;
const CONNECT_TIMEOUT_MS = 10_000;
/** Broker away: each agent tries at an interval of its own between one and two of these, for ever. */
const RECONNECT_MS = 2_000;
/** How long a goodbye to the broker may take. */
const GOODBYE_MS = 1_000;

/**
 * Answers everybody who looks for cameras, on every request topic that is in the field, for as long as it runs; the
 * stream does not depend on it. Source: camera guide, section 3 no. 2 and 3; fielded cameras V1 to V3.
 */
export class DiscoveryAnswerer {
  /** Answers since the beginning. */
  answers = 0;
  readonly #options: DiscoveryAnswererOptions;
  readonly #broker: string;
  readonly #budget = new AnswerBudget();
  readonly #violations = new LineBudget();
  #client: MqttClient | undefined;
  #state: "new" | "up" | "down" = "new";

  constructor(options: DiscoveryAnswererOptions) {
    this.#options = options;
    // Without user and password.
    this.#broker = new URL(options.brokerUrl).host;
  }

  /** Returns at once: the broker may come later. */
  start(): void {
    const { brokerUrl, random } = this.#options;
    const client = connect(brokerUrl, {
      clientId: `signalbox-camera-${crypto.randomUUID()}`,
      keepalive: KEEP_ALIVE_S,
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectPeriod: RECONNECT_MS * (1 + random()),
      reconnectOnConnackError: true,
      queueQoSZero: false,
      resubscribe: false,
    });
    client.on("connect", () => this.#connected(client));
    client.on("error", (cause) => this.#lost(reasonOf(cause)));
    client.on("close", () => this.#lost("the connection was closed"));
    client.on("message", (topic, payload) => this.#heard(client, topic, payload));
    this.#client = client;
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client === undefined) return;
    const timer = setTimeout(() => client.end(true), GOODBYE_MS);
    await client.endAsync(!client.connected);
    clearTimeout(timer);
  }

  #connected(client: MqttClient): void {
    const { log } = this.#options;
    const where = `discovery at ${this.#broker}`;
    this.#state = "up";
    client.subscribe([...DEFAULT_TOPICS.requests], { qos: 0 }, (cause) => {
      if (cause) log("warn", `${where}: not subscribed, ${cause.message}`);
      else log("info", `${where}: answering ${this.#addressTowards(client)}`);
    });
  }

  #lost(reason: string): void {
    // Told once, however often the next tries fail.
    if (this.#state === "down" || this.#client === undefined) return;
    this.#state = "down";
    const { log } = this.#options;
    log("warn", `discovery at ${this.#broker}: no broker (${reason}); tried again for ever`);
  }

  #heard(client: MqttClient, topic: string, payload: Uint8Array): void {
    const { clock, log } = this.#options;
    const now = clock.monotonicMs();
    const asked = readRequest(topic, payload);
    if (asked.type === "violation") {
      const { pass } = this.#violations.take(now);
      return log(pass ? "warn" : "debug", `discovery: a request was ignored, ${asked.reason}`);
    }
    if (!this.#budget.take(asked.replyTopic, now)) return;
    const answer = encodeAnswer(asked.replyTopic, this.#addressTowards(client));
    // Never retained: an address that is stale by tomorrow would be dialled for ever.
    client.publish(answer.topic, Buffer.from(answer.payload), { qos: 0, retain: false });
    this.answers++;
    log("debug", `discovery: answered on ${asked.replyTopic}`);
  }

  /** Asked anew each time: a machine may come back to its broker with another address. */
  #addressTowards({ stream }: MqttClient): string {
    const { advertise } = this.#options;
    if (advertise !== null) return advertise;
    const { localAddress } = stream as { readonly localAddress?: unknown };
    // What fielded cameras say when they do not know better.
    return typeof localAddress === "string" ? normalizePeerAddress(localAddress) : "127.0.0.1";
  }
}

/** Several addresses of one name fail as one error without a message of its own. */
function reasonOf(cause: Error): string {
  const { code } = cause as { readonly code?: unknown };
  return cause.message || (typeof code === "string" ? code : cause.name);
}
