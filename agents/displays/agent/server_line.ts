import { io, type Socket } from "socket.io-client";
import { Backoff } from "../../backoff.ts";
import type { AgentLog } from "../../agent_log.ts";
import type { Waits } from "../../waits.ts";
import { describeError } from "../../describe_error.ts";
import type { Saying } from "./sayings.ts";

/** What the line tells the agent. */
export interface LineEvents {
  /** @param asked the agent itself wanted a new connection */
  up(asked: boolean): void;
  down(): void;
  /** Whoever takes it has understood it; the server is told so when it wants to know. */
  heard(event: string, args: readonly unknown[]): void;
}

/** Where to connect. */
export interface LineOptions {
  readonly url: string;
  readonly waits: Waits;
  readonly random: () => number;
  readonly log: AgentLog;
}

/** Display guide, section 2.1. */
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;
const JITTER = 0.5;
/** Three lost packets in a row on a bad network; a server that takes longer to say hello is of no use. */
const CONNECT_TIMEOUT_MS = 10_000;
/** A connection that has held for so long was a good one. */
const HEALTHY_MS = 30_000;
/** A site's displays, all told to come back at the same moment, come back one after the other. */
const SPREAD_MS = 1_000;

/**
 * The connection to the server, for ever: after every loss it is tried again, after 1 s and then ever more slowly up
 * to 30 s. The library does that where it can; after a goodbye of the server, which it takes for the end, this does.
 */
export class ServerLine {
  readonly #options: LineOptions;
  readonly #events: LineEvents;
  readonly #socket: Socket;
  readonly #backoff: Backoff;
  #asked = false;
  /** Told once, and again when it is another. */
  #trouble = "";
  #upSince = 0;
  #cancelDial = () => {};

  constructor(options: LineOptions, events: LineEvents) {
    const { url, waits: { timeScale }, random } = options;
    this.#options = options;
    this.#events = events;
    const times = { firstMs: FIRST_DELAY_MS, maxMs: MAX_DELAY_MS, jitter: JITTER, random };
    this.#backoff = new Backoff(times);
    this.#socket = io(url, {
      autoConnect: false,
      forceNew: true,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnection: true,
      reconnectionAttempts: Infinity,
      reconnectionDelay: FIRST_DELAY_MS / timeScale,
      reconnectionDelayMax: MAX_DELAY_MS / timeScale,
      randomizationFactor: JITTER,
      timeout: CONNECT_TIMEOUT_MS,
    });
    this.#listen();
  }

  get connected(): boolean {
    return this.#socket.connected;
  }

  start(): void {
    this.#socket.connect();
  }

  /** Says something now, or not at all. `confirmed` is called if the server confirms that it has come. */
  say({ event, payload }: Saying, confirmed?: () => void): void {
    if (!this.#socket.connected) return;
    if (confirmed === undefined) this.#socket.emit(event, payload);
    else this.#socket.emit(event, payload, confirmed);
  }

  /** Hangs up, and connects anew. */
  reconnect(): void {
    this.#cancelDial();
    this.#asked = true;
    this.#socket.io.reconnection(true);
    this.#socket.disconnect();
    this.#socket.connect();
  }

  /** The server goes away, and wants to be left alone for so long. */
  reconnectAfter(delayMs: number): void {
    // The library would try every second meanwhile.
    this.#socket.io.reconnection(false);
    this.#dialLater(delayMs + SPREAD_MS * this.#options.random());
  }

  /** Hangs up for good. */
  stop(): void {
    this.#cancelDial();
    this.#socket.disconnect();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on("connect", () => this.#up());
    socket.on("connect_error", (cause) => this.#failed(cause));
    socket.on("disconnect", (reason) => this.#down(reason));
    socket.io.on("open", () => {
      // The library takes no notice of an Engine.IO CLOSE on a WebSocket.
      socket.io.engine.on("packet", ({ type }) => {
        if (type === "close") this.#dialLater(this.#backoff.next());
      });
    });
    socket.onAny((event: string, ...args: unknown[]) => {
      const confirm = typeof args.at(-1) === "function" ? args.pop() as () => void : undefined;
      this.#events.heard(event, args);
      confirm?.();
    });
  }

  #up(): void {
    this.#trouble = "";
    this.#upSince = this.#options.waits.clock.now();
    const asked = this.#asked;
    this.#asked = false;
    this.#events.up(asked);
  }

  #failed(cause: unknown): void {
    const trouble = reasonOf(cause);
    const { log, url } = this.#options;
    const level = trouble === this.#trouble ? "debug" : "warn";
    log(level, `${url} cannot be reached (${trouble}); tried again for ever`);
    this.#trouble = trouble;
    // The server itself has said no, or the library is done after one try.
    if (!this.#socket.active || !this.#socket.io.reconnection()) {
      this.#dialLater(this.#backoff.next());
    }
  }

  #down(reason: string): void {
    this.#events.down();
    if (reason === "io client disconnect") return;
    if (this.#options.waits.clock.now() - this.#upSince >= HEALTHY_MS) this.#backoff.reset();
    if (reason === "io server disconnect") this.#dialLater(this.#backoff.next());
  }

  #dialLater(delayMs: number): void {
    this.#cancelDial();
    this.#cancelDial = this.#options.waits.after(delayMs, () => this.reconnect());
  }
}

/** What stood in the way, as the innermost cause tells it. */
function reasonOf(cause: unknown): string {
  const { description } = cause as { readonly description?: unknown };
  const inner = (description as { readonly error?: unknown } | undefined)?.error ?? cause;
  const { message } = inner as { readonly message?: string };
  return message === undefined || message === "" ? describeError(cause) : message;
}
