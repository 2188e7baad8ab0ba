import type { Socket } from "node:net";
import { DialError, dialErrorOf, type DialTarget, dialTcp } from "../../tcp_dial.ts";

/** A connection to the target. Nothing is read of it: fielded servers say nothing. */
export interface TargetWire {
  /** The address that this machine uses towards the target. */
  readonly localAddress: string | undefined;
  /** Bytes that the system has not taken yet. */
  readonly unsentBytes: number;
  write(bytes: Uint8Array): void;
  /** Ends it after what was written. */
  end(): void;
  destroy(): void;
}

/** What becomes of a connect: `connected` and later `closed`, or `failed`. */
export interface WireEvents {
  connected(wire: TargetWire): void;
  failed(cause: DialError): void;
  closed(wire: TargetWire): void;
}

/** Begins to connect. Whoever is not interested any more may ignore the events, and must destroy the wire. */
export type DialWire = (target: DialTarget, timeoutMs: number, events: WireEvents) => void;

/** Over TCP. */
export const dialWire: DialWire = (target, timeoutMs, events) => {
  dialTcp(target, timeoutMs).then(
    (socket) => {
      const wire = new SocketWire(socket);
      socket.removeAllListeners("error");
      socket.on("error", () => {});
      socket.once("close", () => events.closed(wire));
      // What comes is let go, so that an end is seen.
      socket.resume();
      events.connected(wire);
    },
    (cause) => events.failed(dialErrorOf(cause)),
  );
};

class SocketWire implements TargetWire {
  constructor(private readonly socket: Socket) {}

  get localAddress(): string | undefined {
    return this.socket.localAddress;
  }
  get unsentBytes(): number {
    return this.socket.writableLength;
  }
  write(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }
  end(): void {
    this.socket.end();
  }
  destroy(): void {
    this.socket.destroy();
  }
}
