import type { Socket } from "socket.io";

/** What both transports of Engine.IO have underneath, as far as a drop needs it. */
interface RawTransport {
  readonly socket?: {
    terminate?(): void;
    pause?(): void;
    resume?(): void;
    readonly readyState?: number;
  };
  readonly req?: { readonly socket?: { destroy(): void } };
  readonly dataReq?: { readonly socket?: { destroy(): void } };
  emit(event: "error", cause: Error): boolean;
}

/** An Engine.IO connection, whether it has joined a namespace or not. */
export interface EngineConnection {
  readonly transport: unknown;
}

/**
 * Ends a connection as a pulled cable would: no Socket.IO DISCONNECT, no Engine.IO CLOSE. Fielded clients
 * reconnect by themselves after this, and some never do after a goodbye.
 */
export function dropTransport(conn: EngineConnection, reason: string): void {
  const transport = conn.transport as RawTransport;
  cutSockets(transport);
  // Between two polls there is no socket to destroy; this ends the session, and the next poll learns of it.
  transport.emit("error", new Error(reason));
}

function cutSockets({ socket, req, dataReq }: RawTransport): void {
  socket?.terminate?.();
  req?.socket?.destroy();
  dataReq?.socket?.destroy();
}

/** Why Engine.IO ends a connection by itself, without the peer's having said goodbye. */
const OUR_REASONS: ReadonlySet<string> = new Set([
  "ping timeout",
  "parse error",
  "transport error",
]);

/**
 * Sees to it that Engine.IO ends no connection with a goodbye of its own: it would answer a poll that waits with a
 * CLOSE packet, and a console that was frozen for half a minute would take that for the end, and stay offline
 * (fielded build C3).
 */
export function endWithoutGoodbye(conn: EngineConnection): void {
  const ending = conn as unknown as { onClose(reason: string, description?: unknown): void };
  const end = ending.onClose.bind(conn);
  ending.onClose = (reason, description) => {
    if (OUR_REASONS.has(reason)) cutSockets(conn.transport as RawTransport);
    end(reason, description);
  };
}

/** Leaves a WebSocket unread; answers the way to go on. Undefined for a polling transport, which cannot be held. */
export function holdTransport({ transport }: EngineConnection): (() => void) | undefined {
  const { socket } = transport as RawTransport;
  if (socket?.pause === undefined || socket.resume === undefined) return undefined;
  socket.pause();
  return () => socket.resume?.();
}

/** RFC 6455, section 7.1.3: our goodbye is on its way, and the peer's is awaited. */
const CLOSING = 2;

/**
 * Sees to it that a WebSocket that we close ends soon, and is not read until then: while the library waits for the
 * peer's goodbye it would read, and parse, all that the peer cares to send instead.
 */
export function endTransport(connection: EngineConnection, withinMs: number): void {
  const { socket } = connection.transport as RawTransport;
  if (socket?.readyState !== CLOSING) return;
  socket.pause?.();
  setTimeout(() => socket.terminate?.(), withinMs);
}

/** Packets that wait for the device to read. Engine.IO keeps them in a list without a limit of its own. */
export function queuedPackets(socket: Socket): number {
  const { writeBuffer } = socket.conn as unknown as { readonly writeBuffer: readonly unknown[] };
  return writeBuffer.length;
}
