// @ts-types="@types/ws"
import type { WebSocket } from "ws";
import type { ActorRef, Clock } from "../../actors/kernel/mod.ts";
import type { LoadState } from "../../actors/load.ts";
import type { NodeLink, NodeWord } from "../../actors/nodes/link.ts";
import type { NodeHostReport, RegisterNode } from "../../actors/nodes/messages.ts";
import { decodeNodeFrame } from "../../protocols/mserver/decoder.ts";
import { encodeNodeWord } from "../../protocols/mserver/encoder.ts";
import type { NodeEvent } from "../../protocols/mserver/events.ts";
import type { Pace } from "../pace.ts";
import type { NodeBinding } from "./authenticator.ts";
import { CLOSE, type CloseCode, closeReason, fitting } from "./close_codes.ts";
import { type Corkable, GatheredWrites } from "./gathered_writes.ts";
import { type Frame, Intake } from "./intake.ts";
import type { NodeGatewayLimits } from "./limits.ts";
import { SilenceWatch } from "./silence_watch.ts";

/** What all sessions share. */
export interface SessionHost {
  /** Knows the actor of every server id. */
  readonly nodes: ActorRef<RegisterNode>;
  /** Says once per window what a peer did wrong. */
  readonly onProblem: (kind: string, peerAddress: string, detail: string) => void;
  readonly clock: Clock;
  readonly limits: NodeGatewayLimits;
  /** How much there is to do: the more it is, the slower clients are read. */
  readonly load: () => LoadState;
}

/** Who is at the other end, and of what. */
export interface SessionPeer {
  /** The stream below the WebSocket. */
  readonly wire: Corkable;
  readonly peerAddress: string;
  readonly secure: boolean;
  /** Of all connections of its address together. */
  readonly pace?: Pace;
  /** The device account of its token; null without one. */
  readonly account: string | null;
  /** Whether its token may be used under this server id. */
  readonly bind: (serverId: string) => Promise<NodeBinding>;
}

type Registered = Extract<NodeEvent, { readonly type: "registered" }>;
type Report = Extract<NodeHostReport, { readonly type: "nodeEvent" }>["event"];

/** Frames that may be on their way when we close: a queue of a client that was away. */
const MAX_UNHEARD = 100;
/** The directory answers from memory, and starts an actor at most. */
const REGISTER_ASK_MS = 10_000;

/** One WebSocket of an mclient: decodes what it says, in order, and encodes what it is told. */
export class NodeSession implements NodeLink {
  readonly peerAddress: string;
  readonly secure: boolean;
  open = true;
  readonly #socket: WebSocket;
  readonly #writes: GatheredWrites;
  readonly #silence: SilenceWatch;
  readonly #peer: SessionPeer;
  readonly #host: SessionHost;
  readonly #intake: Intake;
  readonly #registerTimer: unknown;
  /** The server id of the first frame. */
  #serverId: string | undefined;
  #actor: ActorRef<NodeHostReport> | undefined;
  /** The first word may go out, and so may others after it. */
  #greeted = false;
  #violations = 0;
  /** Frames that came after the end. */
  #unheard = 0;

