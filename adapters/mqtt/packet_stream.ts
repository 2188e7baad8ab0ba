import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { setImmediate } from "node:timers";
import type { Clock } from "../../actors/kernel/mod.ts";
import { GatheredBytes } from "./gathered_bytes.ts";
import type { Pace } from "../pace.ts";
import { MqttViolation, type PacketRules, PacketScanner } from "./packet_scanner.ts";

/** What a stream of packets is made with. */
export interface PacketStreamOptions extends PacketRules {
  /** Bytes that may wait to be written; `write` answers false beyond. */
  readonly maxQueuedBytes: number;
  readonly clock: Clock;
  /** How fast packets are taken in; shared with other connections of the peer. Undefined: as they come. */
  readonly pace?: Pace | undefined;
}

/**
 * Packets handed on at once. Whoever reads works on all of them before it reads again, so this bounds what one
 * connection has in hand, and for how long others wait.
 */
export const PORTION_PACKETS = 64;

/**
 * A socket as a stream of MQTT packets for a library that parses them: handed on in small portions, at a pace, and
 * cut with {@link MqttViolation} where a packet is longer than allowed. What is written while the socket is busy goes
 * out in one piece afterwards. One chunk of the socket is held at most; the peer's window is the rest of the queue.
 */
export class PacketStream extends Duplex {
  readonly #socket: Socket;
  readonly #options: PacketStreamOptions;
  readonly #scanner: PacketScanner;
  #chunk: Uint8Array = new Uint8Array();
  #at = 0;
  #wanted = false;
  #hold: unknown;
  readonly #gathered = new GatheredBytes();
  #leavingBytes = 0;
  #flushDue = false;
  #full = false;
  /** Writes that were begun, and the last of them that was seen by `look`. */
  #writes = 0;
  #seenWrite = 0;
  #stuckSince = 0;

  constructor(socket: Socket, options: PacketStreamOptions) {
    super({ readableHighWaterMark: 1 });
    this.#socket = socket;
    this.#options = options;
    this.#scanner = new PacketScanner(options);
    socket.on("data", (chunk: Uint8Array) => this.#came(chunk));
    socket.on("end", () => this.push(null));
    socket.on("error", (error) => this.destroy(error));
    socket.on("close", () => this.destroy());
    socket.pause();
  }

  /** Since when nothing that was written has left (monotonic ms); undefined while it does. Exact to one look. */
  look(now: number): number | undefined {
    if (this.#leavingBytes === 0) return undefined;
    if (this.#seenWrite !== this.#writes) {
      this.#seenWrite = this.#writes;
      this.#stuckSince = now;
    }
    return this.#stuckSince;
  }

  override _read(): void {
    this.#wanted = true;
    if (this.#hold === undefined) this.#handOn();
  }

  /** Bytes that are written and not yet with the system. */
  get queuedBytes(): number {
    return this.#gathered.length + this.#leavingBytes;
  }

  /**
   * Takes a piece of a packet; what comes within one turn leaves together. Goes past the queue of a stream, which
   * would cost more than all else that a message does. Answers false when more should wait for `drain`.
   */
  override write(piece: Uint8Array | string, ...more: readonly unknown[]): boolean {
    if (this.destroyed || this.writableEnded) return false;
    const [encoding] = more;
    this.#gathered.add(piece, typeof encoding === "string" ? encoding as BufferEncoding : "utf8");
    if (!this.#flushDue && this.#leavingBytes === 0) {
      this.#flushDue = true;
      setImmediate(() => this.#flush());
    }
    this.#full = this.queuedBytes >= this.#options.maxQueuedBytes;
    return !this.#full;
  }

  /** Pieces are gathered anyway. */
  override cork(): void {}

  override uncork(): void {}

  override _write(piece: Uint8Array, _encoding: string, done: () => void): void {
    this.write(piece);
    done();
  }

  override _final(done: () => void): void {
    if (this.#gathered.length > 0) this.#socket.write(this.#gathered.take());
    this.#socket.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#options.clock.clearTimer(this.#hold);
    this.#socket.destroy();
    done(error);
  }

  #flush(): void {
    this.#flushDue = false;
    const { length } = this.#gathered;
    if (length === 0 || this.#leavingBytes > 0 || this.destroyed) return;
    this.#writes++;
    this.#leavingBytes = length;
    this.#socket.write(this.#gathered.take(), () => this.#left());
  }

  #left(): void {
    this.#leavingBytes = 0;
    this.#flush();
    if (!this.#full || this.queuedBytes >= this.#options.maxQueuedBytes) return;
    this.#full = false;
    this.emit("drain");
  }

  #came(chunk: Uint8Array): void {
    this.#socket.pause();
    this.#chunk = chunk;
    this.#at = 0;
    this.#handOn();
  }

  #handOn(): void {
    if (!this.#wanted || this.destroyed) return;
    if (this.#at === this.#chunk.length) {
      this.#socket.resume();
      return;
    }
    const start = this.#at;
    try {
      const { end, packets } = this.#scanner.scan(this.#chunk, start, PORTION_PACKETS);
      this.#at = end;
      this.#count(packets);
    } catch (cause) {
      this.destroy(cause instanceof Error ? cause : new MqttViolation(String(cause)));
      return;
    }
    this.#wanted = false;
    this.push(this.#chunk.subarray(start, this.#at));
  }

  #count(packets: number): void {
    const { pace, clock } = this.#options;
    const waitMs = pace?.take(packets, clock.monotonicMs()) ?? 0;
    if (waitMs === 0) return;
    this.#hold = clock.setTimer(waitMs, () => {
      this.#hold = undefined;
      this.#handOn();
    });
  }
}
