import { createServer, type Server, type Socket } from "node:net";
import type { Clock } from "../../actors/kernel/mod.ts";
import { Waits } from "../waits.ts";
import type { AgentLog } from "../agent_log.ts";
import { boundPort, listenAt } from "../listening.ts";
import { type SkipRule, type StreamUnit, StreamViewer } from "./stream_viewer.ts";

/** How a camera agent serves its viewers. */
export interface StreamServerOptions {
  readonly address: string;
  /** 0: any free one. */
  readonly port: number;
  readonly rule: SkipRule;
  /** Whether a length stands before each picture, so that a length of zero can say that we are there. */
  readonly framed: boolean;
  readonly clock: Clock;
  readonly log: AgentLog;
  /** Default 5 s. */
  readonly goneMs?: number;
}

/** Several times what a camera's network bears. */
const MAX_VIEWERS = 64;
/** A V3 viewer looks for commands between two pictures only: often enough for a person who starts a recording. */
const IDLE_MS = 1_000;
/** How long viewers are kept when there are no pictures: they notice it, and find the camera anew in 15 s. */
const GONE_MS = 5_000;
/** A viewer that takes nothing for so long is half a connection. */
const STUCK_MS = 30_000;

/**
 * The camera guide's stream server: whoever connects gets pictures, from a keyframe on, and need not say anything; what
 * is said is dropped. Source: camera guide, section 3 no. 4 and section 4; fielded cameras V1 to V3.
 */
export class StreamServer {
  readonly #options: StreamServerOptions;
  readonly #waits: Waits;
  readonly #viewers = new Set<StreamViewer>();
  readonly #server: Server;
  readonly #now = () => this.#options.clock.monotonicMs();
  #goneAt: number | undefined;

  constructor(options: StreamServerOptions) {
    this.#options = options;
    this.#waits = new Waits(options.clock, 1);
    // A viewer that has nothing to say may close its side at once.
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#welcome(socket));
    this.#goneAt = options.clock.monotonicMs();
  }

  get viewers(): readonly StreamViewer[] {
    return [...this.#viewers];
  }

  /** Somebody does. */
  get watched(): boolean {
    return this.#viewers.size > 0;
  }

  /** The bound one. */
  get port(): number {
    return boundPort(this.#server);
  }

  /** Rejects, with the system's `code`, when the port cannot be had. */
  async listen(): Promise<void> {
    const { address, port, log } = this.#options;
    await listenAt(this.#server, address, port);
    this.#server.on("error", (cause) => log("warn", `a viewer was not accepted: ${cause.message}`));
    this.#waits.every(IDLE_MS / 2, () => this.#look());
  }

  /** To everybody. */
  show(unit: StreamUnit): void {
    this.#goneAt = undefined;
    for (const viewer of this.#viewers) viewer.show(unit);
  }

  /** What comes now does not go on from what was before. */
  sourceBegan(): void {
    for (const viewer of this.#viewers) viewer.awaitKeyframe();
  }

  /** There will be no pictures for now. */
  sourceLost(): void {
    this.#goneAt ??= this.#now();
  }

  async close(): Promise<void> {
    this.#waits.cancelAll();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const viewer of this.#viewers) viewer.destroy();
    await closed;
  }

  #look(): void {
    const now = this.#now();
    const { framed, goneMs = GONE_MS } = this.#options;
    for (const viewer of this.#viewers) {
      const goneSince = Math.max(this.#goneAt ?? Infinity, viewer.since);
      if (viewer.queuedBytes > 0 && now - viewer.movedAt >= STUCK_MS) viewer.destroy();
      else if (now - goneSince >= goneMs) viewer.end();
      else if (framed && now - viewer.lastWriteAt >= IDLE_MS) viewer.keepAlive();
    }
  }

  #welcome(socket: Socket): void {
    const { rule, log } = this.#options;
    const peer = `${socket.remoteAddress?.replace(/^::ffff:/, "")}:${socket.remotePort}`;
    socket.on("error", () => {});
    if (this.#viewers.size >= MAX_VIEWERS) {
      log("warn", `viewer ${peer} was turned away: there are ${MAX_VIEWERS}`);
      return void socket.destroy();
    }
    socket.setNoDelay(true);
    socket.resume();
    const viewer = new StreamViewer(peer, this.#now(), socket, rule, this.#now);
    this.#viewers.add(viewer);
    log("info", `viewer ${peer} has come, ${count(this.#viewers.size)}`);
    socket.once("close", () => this.#left(viewer));
  }

  #left(viewer: StreamViewer): void {
    this.#viewers.delete(viewer);
    const { peer, sent, dropped } = viewer;
    const slow = dropped > 0 ? `, ${dropped} left out as it was slow` : "";
    const figures = `${sent} pictures${slow}`;
    this.#options.log("info", `viewer ${peer} is gone (${figures}), ${count(this.#viewers.size)}`);
  }
}

function count(viewers: number): string {
  return viewers === 1 ? "1 viewer" : `${viewers} viewers`;
}
