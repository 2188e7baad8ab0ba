import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { CameraFeed, CameraLink } from "../../../actors/cameras/link.ts";
import type { VideoEvent } from "../../../protocols/video/events.ts";

/** A camera that does with a connection whatever a test likes. */
export interface CameraPort {
  readonly port: number;
  /** The next connection. */
  accepted(): Promise<Socket>;
}

/** Runs a test against a camera on a free port of loopback, and takes it down. */
export async function withCamera(run: (camera: CameraPort) => Promise<void>): Promise<void> {
  const sockets: Socket[] = [];
  const waiting: ((socket: Socket) => void)[] = [];
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => {});
    const waiter = waiting.shift();
    if (waiter) waiter(socket);
    sockets.push(socket);
  });
  let taken = 0;
  const accepted = () => {
    const socket = sockets[taken++];
    return socket
      ? Promise.resolve(socket)
      : new Promise<Socket>((resolve) => waiting.push(resolve));
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await run({ port: portOf(server), accepted });
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  }
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Keeps what a link reports, and lets a test wait for it. */
export class NotingFeed implements CameraFeed {
  readonly events: VideoEvent[] = [];
  readonly reasons: string[] = [];
  reads = 0;
  /** Answers of `received` to come; undefined: at once. */
  hold: (() => Promise<void>) | undefined;
  readonly #watchers: (() => void)[] = [];

  readonly of = (_link: CameraLink): CameraFeed => this;

  received(events: readonly VideoEvent[]): Promise<void> | undefined {
    this.reads++;
    this.events.push(...events);
    this.#look();
    return this.hold?.();
  }

  closed(reason: string): void {
    this.reasons.push(reason);
    this.#look();
  }

  /** Resolves when this has come true. */
  until(true_: (feed: NotingFeed) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (true_(this)) resolve();
      };
      this.#watchers.push(look);
      look();
    });
  }

  /** Bytes of H.264 that have come. */
  get arrivedBytes(): number {
    return this.events.reduce((sum, event) => {
      return sum + (event.type === "bytesArrived" ? event.bytes.length : 0);
    }, 0);
  }

  #look(): void {
    for (const watch of this.#watchers) watch();
  }
}
