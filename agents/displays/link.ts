import { io, type Socket } from "socket.io-client";
import type { DeviceClock } from "../waits.ts";

/** How a link ended. `goodbye`: the server sent a Socket.IO DISCONNECT or an Engine.IO CLOSE. */
export type Ending = "failed" | "dropped" | "goodbye";

/** What a link tells its owner. `ended` comes at most once, and nothing after it. */
export interface LinkEvents {
  opened(): void;
  ended(ending: Ending): void;
  /** `acknowledge` is there when the server wants to know that the event was handled. */
  heard(event: string, args: readonly unknown[], acknowledge: (() => void) | undefined): void;
}

/** One connection, from dialling to its end. Never reconnects: each build has rules of its own. */
export interface Link {
  emit(event: string, payload: Readonly<Record<string, unknown>>): void;
  /** Ends it from this side, with a goodbye. `ended` is not called. */
  hangUp(): void;
}

/** Where and how to dial. */
export interface DialTarget {
  readonly url: string;
  readonly transports: readonly ("websocket" | "polling")[];
  /** Real milliseconds from the open transport to the acknowledged namespace. */
  readonly ackWithinMs: number;
}

/** The Python library gives a TCP or WebSocket connect 5 s. */
const CONNECT_TIMEOUT_MS = 5_000;

/** Dials once. */
export function dial(target: DialTarget, clock: DeviceClock, events: LinkEvents): Link {
  return new SocketLink(target, clock, events);
}

class SocketLink implements Link {
  readonly #socket: Socket;
  readonly #clock: DeviceClock;
  readonly #events: LinkEvents;
  #over = false;
  #ackTimer: unknown;

  constructor(target: DialTarget, clock: DeviceClock, events: LinkEvents) {
    this.#clock = clock;
    this.#events = events;
    this.#socket = io(target.url, {
      transports: [...target.transports],
      reconnection: false,
      forceNew: true,
      autoConnect: false,
      timeout: CONNECT_TIMEOUT_MS,
    });
    this.#listen(target.ackWithinMs);
    this.#socket.connect();
  }

  emit(event: string, payload: Readonly<Record<string, unknown>>): void {
    if (!this.#over && this.#socket.connected) this.#socket.emit(event, payload);
  }

  hangUp(): void {
    this.#over = true;
    this.#clock.clearTimer(this.#ackTimer);
    this.#socket.disconnect();
  }

  #listen(ackWithinMs: number): void {
    const socket = this.#socket;
    socket.io.on("open", () => this.#transportOpened(ackWithinMs));
    socket.on("connect", () => this.#namespaceOpened());
    socket.on("connect_error", () => this.#end("failed"));
    socket.on("disconnect", (reason, details) => {
      const goodbye = reason === "io server disconnect" || isServerClose(details);
      this.#end(goodbye ? "goodbye" : "dropped");
    });
    socket.onAny((event: string, ...args: unknown[]) => this.#hear(event, args));
  }

  #transportOpened(ackWithinMs: number): void {
    this.#ackTimer = this.#clock.setTimer(ackWithinMs, () => this.#end("failed"));
    // This library ignores an Engine.IO CLOSE on a WebSocket; the Python one ends there.
    this.#socket.io.engine.on("packet", ({ type }) => {
      if (type === "close") this.#end("goodbye");
    });
  }

  #namespaceOpened(): void {
    this.#clock.clearTimer(this.#ackTimer);
    if (!this.#over) this.#events.opened();
  }

  #end(ending: Ending): void {
    if (this.#over) return;
    this.hangUp();
    this.#events.ended(ending);
  }

  #hear(event: string, args: unknown[]): void {
    if (this.#over) return;
    const last = args.at(-1);
    if (typeof last !== "function") return this.#events.heard(event, args, undefined);
    this.#events.heard(event, args.slice(0, -1), () => {
      if (!this.#over) last();
    });
  }
}

/** How this library reports an Engine.IO CLOSE that came by polling. */
function isServerClose(details: unknown): boolean {
  const description = (details as { description?: unknown } | undefined)?.description;
  return description === "transport closed by the server";
}
