import type { Socket } from "node:net";
import type { Viewer } from "../../actors/cameras/link.ts";
import { type Clock, SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";
import { normalizePeerAddress } from "../../protocols/addresses.ts";
import type { Codec } from "../../protocols/video/events.ts";
import { Arrivals } from "../arrivals.ts";
import { RefusedSockets } from "../refused_sockets.ts";
import { FramePrefix } from "./frame_prefix.ts";
import { DEFAULT_RELAY_LIMITS, type RelayLimits } from "./relay_limits.ts";
import { RelayViewer } from "./relay_viewer.ts";

/** Why a viewer was turned away or cut off. */
export type RelayProblem =
  | "tooManyViewers"
  | "tooManyViewersFromAddress"
  | "viewersComeTooFast"
  | "talkativeViewer";

/** Whom a relay is for, and who hears of its viewers. */
export interface AudienceOptions {
  readonly camera: { readonly id: number; readonly name: string };
  /** What its viewers can show: JPEG, as fielded V1 to V3, unless said otherwise. */
  readonly codecs?: readonly Codec[];
  readonly limits?: Partial<RelayLimits>;
  readonly clock?: Clock;
  /** A viewer has connected. */
  readonly join: (viewer: Viewer) => void;
  /** Its connection is gone; said once for each that has joined. */
  readonly leave: (viewerId: string) => void;
  /** Told of every refusal; whoever listens decides how often to speak of it. */
  readonly onProblem: (kind: RelayProblem, peerAddress: string, detail: string) => void;
}

/** The viewers of one relay. */
export class Audience {
  readonly #options: AudienceOptions;
  readonly #limits: RelayLimits;
  readonly #clock: Clock;
  readonly #prefix = new FramePrefix();
  readonly #viewers = new Map<Socket, RelayViewer>();
  readonly #arrivals: Arrivals;
  readonly #refused = new RefusedSockets();
  #allGone: (() => void) | undefined;
  #leaving = false;

  constructor(options: AudienceOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_RELAY_LIMITS, ...options.limits };
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.#arrivals = new Arrivals(this.#limits, () => this.#clock.monotonicMs());
  }

  welcome(socket: Socket): void {
    // First of all: an error without a listener would end the process.
    socket.on("error", () => {});
    const peerAddress = normalizePeerAddress(socket.remoteAddress);
    // Accepted in the moment in which the port closed.
    if (this.#leaving) return void socket.destroy();
    if (this.#comesTooFast(peerAddress)) return this.#refused.take(socket);
    if (this.#refuses(peerAddress)) return void socket.destroy();
    const { name } = this.#options.camera;
    const viewer = new RelayViewer(socket, {
      peerAddress,
      codecs: this.#options.codecs ?? ["jpeg"],
      prefix: this.#prefix,
      clock: this.#clock,
      limits: this.#limits,
      onTalkative: (bytes) =>
        this.#options.onProblem(
          "talkativeViewer",
          peerAddress,
          `a viewer of ${name} has sent ${bytes} bytes, ${this.#limits.maxInputBytes} allowed`,
        ),
    });
    this.#viewers.set(socket, viewer);
    socket.once("close", () => this.#gone(socket, viewer.id));
    this.#options.join(viewer);
  }

  async leave(deadlineMs: number): Promise<void> {
    this.#leaving = true;
    this.#refused.close();
    if (this.#viewers.size === 0) return;
    const gone = new Promise<void>((resolve) => this.#allGone = resolve);
    for (const viewer of this.#viewers.values()) viewer.end();
    const timer = this.#clock.setTimer(deadlineMs, () => {
      for (const socket of this.#viewers.keys()) socket.destroy();
    });
    await gone;
    this.#clock.clearTimer(timer);
  }

  #refuses(peerAddress: string): boolean {
    const { maxViewers, maxViewersPerAddress } = this.#limits;
    const { camera: { name }, onProblem } = this.#options;
    const total = this.#viewers.size;
    if (total >= maxViewers) {
      const detail = `${total} viewers of ${name} are connected, ${maxViewers} allowed`;
      onProblem("tooManyViewers", peerAddress, detail);
      return true;
    }
    const own = [...this.#viewers.values()].filter((viewer) => viewer.peerAddress === peerAddress);
    if (own.length < maxViewersPerAddress) return false;
    const detail = `${own.length} viewers of ${name} are connected from this address, ` +
      `${maxViewersPerAddress} allowed`;
    onProblem("tooManyViewersFromAddress", peerAddress, detail);
    return true;
  }

  #comesTooFast(peerAddress: string): boolean {
    if (this.#arrivals.enter(peerAddress) === 0) return false;
    const { camera: { name }, onProblem } = this.#options;
    const detail = `viewers of ${name} come again and again from this address, ` +
      `${this.#limits.arrivalsPerSecond} a second allowed`;
    onProblem("viewersComeTooFast", peerAddress, detail);
    return true;
  }

  #gone(socket: Socket, viewerId: string): void {
    this.#viewers.delete(socket);
    this.#options.leave(viewerId);
    if (this.#viewers.size > 0) return;
    this.#prefix.forget();
    this.#allGone?.();
  }
}
