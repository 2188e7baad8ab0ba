/**
 * Connections to cameras: a TCP socket on which the camera speaks and we never do.
 *
 * @example
 * ```ts
 * const dialer = createCameraDialer({ decoder: () => new VideoDecoder() });
 * const link = await dialer.open("192.0.2.41", 8000, 5_000, () => ({
 *   received: (events) => void console.log(events),
 *   closed: (reason) => console.log(reason),
 * }));
 * link.close("seen enough");
 * ```
 * @module
 */
import { connect, type Socket } from "node:net";
import type { CameraDialer } from "../../actors/cameras/link.ts";
import { type Clock, SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";
import { hostAndPort, wordFailure } from "./failure.ts";
import { ReadMemory } from "./read_memory.ts";
import { SocketCameraLink, type VideoReader } from "./socket_link.ts";

/** Where a lost peer is looked for while it is silent: the actor's watchdog is faster, this frees the socket. */
const KEEP_ALIVE_AFTER_MS = 10_000;

/** What connections to cameras are made with. */
export interface CameraDialerOptions {
  /** A decoder for each connection. */
  readonly decoder: () => VideoReader;
  /** Times connecting out; the machine's own by default. */
  readonly clock?: Clock;
}

/**
 * Opens real connections. Every read is handed to the feed, also one that has brought no event, as bytes prove that the
 * camera lives. While the feed is not ready for more, nothing is read.
 */
export function createCameraDialer(
  { decoder, clock = SYSTEM_CLOCK }: CameraDialerOptions,
): CameraDialer {
  return {
    async open(address, port, timeoutMs, feed) {
      const memory = new ReadMemory();
      let link: SocketCameraLink | undefined;
      const read = (bytes: Uint8Array) => link?.receive(bytes);
      const socket = await dial({ address, port, timeoutMs, memory, read }, clock);
      const where = hostAndPort(address, port);
      return link = new SocketCameraLink({ socket, where, memory, reader: decoder() }, feed);
    },
  };
}

interface Call {
  readonly address: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly memory: ReadMemory;
  /** Given all that is read. */
  readonly read: (bytes: Uint8Array) => void;
}

/** A socket that is connected and paused. */
function dial({ address, port, timeoutMs, memory, read }: Call, clock: Clock): Promise<Socket> {
  const where = hostAndPort(address, port);
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: address,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS,
      onread: {
        buffer: () => memory.room(),
        callback: (bytes) => {
          read(memory.take(bytes));
          return true;
        },
      },
    });
    const giveUp = (reason: string, cause?: Error) => {
      clock.clearTimer(timer);
      socket.off("connect", connected);
      socket.destroy();
      reject(new Error(reason, { cause }));
    };
    // Stays, as a late error of a socket that was given up must not end the program.
    socket.on("error", (error) => giveUp(wordFailure(error, where), error));
    const connected = () => {
      clock.clearTimer(timer);
      socket.pause();
      resolve(socket);
    };
    socket.once("connect", connected);
    const timer = clock.setTimer(timeoutMs, () => {
      giveUp(`${where} did not accept within ${timeoutMs} ms`);
    });
  });
}
