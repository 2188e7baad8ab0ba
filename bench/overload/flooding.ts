import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { open } from "./raw_socket.ts";

/** What is flooded. */
export interface Target {
  readonly httpPort: number;
  readonly devicePort: number;
  /** The device port over TLS; 0: there is none. */
  readonly tlsPort: number;
  readonly mqttPort: number;
  /** Of a camera that streams; 0: there is none. */
  readonly relayPort: number;
  /** A good token, of somebody who misuses it. */
  readonly token: string;
}

/** One way to be too much, until the signal. */
export type Flood = (target: Target, signal: AbortSignal) => Promise<unknown>;

/** One address may have so many connections at the device port and at the broker. */
export const ONE_ADDRESS = 64;
/** Addresses of those who come from everywhere. */
const ADDRESSES = 40;
/** Who misbehaves alone; whoever behaves well has 127.0.0.1. */
export const MALICE = "127.0.0.2";

/** Does something for each connection; all at once. */
export function each(count: number, work: (index: number) => Promise<unknown>): Promise<unknown> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

/** One of the forty. */
export function addressOf(index: number): string {
  return `127.0.1.${1 + index % ADDRESSES}`;
}

/** Resolves when a socket is closed, which it is at the signal. */
export function untilClosed(socket: Socket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    socket.once("close", () => resolve());
    signal.addEventListener("abort", () => socket.destroy(), { once: true });
    if (socket.destroyed) resolve();
  });
}

/** Opens connections without end, and keeps them as long as it may. */
export function hoard(
  port: (target: Target) => number,
  from: (index: number) => string,
  words = "",
) {
  return (target: Target, signal: AbortSignal) =>
    each(50, async (worker) => {
      for (let n = 0; !signal.aborted; n++) {
        const socket = await open({ port: port(target), from: from(worker + n) });
        if (words !== "") socket.write(words);
        if (socket.destroyed) await wait(1);
        signal.addEventListener("abort", () => socket.destroy(), { once: true });
      }
    });
}
