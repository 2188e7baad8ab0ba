// @ts-types="@types/ws"
import { WebSocket } from "ws";
import type { CancelWait, Waits } from "../waits.ts";
import type { NodeBuild, PingRule } from "./node_build.ts";
import { ReceiveQueue } from "./receive_queue.ts";

/** What a link tells its owner. `ended` comes once, and nothing after it. */
export interface NodeLinkEvents {
  /** The server took the client in. */
  registered(): void;
  /** A frame after the first. A promise is waited for: nothing else is read before it settles. */
  heard(frame: { readonly [key: string]: unknown }): void | Promise<void>;
  /** @param failure why the connection was not usable, if it never was */
  ended(code: number, failure: string | null): void;
}

/** How to dial. */
export interface NodeDial {
  readonly build: NodeBuild;
  readonly url: string;
  readonly token: string | null;
  readonly register: { readonly [key: string]: unknown };
  /** Waits of the script. */
  readonly waits: Waits;
  /** Waits in which the server has to answer. */
  readonly answers: Waits;
}

/** The library's limits: a handshake, one message, and the answer to a close. */
const HANDSHAKE_TIMEOUT_MS = 10_000;
const MAX_MESSAGE_BYTES = 10_485_760;
const CLOSE_TIMEOUT_MS = 5_000;
/** How a client ends a link whose keep-alive was not answered (RFC 6455, section 7.4.1). */
const KEEP_ALIVE_FAILED = 1011;

/** One connection of an mclient, from dialling to its end: strict about the first frame, pinging on its own. */
export class NodeLink {
  readonly #dial: NodeDial;
  readonly #events: NodeLinkEvents;
  readonly #socket: WebSocket;
  readonly #inbox: ReceiveQueue;
  readonly #timers: CancelWait[] = [];
  readonly #pingsUnderWay = new Map<PingRule, CancelWait>();
  #registered = false;
  #failure: string | null = null;
  #over = false;

  constructor(dial: NodeDial, events: NodeLinkEvents) {
    this.#dial = dial;
    this.#events = events;
    const { build, url, token } = dial;
    // `closeTimeout` is unknown to the library's types.
    const options = {
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      maxPayload: MAX_MESSAGE_BYTES,
      closeTimeout: CLOSE_TIMEOUT_MS,
      rejectUnauthorized: false,
      headers: token === null ? {} : { Authorization: `Token ${token}` },
    };
    const socket = new WebSocket(`${url}${build.path}`, options);
    this.#socket = socket;
    this.#inbox = new ReceiveQueue(socket, (text) => this.#read(text));
    socket.on("open", () => this.#opened());
    socket.on("message", (data) => this.#inbox.push(data.toString()));
    socket.on("pong", () => this.#ponged());
    socket.on("error", (error) => this.#failure ??= this.#registered ? null : error.message);
    socket.on("close", (code) => this.#ended(code));
  }

  get usable(): boolean {
    return this.#registered && this.#socket.readyState === this.#socket.OPEN;
  }

  send(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }

  /** A clean end; `ended` is still called. */
  close(): void {
    this.#socket.close(1000);
  }

  /** Lets go of the connection without a goodbye, as a program does that ends. */
  drop(): void {
    this.#over = true;
    this.#cancelTimers();
    this.#socket.terminate();
  }

  #opened(): void {
    this.send(JSON.stringify(this.#dial.register));
    const { build: { ackWithinMs, pings }, waits, answers } = this.#dial;
    this.#timers.push(
      answers.after(ackWithinMs, () => {
        if (!this.#registered) this.#fail(`no register_ack within ${ackWithinMs} ms`);
      }),
      ...pings.map((rule) => waits.every(rule.everyMs, () => this.#ping(rule))),
    );
  }

  #ping(rule: PingRule): void {
    if (this.#pingsUnderWay.has(rule) || this.#socket.readyState !== this.#socket.OPEN) return;
    const cancel = this.#dial.answers.after(rule.pongWithinMs, () => {
      if (rule.otherwise === "close") this.#socket.close(KEEP_ALIVE_FAILED);
      else this.#socket.terminate();
    });
    this.#pingsUnderWay.set(rule, cancel);
    this.#socket.ping();
  }

  #ponged(): void {
    for (const cancel of this.#pingsUnderWay.values()) cancel();
    this.#pingsUnderWay.clear();
  }

  #read(text: string): void | Promise<void> {
    const frame = parse(text);
    if (frame === undefined) return;
    if (this.#registered) return this.#events.heard(frame);
    if (frame.type !== "register_ack" || frame.status !== "success") {
      return this.#fail(`the first frame was ${JSON.stringify(frame.type)}`);
    }
    this.#registered = true;
    this.#events.registered();
  }

  #fail(failure: string): void {
    this.#failure = failure;
    this.#socket.close(1000);
  }

  #ended(code: number): void {
    this.#cancelTimers();
    if (this.#over) return;
    this.#over = true;
    this.#inbox.clear();
    this.#events.ended(code, this.#failure);
  }

  #cancelTimers(): void {
    for (const cancel of this.#timers.splice(0)) cancel();
    this.#ponged();
  }
}

function parse(text: string): { readonly [key: string]: unknown } | undefined {
  try {
    const frame = JSON.parse(text);
    return typeof frame === "object" && frame !== null && !Array.isArray(frame) ? frame : undefined;
  } catch {
    return undefined;
  }
}
