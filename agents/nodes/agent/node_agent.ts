/**
 * The node guides' mclient: registers, reports what its containers do, and carries out commands on them, each once. It
 * goes on through any loss of its server. Source: node guides; fielded builds M11 where those are silent.
 *
 * @example
 * ```ts
 * const agent = await startNodeAgent({
 *   urls: ["ws://192.0.2.10:8080/ws/monitoring/"],
 *   serverId: "4f1a09c27b3e",
 *   version: "signalbox 0.1.0",
 *   runner,
 *   measurements,
 *   store: createMemoryStore(),
 *   log: (level, sentence) => console.error(level, sentence),
 * });
 * await agent.stop();
 * ```
 * @module
 */
import { SYSTEM_CLOCK } from "../../../actors/kernel/clock.ts";
import type { Clock } from "../../../actors/kernel/mod.ts";
import { Waits } from "../../waits.ts";
import { newsOf } from "./answers.ts";
import { Deliveries } from "./deliveries.ts";
import { Login } from "./login.ts";
import type { Summary } from "./measurements.ts";
import type { NodeAgent, NodeAgentOptions } from "./node_agent_options.ts";
import { OrderDesk } from "./order_desk.ts";
import { SampleOutbox } from "./sample_outbox.ts";
import { Sampler } from "./sampler.ts";
import { ServerLine } from "./server_line.ts";
import { serverWord } from "./server_words.ts";
import type { WireFrame } from "./wire_frame.ts";

export type { NodeAgent, NodeAgentOptions };

/** What this agent can do beyond the guides; servers that know nothing of it ignore it. */
const CAPABILITIES = ["command_output", "command_cancel", "concurrent_commands"];
/** Fielded builds. */
const HEARTBEAT_MS = 45_000;
/** A full disk may have room again. */
const RETRY_NOTES_MS = 20_000;
/** A backup has a node stopped; service managers end a program by force after 90 s. */
const LAST_COMMANDS_MS = 60_000;
/** How long the last answers may take to be acknowledged. */
const FAREWELL_MS = 1_000;

/** Starts one; a server that is away is waited for. */
export async function startNodeAgent(options: NodeAgentOptions): Promise<NodeAgent> {
  const agent = new RunningAgent(options);
  await agent.start();
  return agent;
}

class RunningAgent implements NodeAgent {
  readonly #options: NodeAgentOptions;
  readonly #clock: Clock;
  /** Of the protocol. */
  readonly #waits: Waits;
  readonly #login: Login;
  readonly #line: ServerLine;
  readonly #samples: SampleOutbox;
  readonly #deliveries: Deliveries;
  readonly #desk: OrderDesk;
  readonly #sampler: Sampler;
  #url = "";
  #stopped: Promise<void> | undefined;

  constructor(options: NodeAgentOptions) {
    const { clock = SYSTEM_CLOCK, timeScale = 1, credentials = null, ca = null } = options;
    this.#options = options;
    this.#clock = clock;
    this.#waits = new Waits(clock, timeScale);
    this.#login = new Login({ credentials, store: options.store, ca, log: options.log });
    this.#line = this.#newLine(ca);
    this.#samples = new SampleOutbox({ send: (text) => this.#line.send(text) });
    this.#deliveries = this.#newDeliveries();
    this.#desk = this.#newDesk();
    this.#sampler = this.#newSampler();
  }

  get registered(): boolean {
    return this.#line.up;
  }

  get waiting(): number {
    return this.#samples.waiting;
  }

  get dropped(): number {
    return this.#samples.dropped;
  }

  async start(): Promise<void> {
    const { store } = this.#options;
    this.#desk.restore(await store.readNotes());
    await this.#save();
    this.#waits.every(RETRY_NOTES_MS, () => void store.retryNotes());
    this.#waits.every(HEARTBEAT_MS, () => this.#say({ type: "heartbeat", ...this.#stamp() }));
    this.#line.start();
    this.#sampler.start();
  }

  stop(): Promise<void> {
    return this.#stopped ??= this.#stop();
  }

  async #stop(): Promise<void> {
    this.#sampler.stop();
    await this.#desk.close(this.#waits, LAST_COMMANDS_MS);
    await this.#deliveries.emptied(FAREWELL_MS);
    this.#line.stop();
    this.#waits.cancelAll();
    await this.#save();
    this.#options.store.close();
  }

  #newLine(ca: string | null): ServerLine {
    const { urls, log, random = Math.random, version } = this.#options;
    return new ServerLine({
      urls,
      ca,
      register: () => ({
        type: "register",
        ...this.#stamp(),
        version,
        capabilities: CAPABILITIES,
      }),
      token: (url) => this.#login.token(this.#url = url),
      tokenRefused: () => this.#login.refused(),
      waits: this.#waits,
      random,
      log,
    }, {
      up: () => this.#up(),
      down: () => this.#down(),
      heard: (frame) => this.#heard(frame),
    });
  }

  #newDeliveries(): Deliveries {
    return new Deliveries({
      waits: this.#waits,
      log: this.#options.log,
      send: (text) => this.#line.send(text),
      probe: (arrived) => this.#line.probe(arrived),
      changed: () => this.#save(),
    });
  }

  #newDesk(): OrderDesk {
    const { serverId, runner, store, log } = this.#options;
    return new OrderDesk({
      serverId,
      runner,
      store,
      log,
      deliveries: this.#deliveries,
      line: this.#line,
      now: () => this.#clock.now(),
    });
  }

  #newSampler(): Sampler {
    const { serverId, measurements, intervalMs = 1_000 } = this.#options;
    return new Sampler({
      serverId,
      intervalMs,
      measurements,
      waits: this.#waits,
      say: (sequence, text) => this.#samples.add(sequence, text),
      summarised: (summary, at) => this.#summarised(summary, at),
    });
  }

  /** Who speaks, and when. */
  #stamp(): { readonly serverId: string; readonly timestamp: number } {
    return { serverId: this.#options.serverId, timestamp: this.#clock.now() };
  }

  #say(frame: WireFrame): void {
    this.#line.send(JSON.stringify(frame));
  }

  #save(): Promise<boolean> {
    return this.#options.store.writeNotes(this.#desk.notes);
  }

  #up(): void {
    this.#deliveries.open();
    this.#samples.flush();
  }

  #down(): void {
    this.#deliveries.close();
    this.#samples.lost();
    this.#desk.lineLost();
  }

  #summarised({ data, news }: Summary, at: number): void {
    if (news.length > 0) void this.#deliveries.add(...news.map(newsOf));
    void this.#login.saveSummary(this.#url, this.#options.serverId, at, data);
  }

  #heard(frame: WireFrame & { readonly type: string }): void {
    const { log, measurements } = this.#options;
    const word = serverWord(frame);
    switch (word.type) {
      case "command":
        return this.#desk.take(frame);
      case "cancel":
        return this.#desk.cancel(frame);
      case "sampleAcknowledged":
        return this.#samples.acknowledged(word.sequence);
      case "acknowledged":
        return this.#deliveries.acknowledged(word.acknowledgement, word.of);
      case "ping":
        return this.#say({ type: "pong" });
      case "eras":
        return measurements.recallEras(word.eras);
      case "complaint":
        return log("warn", `the server says: ${word.text}`);
      case "nothing":
        return log("debug", `the server says ${word.name}, which means nothing here`);
    }
  }
}
