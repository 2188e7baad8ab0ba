import { connect, createServer, type Server, type Socket } from "node:net";
import { boundPort, listenAt } from "../listening.ts";

/** Where a cable leads. */
export interface CableEnd {
  readonly host: string;
  readonly port: number;
}

/** How a cable is laid. */
export interface CableOptions {
  readonly to: CableEnd;
  /** The loopback address that the far end sees; null: whichever the system takes. */
  readonly from: string | null;
}

/** Connections of one member at a time: one or two, and some that are on their way out. */
const MAX_PAIRS = 32;

/**
 * What lies between one simulated member and the control host: the member dials {@link Cable.port}, and what it says
 * arrives from an address of its own. It can be cut, which is silence in both directions and no goodbye, and mended.
 */
export class Cable {
  readonly #options: CableOptions;
  readonly #pairs = new Set<Pair>();
  readonly #server: Server;
  #cut = false;

  private constructor(options: CableOptions) {
    this.#options = options;
    this.#server = createServer((near) => this.#welcome(near));
  }

  /** Rejects, with the system's `code`, when no port can be had. */
  static async lay(options: CableOptions): Promise<Cable> {
    const cable = new Cable(options);
    await listenAt(cable.#server, "127.0.0.1", 0);
    cable.#server.on("error", () => {});
    return cable;
  }

  /** Of 127.0.0.1. */
  get port(): number {
    return boundPort(this.#server);
  }

  get isCut(): boolean {
    return this.#cut;
  }

  /** From now on nothing gets through; whoever dials gets a connection that leads nowhere. */
  cut(): void {
    this.#cut = true;
    for (const pair of this.#pairs) pair.hold();
  }

  /** New connections get through again. Those of before are gone: what was lost of them is not said again. */
  mend(): void {
    if (!this.#cut) return;
    this.#cut = false;
    this.drop();
  }

  /** Resets every connection, on both sides. */
  drop(): void {
    for (const pair of [...this.#pairs]) pair.destroy();
  }

  async remove(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.drop();
    await closed;
  }

  #welcome(near: Socket): void {
    near.on("error", () => {});
    if (this.#pairs.size >= MAX_PAIRS) return void near.destroy();
    const { to, from } = this.#options;
    const far = this.#cut ? undefined : connect({
      host: to.host,
      port: to.port,
      noDelay: true,
      ...(from === null ? {} : { localAddress: from }),
    });
    const pair = new Pair(near, far, () => this.#pairs.delete(pair));
    this.#pairs.add(pair);
  }
}

/** A connection of the member, and the one to the control host that goes with it. */
class Pair {
  readonly #near: Socket;
  /** Undefined: it was dialled while the cable was cut. */
  readonly #far: Socket | undefined;
  readonly #gone: () => void;
  #held = false;

  constructor(near: Socket, far: Socket | undefined, gone: () => void) {
    this.#near = near;
    this.#far = far;
    this.#gone = gone;
    near.setNoDelay(true);
    near.once("close", () => this.#closed());
    // What is said into the void is let go, so that its end is seen.
    if (far === undefined) near.resume();
    else this.#join(far);
  }

  hold(): void {
    this.#held = true;
    this.#near.pause();
    this.#far?.pause();
  }

  destroy(): void {
    this.#gone();
    this.#near.resetAndDestroy();
    this.#far?.resetAndDestroy();
  }

  #join(far: Socket): void {
    far.on("error", () => {});
    far.once("close", () => this.#closed());
    this.#forward(this.#near, far);
    this.#forward(far, this.#near);
  }

  #forward(from: Socket, to: Socket): void {
    from.on("data", (chunk) => {
      if (!to.write(chunk)) from.pause();
    });
    to.on("drain", () => {
      if (!this.#held) from.resume();
    });
    from.once("end", () => to.end());
  }

  /** On a cable that is cut, neither side learns that the other has hung up. */
  #closed(): void {
    if (!this.#held) this.#near.destroySoon();
    if (!this.#held) this.#far?.destroySoon();
    if (this.#near.destroyed && this.#far?.destroyed !== false) this.#gone();
  }
}
