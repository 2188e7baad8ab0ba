import type { Socket } from "node:net";
import type { StateReported } from "../../actors/sync_hosts/messages.ts";
import { SyncDecoder } from "../../protocols/syncguard/decoder.ts";
import { encodeStatusAnswer } from "../../protocols/syncguard/encoder.ts";
import type { SyncEvent, SyncState } from "../../protocols/syncguard/events.ts";
import type { SyncPlace } from "./acceptor.ts";
import { Allowance } from "./allowance.ts";
import { HostBook } from "./host_book.ts";
import { isLocked, locateHost } from "./questions.ts";
import { Silence } from "./silence.ts";

/** For how long a host that found no room is not asked for again. */
const NO_ROOM_MS = 10_000;

type Fact<T extends SyncEvent["type"]> = Extract<SyncEvent, { readonly type: T }>;
/** Set when a fact has to wait for something; it never rejects. */
type Wait = Promise<void> | undefined;

const NO_FACTS: readonly SyncEvent[] = [];
const REPORTS: Readonly<Record<SyncState, StateReported>> = {
  master: { type: "stateReported", state: "master" },
  slave: { type: "stateReported", state: "slave" },
  error: { type: "stateReported", state: "error" },
  free: { type: "stateReported", state: "free" },
  unknown: { type: "stateReported", state: "unknown" },
};

/**
 * One text connection. What came in is passed on in order, one fact after the other; while one of them has to
 * wait (for its actor to be found, for room in its mailbox, for an answer to be read) the socket is not read, so
 * that the peer waits and nothing piles up here.
 */
export class SyncSession {
  readonly #decoder = new SyncDecoder();
  readonly #book = new HostBook();
  readonly #allowance: Allowance;
  readonly #silence: Silence;
  #facts = NO_FACTS;
  #next = 0;
  #waiting = false;
  /** Ends the wait in hand at once. */
  #hurry: (() => void) | undefined;
  #restMs = 0;
  #noRoomUntil = -Infinity;
  #foreignBytes = 0;
  #ended = false;
  #over = false;

  constructor(
    private readonly socket: Socket,
    private readonly peerAddress: string,
    private readonly place: SyncPlace,
  ) {
    this.#allowance = new Allowance(place.limits, place.clock);
    this.#silence = new Silence(place.limits, place.clock.monotonicMs());
    socket.on("data", (chunk: Uint8Array) => this.#receive(chunk));
    socket.once("end", () => this.#peerEnded());
  }

  /** To be called now and then: cuts a connection on which nothing comes. */
  look(now: number): void {
    const reason = this.#silence.look(now);
    if (reason !== undefined) this.#cut(reason.kind, reason.detail);
  }

  /** The port closes: what comes is not looked at any more, what was asked is answered. */
  leave(): void {
    this.#ended = true;
    this.#hurry?.();
    if (!this.#waiting) this.#finish();
  }

  /** The socket has closed. */
  closed(): void {
    this.#over = true;
    this.#facts = NO_FACTS;
    this.#hurry?.();
  }

  #receive(chunk: Uint8Array): void {
    if (this.#over || this.#ended) return;
    this.#add(this.#decoder.decode(chunk), chunk.length);
    const { maxStrangeBytes, maxForeignBytes } = this.place.limits;
    if (this.#foreignBytes > (this.#silence.spoke ? maxForeignBytes : maxStrangeBytes)) {
      return this.#cut("violation", `${this.#foreignBytes} bytes without a report or a question`);
    }
    this.#restMs += this.#allowance.take(chunk.length);
    if (!this.#waiting) this.#passOn();
  }

  #peerEnded(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#add(this.#decoder.end(), 0);
    if (!this.#waiting) this.#passOn();
  }

  /** What is left of the facts before is bounded: nothing is read while they wait. */
  #add(facts: readonly SyncEvent[], bytes: number): void {
    const left = this.#facts.length - this.#next;
    this.#facts = left === 0 ? facts : [...this.#facts.slice(this.#next), ...facts];
    this.#next = 0;
    if (facts.length > 0) this.place.onMessages?.(facts.length);
    const spoke = facts.some(({ type }) => type !== "violation");
    this.#foreignBytes = spoke ? 0 : this.#foreignBytes + bytes;
    this.#silence.heard(spoke);
  }

  #passOn(): void {
    for (let fact = this.#facts[this.#next]; fact !== undefined; fact = this.#facts[this.#next]) {
      const wait = this.#pass(fact);
      if (wait !== undefined) return void this.#waitFor(wait);
    }
    this.#facts = NO_FACTS;
    this.#next = 0;
    if (this.#ended) this.#finish();
    else if (this.#restMs > 0) void this.#waitFor(this.#rest());
  }

  async #waitFor(wait: Promise<void>): Promise<void> {
    this.#waiting = true;
    this.socket.pause();
    await wait;
    this.#waiting = false;
    this.#hurry = undefined;
    if (this.#over) return;
    this.#passOn();
    if (!this.#waiting) this.socket.resume();
  }

  #pass(fact: SyncEvent): Wait {
    if (fact.type === "stateReported") return this.#report(fact);
    this.#next++;
    if (fact.type === "statusRequested") return this.#answer();
    this.#problem("violation", `${fact.code}: ${fact.bytes} bytes that are no report`);
    return undefined;
  }

  #report({ claimedAddress, state }: Fact<"stateReported">): Wait {
    const host = this.#book.find(claimedAddress);
    if (host === undefined) return this.#locate(claimedAddress);
    const status = host.tell(REPORTS[state]);
    if (status === "full") return host.writable();
    this.#next++;
    if (status === "wait") return host.writable();
    // Its actor is gone or cooling down: the next report finds out where to go.
    if (status === "stopped") this.#book.forget(claimedAddress);
    return undefined;
  }

  #locate(claimedAddress: string | null): Wait {
    if (this.place.clock.monotonicMs() >= this.#noRoomUntil) return this.#ask(claimedAddress);
    this.#next++;
    return undefined;
  }

  async #ask(claimedAddress: string | null): Promise<void> {
    const host = await locateHost(this.place, claimedAddress, this.peerAddress);
    if (host !== undefined && host !== "full") return this.#book.learn(claimedAddress, host);
    this.#next++;
    if (host === undefined) return;
    this.#noRoomUntil = this.place.clock.monotonicMs() + NO_ROOM_MS;
    this.#problem("tooManyHosts", "no more sync hosts are taken on");
  }

  async #answer(): Promise<void> {
    const { place, socket } = this;
    const answer = encodeStatusAnswer(await isLocked(place, this.peerAddress));
    if (this.#over || !socket.writable || socket.write(answer)) return;
    this.#silence.unread(place.clock.monotonicMs());
    await new Promise<void>((resolve) => socket.once("drain", this.#hurry = resolve));
    this.#silence.unread(undefined);
  }

  #rest(): Promise<void> {
    const { clock, limits } = this.place;
    this.#problem("flood", `sends more than ${limits.bytesPerSecond} bytes a second`);
    const restMs = this.#restMs;
    this.#restMs = 0;
    return new Promise((resolve) => {
      const timer = clock.setTimer(restMs, resolve);
      this.#hurry = () => {
        clock.clearTimer(timer);
        resolve();
      };
    });
  }

  #finish(): void {
    this.socket.end(() => this.socket.destroy());
  }

  #cut(kind: string, detail: string): void {
    this.#problem(kind, detail);
    this.socket.destroy();
  }

  #problem(kind: string, detail: string): void {
    this.place.onProblem(kind, this.peerAddress, detail);
  }
}
