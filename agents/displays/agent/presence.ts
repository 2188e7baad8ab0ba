import type { Clock } from "../../../actors/kernel/mod.ts";
import type { AgentLog } from "../../agent_log.ts";
import type { CancelWait, Waits } from "../../waits.ts";
import {
  heartbeat,
  processStatus,
  reconnected,
  registration,
  type RunningProgram,
  type Saying,
  type Speaker,
} from "./sayings.ts";

/** What being known to a server needs. */
export interface PresenceNeeds {
  readonly clock: Clock;
  readonly waits: Waits;
  readonly log: AgentLog;
  readonly speaker: () => Speaker;
  readonly running: () => readonly RunningProgram[];
  say(saying: Saying): void;
  /** The server has taken us in: it can be told things now. */
  registered(): void;
}

/** Display guide, sections 2.1, 3.1 and 6.1. */
const REGISTER_AGAIN_MS = 5_000;
const HEARTBEAT_MS = 30_000;
const PROCESS_STATUS_MS = 20_000;
/** A server that has not answered a registration by then has lost it. */
const REGISTER_ANSWER_MS = 10_000;

/** Makes a display known to its server, and says at regular times that it is there and what runs. */
export class Presence {
  readonly #needs: PresenceNeeds;
  readonly #startedAt: number;
  #state: "off" | "asking" | "registered" = "off";
  /** All that ends with the connection. */
  #pending: CancelWait[] = [];
  /** The agent itself wanted the connection. */
  #asked = false;

  constructor(needs: PresenceNeeds) {
    this.#needs = needs;
    this.#startedAt = needs.clock.monotonicMs();
  }

  get registered(): boolean {
    return this.#state === "registered";
  }

  lineUp(asked: boolean): void {
    this.#state = "asking";
    this.#asked = asked;
    this.#register();
  }

  lineDown(): void {
    if (this.registered) this.#needs.log("warn", "connection lost; what runs goes on");
    this.leave();
  }

  /** Says nothing any more, until there is another line. */
  leave(): void {
    this.#state = "off";
    this.#cancelAll();
  }

  refused(reason: string): void {
    const seconds = REGISTER_AGAIN_MS / 1_000;
    this.#needs.log("warn", `not registered: ${reason}; asked again in ${seconds} s`);
    if (this.#state === "asking") this.#registerIn(REGISTER_AGAIN_MS);
  }

  accepted(clientId: number | null): void {
    if (this.#state !== "asking") return;
    this.#state = "registered";
    this.#cancelAll();
    const { log, speaker, say, waits } = this.#needs;
    const client = clientId === null ? "" : `, client ${clientId}`;
    log("info", `registered as ${speaker().name}${client}`);
    if (this.#asked) say(reconnected(speaker()));
    this.#pending.push(
      waits.every(HEARTBEAT_MS, () => this.#beat()),
      waits.every(PROCESS_STATUS_MS, () => this.sayProcesses()),
    );
    this.#needs.registered();
    this.#beat();
    this.sayProcesses();
  }

  /** What runs, if there is anybody to hear it. */
  sayProcesses(): void {
    const { say, speaker, running } = this.#needs;
    if (this.registered) say(processStatus(speaker(), running()));
  }

  #register(): void {
    const { say, speaker } = this.#needs;
    say(registration(speaker()));
    this.#registerIn(REGISTER_ANSWER_MS);
  }

  #registerIn(delayMs: number): void {
    this.#cancelAll();
    this.#pending.push(this.#needs.waits.after(delayMs, () => this.#register()));
  }

  #beat(): void {
    const { say, speaker, running, clock } = this.#needs;
    const uptimeS = (clock.monotonicMs() - this.#startedAt) / 1_000;
    say(heartbeat(speaker(), uptimeS, running().length));
  }

  #cancelAll(): void {
    for (const cancel of this.#pending.splice(0)) cancel();
  }
}
