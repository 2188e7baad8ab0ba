import type { Socket } from "node:net";
import type { Viewer, ViewerUnit } from "../../actors/cameras/link.ts";
import type { Clock } from "../../actors/kernel/mod.ts";
import type { Codec } from "../../protocols/video/events.ts";
import { KEEP_ALIVE_BYTES } from "../../protocols/video/length_prefixed.ts";
import type { FramePrefix } from "./frame_prefix.ts";
import type { RelayLimits } from "./relay_limits.ts";

/** What viewers of one relay share. */
export interface RelayViewerArgs {
  readonly peerAddress: string;
  readonly codecs: readonly Codec[];
  readonly prefix: FramePrefix;
  readonly clock: Clock;
  readonly limits: RelayLimits;
  /** It has sent more than a viewer may; it is cut off. */
  readonly onTalkative: (bytes: number) => void;
}

/** A viewer on a raw TCP socket. Whole frames with their length, nothing else. */
export class RelayViewer implements Viewer {
  readonly id = `relay-${crypto.randomUUID()}`;
  readonly kind = "relay";
  readonly takes = "frames";
  readonly letsGo = true;
  readonly peerAddress: string;
  readonly codecs: readonly Codec[];
  readonly #args: RelayViewerArgs;
  #inputBytes = 0;
  /** False once nothing may be written any more; the socket's own answer costs as much as a tenth of a write. */
  #open = true;
  #grace: unknown;

  constructor(private readonly socket: Socket, args: RelayViewerArgs) {
    this.#args = args;
    this.peerAddress = args.peerAddress;
    this.codecs = args.codecs;
    socket.on("data", (chunk) => this.#ignore(chunk.length));
    // One that has said goodbye and does not read would keep what waits for it.
    socket.once("end", () => this.end());
    socket.once("error", () => this.#open = false);
    socket.once("close", () => {
      this.#open = false;
      args.clock.clearTimer(this.#grace);
    });
  }

  get queuedBytes(): number {
    return this.socket.writableLength;
  }

  show({ bytes }: ViewerUnit): void {
    // A length of zero would say something else.
    if (bytes.length > 0 && this.#open) this.socket.write(this.#args.prefix.of(bytes));
  }

  /** One whose last bytes have not left needs no sign of life, and would only gather them. */
  keepAlive(): void {
    if (this.#open && this.queuedBytes === 0) this.socket.write(KEEP_ALIVE_BYTES);
  }

  /** Why cannot be said on this wire. */
  end(): void {
    if (!this.#open) return;
    this.#open = false;
    this.socket.end();
    const { clock, limits } = this.#args;
    // One that never reads would never see the end.
    this.#grace = clock.setTimer(limits.endGraceMs, () => this.socket.destroy());
  }

  /** What it says is read, so that its goodbye is seen behind it, and dropped. */
  #ignore(bytes: number): void {
    this.#inputBytes += bytes;
    if (this.#inputBytes <= this.#args.limits.maxInputBytes) return;
    this.#open = false;
    this.socket.destroy();
    this.#args.onTalkative(this.#inputBytes);
  }
}