  constructor(socket: WebSocket, peer: SessionPeer, host: SessionHost) {
    this.#socket = socket;
    this.peerAddress = peer.peerAddress;
    this.secure = peer.secure;
    this.#writes = new GatheredWrites(peer.wire);
    this.#silence = new SilenceWatch(host.limits, host.clock.monotonicMs());
    this.#peer = peer;
    this.#host = host;
    const handle = (frame: Frame) => this.#handle(frame);
    this.#intake = new Intake(socket, host.clock, host.limits, handle, peer.pace);
    this.#registerTimer = host.clock.setTimer(host.limits.registerWithinMs, () => {
      this.#fail(
        "registerTimeout",
        "policy",
        `no register within ${host.limits.registerWithinMs} ms`,
      );
    });
  }

  /** A message has come in. */
  receive(frame: Frame): void {
    // Until it answers our close, all that it sends is parsed.
    if (!this.open) return ++this.#unheard > MAX_UNHEARD ? this.#socket.terminate() : undefined;
    this.#heard(frame.data.length);
    this.#intake.take(frame);
  }

  /** The client's ping, or its answer to ours: a sign of life. */
  alive(): void {
    if (!this.open) return;
    this.#heard(0);
    this.#tellAlive();
    // Pongs go out by themselves, and would gather without end for a client that pings and does not read.
    this.#mayWrite();
  }

  /** The connection is gone. */
  closed(code: number): void {
    this.open = false;
    this.#intake.end();
    this.#host.clock.clearTimer(this.#registerTimer);
    this.#actor?.tell({ type: "linkClosed", link: this, reason: closeReason(code) });
  }

  say(word: NodeWord): void {
    if (word.type === "registered") this.#greeted = true;
    // Clients take any other first frame for a failure, and come back up to seventeen minutes later.
    if (!this.#greeted || !this.#mayWrite()) return;
    this.#writes.gather();
    this.#socket.send(encodeNodeWord(word, this.#host.clock.now()));
  }

  close(code: number, reason: string): void {
    if (!this.open) return;
    this.open = false;
    this.#socket.close(code, fitting(reason));
    // What it still sends is of no use, but its own close has to be read.
    this.#intake.end();
    this.#socket.resume();
  }

  /** Pings a client that says nothing, and gives up one that stays silent. */
  lookForSilence(nowMs: number): void {
    if (this.#intake.held) return;
    const verdict = this.#silence.judge(nowMs);
    if (verdict === "ping") this.#socket.ping();
    if (verdict !== "giveUp") return;
    const seconds = Math.round(this.#silence.silentMs(nowMs) / 1_000);
    this.#problem("silent", `nothing was heard for ${seconds} s`);
    this.#socket.terminate();
  }

  #heard(bytes: number): void {
    const now = this.#host.clock.monotonicMs();
    this.#silence.heard(now);
    if (!this.#intake.charge(bytes, now, this.#host.load())) return;
    this.#problem("flood", `more than ${this.#host.limits.framesPerSecond} frames a second`);
  }

  /** A text that comes in a binary frame is one: the deployed server takes both alike. */
  #handle({ data }: Frame): void {
    const event: NodeEvent = decodeNodeFrame(data.toString());
    if (this.#serverId === undefined) return this.#first(event);
    if (event.type === "violation") return this.#violated(`${event.code}: ${event.detail}`);
    if (event.type === "registered") return this.#again(event);
    if (event.type === "unknownMessage") {
      this.#problem("unknownMessage", `the type "${event.name}" is not known`);
      return this.#tellAlive();
    }
    this.#tellEvent(event);
  }

  #first(event: NodeEvent): void {
    if (event.type === "registered") return void this.#register(event);
    const told = event.type === "violation" ? event.detail : `${event.type} came first`;
    this.#fail("notRegistered", "policy", `the first frame must be a register: ${told}`);
  }

  async #register({ serverId, version, at, capabilities }: Registered): Promise<void> {
    this.#serverId = serverId;
    this.#host.clock.clearTimer(this.#registerTimer);
    const release = this.#intake.hold();
    const question: RegisterNode = {
      type: "registerNode",
      serverId,
      version,
      link: this,
      account: this.#peer.account,
      at,
      capabilities,
    };
    try {
      const binding = await this.#peer.bind(serverId);
      if (!binding.bound) return this.#refuse(binding.status, binding.reason);
      const answer = await this.#host.nodes.ask(question, { timeoutMs: REGISTER_ASK_MS });
      if (answer.ok) return this.#enter(answer.value, release);
      const { code, detail } = answer.refusal;
      const kind = code === "tooMany" || code === "rateLimited" ? "tryAgain" : "policy";
      this.#fail("registrationRefused", kind, detail);
    } catch (error) {
      const told = error instanceof Error ? error.message : String(error);
      this.#fail("registrationFailed", "tryAgain", `registration did not work: ${told}`);
    }
  }

  /** Says so in a frame as well: clients log that, and not the reason of a close. */
  #refuse(status: 401 | 503, detail: string): void {
    if (!this.open) return;
    const word = { type: "refused", message: "registration refused", detail } as const;
    this.#socket.send(encodeNodeWord(word, this.#host.clock.now()));
    this.#fail("registrationRefused", status === 401 ? "policy" : "tryAgain", detail);
  }

  #enter(actor: ActorRef<NodeHostReport>, release: () => void): void {
    this.#actor = actor;
    release();
    // It may have gone while the directory was asked.
    if (!this.open) {
      actor.tell({ type: "linkClosed", link: this, reason: "gone while registering" });
    }
  }

  /** A client that registers twice on one connection is answered, as long as it stays itself. */
  #again({ serverId }: Registered): void {
    if (serverId !== this.#serverId) return this.#violated("the server id cannot change");
    this.say({ type: "registered", serverId, message: "already registered" });
    this.#tellAlive();
  }

  #violated(detail: string): void {
    this.#problem("violation", detail);
    this.#tellAlive();
    this.say({ type: "refused", message: "the message was not understood", detail });
    if (++this.#violations < this.#host.limits.maxViolations) return;
    this.#fail("tooManyViolations", "policy", `${this.#violations} messages were not understood`);
  }

  #tellAlive(): void {
    this.#actor?.tell({ type: "transportAlive", link: this });
  }

  #tellEvent(event: Report): void {
    const actor = this.#actor;
    const told = actor?.tell({ type: "nodeEvent", link: this, event });
    if (told === "accepted" || actor === undefined) return;
    if (told === "wait") return void actor.writable().then(this.#intake.hold());
    // Its actor is gone or cooling down; a fresh registration finds out what to do.
    this.#fail("notTaken", "tryAgain", `the host's actor is ${told}`);
  }

  #mayWrite(): boolean {
    if (!this.open) return false;
    const { maxQueuedBytes } = this.#host.limits;
    if (this.#socket.bufferedAmount <= maxQueuedBytes) return true;
    this.#problem("slowReader", `more than ${maxQueuedBytes} bytes wait to be read`);
    this.open = false;
    this.#socket.terminate();
    return false;
  }

  #fail(kind: string, code: CloseCode, detail: string): void {
    this.#problem(kind, detail);
    this.close(CLOSE[code], detail);
  }

  #problem(kind: string, detail: string): void {
    this.#host.onProblem(kind, this.peerAddress, detail);
  }
}
