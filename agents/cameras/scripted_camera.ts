/**
 * A camera under script: plays bytes over TCP at their rate, and misbehaves when it is told to. For tests, and for
 * the simulated fleet.
 *
 * @example
 * ```ts
 * const camera = createScriptedCamera({ tape: [keyframe, frame, frame], framesPerSecond: 30 });
 * await camera.start();
 * await camera.until(() => camera.viewers === 1, 10_000);
 * camera.stalled = true; // connected, and silent
 * camera.cut("reset"); // all links at once
 * await camera.stop();
 * ```
 * @module
 */
import { createServer, type Server, type Socket } from "node:net";
import { Observers } from "../displays/observers.ts";
import { type DeviceClock, realClock, Waits } from "../waits.ts";

/** How a link ends: in order (FIN), with a reset, or in the middle of what is sent, in order. */
export type CameraCut = "end" | "reset" | "midway";

/** Which camera to play, and how. */
export interface ScriptedCameraOptions {
  /**
   * What goes over the wire, one piece per tick, then from the beginning: access units in Annex B, or pictures with
   * their length before them.
   */
  readonly tape: readonly Uint8Array[];
  /** Default 30. */
  readonly framesPerSecond?: number;
  /** Default 127.0.0.1. */
  readonly address?: string;
  /** Default 0: any free one. It stays the same over `stop` and `start`. */
  readonly port?: number;
  readonly clock?: DeviceClock;
}

/** A camera under script. */
export interface ScriptedCamera {
  readonly address: string;
  /** 0 until it has been started. */
  readonly port: number;
  /** Changed in mid-stream, it plays from its beginning at the next tick: another size, another codec. */
  tape: readonly Uint8Array[];
  /** Connected, and silent. */
  stalled: boolean;
  /** Connections at this moment. */
  readonly viewers: number;
  /** Connections since the beginning. */
  readonly connects: number;
  /** Pieces of the tape played since the beginning, whoever was there. */
  readonly played: number;
  /** Listens and plays. Rejects when the port is taken. */
  start(): Promise<void>;
  /** Sends something at once, to everybody: garbage, half a picture, a length of 4 GB. */
  send(bytes: Uint8Array): void;
  /** Ends all links. */
  cut(how: CameraCut): void;
  /** Ends all, the port too, so that nobody can connect. */
  stop(): Promise<void>;
  /** Resolves when `predicate` holds. Rejects after `timeoutMs` of real time, with the state in its message. */
  until(predicate: () => boolean, timeoutMs: number): Promise<void>;
}

/** What a viewer that does not read may have waiting: some seconds of 8 Mb/s. It misses what comes meanwhile. */
const MAX_QUEUED_BYTES = 4 * 1_024 * 1_024;

/** Makes a camera; `start()` lets it play. */
export function createScriptedCamera(options: ScriptedCameraOptions): ScriptedCamera {
  return new TapePlayer(options);
}

class TapePlayer implements ScriptedCamera {
  readonly address: string;
  stalled = false;
  connects = 0;
  played = 0;
  #port: number;
  #tape: readonly Uint8Array[];
  #position = 0;
  #server: Server | undefined;
  readonly #tickMs: number;
  readonly #waits: Waits;
  readonly #sockets = new Set<Socket>();
  /** Cut, and not closed yet: a viewer that does not read would keep the port from closing. */
  readonly #ending = new Set<Socket>();
  readonly #observers = new Observers(() =>
    `${this.viewers} viewers, ${this.connects} connects, ${this.played} played`
  );

  constructor(options: ScriptedCameraOptions) {
    this.address = options.address ?? "127.0.0.1";
    this.#port = options.port ?? 0;
    this.#tape = options.tape;
    this.#tickMs = 1_000 / (options.framesPerSecond ?? 30);
    this.#waits = new Waits(options.clock ?? realClock, 1);
  }

  get port(): number {
    return this.#port;
  }
  get viewers(): number {
    return this.#sockets.size;
  }
  get tape(): readonly Uint8Array[] {
    return this.#tape;
  }
  set tape(tape: readonly Uint8Array[]) {
    this.#tape = tape;
    this.#position = 0;
  }

  async start(): Promise<void> {
    const server = createServer((socket) => this.#welcome(socket));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.#port, this.address, resolve);
    });
    const address = server.address();
    if (typeof address === "object" && address !== null) this.#port = address.port;
    this.#server = server;
    this.#waits.every(this.#tickMs, () => this.#tick());
  }

  send(bytes: Uint8Array): void {
    for (const socket of this.#sockets) {
      if (socket.writableLength < MAX_QUEUED_BYTES) socket.write(bytes);
    }
  }

  cut(how: CameraCut): void {
    if (how === "midway") this.send(half(this.#next));
    const sockets = [...this.#sockets];
    this.#sockets.clear();
    for (const socket of sockets) {
      this.#ending.add(socket);
      if (how === "reset") socket.resetAndDestroy();
      else socket.end();
    }
    this.#observers.notify();
  }

  async stop(): Promise<void> {
    this.#waits.cancelAll();
    for (const socket of [...this.#sockets, ...this.#ending]) socket.destroy();
    this.#sockets.clear();
    const server = this.#server;
    this.#server = undefined;
    if (server !== undefined) await new Promise<void>((done) => server.close(() => done()));
    this.#observers.notify();
  }

  until(predicate: () => boolean, timeoutMs: number): Promise<void> {
    return this.#observers.until(predicate, timeoutMs);
  }

  get #next(): Uint8Array {
    return this.#tape[this.#position % this.#tape.length] ?? new Uint8Array();
  }

  #tick(): void {
    if (this.stalled) return;
    this.send(this.#next);
    this.#position++;
    this.played++;
    this.#observers.notify();
  }

  #welcome(socket: Socket): void {
    this.connects++;
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.once("close", () => {
      this.#sockets.delete(socket);
      this.#ending.delete(socket);
      this.#observers.notify();
    });
    // A camera never reads; what comes is let go here, so that an end is seen.
    socket.resume();
    this.#observers.notify();
  }
}

function half(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}
