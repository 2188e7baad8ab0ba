import { connect, type Socket } from "node:net";
import type { Clock } from "../../../actors/kernel/mod.ts";

/** Where garbage goes, and from where. */
export interface GarbageLineOptions {
  readonly target: { readonly host: string; readonly port: number };
  readonly localAddress: string;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Often enough to be seen in a log, too rarely to be a load. */
const EVERY_MS = 500;
/** Long enough to pass for somebody who has forgotten a connection. */
const HOLD_MS = 6_000;
/** Those that are held, and a few on their way out. */
const MAX_OPEN = 16;
/** More than any line may have, and below what a server reads at once. */
const NOISE_BYTES = 2_048;

type Noise = (random: () => number) => string | Uint8Array;

/** In turn: noise, half a report, a request that is none, a handshake that leads nowhere, JSON, and nothing at all. */
const KINDS: readonly Noise[] = [
  (random) => Uint8Array.from({ length: NOISE_BYTES }, () => Math.floor(random() * 256)),
  () => "10.20.0.999_state7\r\n_state\r\n",
  () => "GET\0 / HTTP/9.9\r\nHost: \xff\r\n\r\n",
  () => Uint8Array.of(0x16, 0x03, 0x01, 0xff, 0xff, 0x00),
  () => '{"type":"stats","serverId":',
  () => "",
];

/** Opens connection after connection, and says on each what nobody can understand. */
export class GarbageLine {
  readonly #options: GarbageLineOptions;
  readonly #open = new Set<Socket>();
  #timer: unknown;
  #sent = 0;

  constructor(options: GarbageLineOptions) {
    this.#options = options;
  }

  /** Connections that were tried, since the beginning. */
  get sent(): number {
    return this.#sent;
  }

  start(): void {
    const { clock } = this.#options;
    this.#timer = clock.setTimer(EVERY_MS, () => this.start());
    if (this.#open.size < MAX_OPEN) this.#send();
  }

  stop(): void {
    this.#options.clock.clearTimer(this.#timer);
    for (const socket of this.#open) socket.destroy();
  }

  #send(): void {
    const { target, localAddress, clock, random } = this.#options;
    const noise = KINDS[this.#sent++ % KINDS.length]?.(random) ?? "";
    const socket = connect({ ...target, localAddress });
    this.#open.add(socket);
    const timer = clock.setTimer(HOLD_MS, () => socket.destroy());
    // Being cut off is what is to be expected.
    socket.on("error", () => {});
    socket.once("close", () => {
      clock.clearTimer(timer);
      this.#open.delete(socket);
    });
    socket.once("connect", () => noise.length > 0 && socket.write(noise));
    socket.resume();
  }
}
