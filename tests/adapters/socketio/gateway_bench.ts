import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import type { DisplayLink } from "../../../actors/displays/link.ts";
import type { DisplaysMessage } from "../../../actors/displays/messages.ts";
import { createTestSystem, type Probe } from "../../../actors/kernel/testing.ts";
import {
  createGateway,
  type Gateway,
  type GatewayOptions,
} from "../../../adapters/socketio/gateway.ts";

/** A gateway on a free port of the loopback, with a probe in the place of the directory. */
export interface GatewayBench {
  readonly gateway: Gateway;
  /** `127.0.0.1:<port>`. */
  readonly host: string;
  readonly directory: Probe<DisplaysMessage>;
  /** `kind: detail` of each, in order. */
  readonly problems: string[];
  /** Connects a real client. */
  dial(transports?: readonly ("websocket" | "polling")[]): Promise<Socket>;
  /** The next message of one type that reaches the directory; others before it are passed over. */
  heard<T extends DisplaysMessage["type"]>(
    type: T,
  ): Promise<Extract<DisplaysMessage, { readonly type: T }>>;
  /** Registers a connected client, and answers the link that the directory got. */
  link(socket: Socket, name?: string): Promise<DisplayLink>;
}

/** Runs a test, and clears everything away. */
export async function withGateway(
  test: (bench: GatewayBench) => Promise<void>,
  options: Partial<GatewayOptions> = {},
): Promise<void> {
  const { system, probe } = createTestSystem();
  const directory = probe<DisplaysMessage>("displays");
  const problems: string[] = [];
  const onProblem = (kind: string, _address: string, detail: string) =>
    void problems.push(`${kind}: ${detail}`);
  const gateway = createGateway({ displays: directory.ref, onProblem, ...options });
  const server = createServer((_request, response) => response.writeHead(404).end());
  gateway.attach(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sockets: Socket[] = [];

  const heard: GatewayBench["heard"] = async (type) => {
    for (;;) {
      const message = await directory.next();
      if (message.type === type) return message as never;
    }
  };
  const bench: GatewayBench = {
    gateway,
    host,
    directory,
    problems,
    heard,
    async dial(transports = ["websocket"]) {
      const socket = io(`http://${host}`, {
        transports: [...transports],
        reconnection: false,
        forceNew: true,
      });
      sockets.push(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once("connect", resolve);
        socket.once("connect_error", reject);
      });
      return socket;
    },
    async link(socket, name = "Wall-L1") {
      socket.emit("register_client", { name });
      return (await heard("deviceSpoke")).link;
    },
  };
  try {
    await test(bench);
  } finally {
    for (const socket of sockets) socket.disconnect();
    await gateway.shutDown(0);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await system.stop(1_000);
  }
}

/** What a client hears under one event name, once. */
export function once(socket: Socket, event: string): Promise<Record<string, unknown>> {
  return new Promise((resolve) => socket.once(event, resolve));
}

/** Raw frames of one WebSocket, as they are on the wire, until it closes. */
export interface RawFrames {
  readonly frames: string[];
  /** Resolves when it is closed: true with a closing handshake, false when it was cut. */
  readonly closed: Promise<boolean>;
  send(frame: string): void;
  /** Resolves with the first frame that starts so. */
  frame(start: string): Promise<string>;
}

/** Opens a WebSocket without any Socket.IO library. */
export function openRaw(host: string, query = "EIO=4"): RawFrames {
  const socket = new WebSocket(`ws://${host}/socket.io/?${query}&transport=websocket`);
  const frames: string[] = [];
  const waiting: { start: string; resolve: (frame: string) => void }[] = [];
  socket.onmessage = ({ data }) => {
    frames.push(String(data));
    for (const each of [...waiting]) {
      if (!String(data).startsWith(each.start)) continue;
      waiting.splice(waiting.indexOf(each), 1);
      each.resolve(String(data));
    }
  };
  const closed = new Promise<boolean>((resolve) =>
    socket.onclose = ({ wasClean }) => resolve(wasClean)
  );
  socket.onerror = () => {};
  return {
    frames,
    closed,
    send: (frame) => socket.send(frame),
    frame(start) {
      const known = frames.find((each) => each.startsWith(start));
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve) => waiting.push({ start, resolve }));
    },
  };
}
