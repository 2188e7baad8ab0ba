import type { Socket } from "socket.io";

/** What both transports of Engine.IO have underneath, as far as a drop needs it. */
interface RawTransport {
  readonly socket?: { terminate?(): void };
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
  transport.socket?.terminate?.();
  transport.req?.socket?.destroy();
  transport.dataReq?.socket?.destroy();
  // Between two polls there is no socket to destroy; this ends the session, and the next poll learns of it.
  transport.emit("error", new Error(reason));
}

/** Packets that wait for the device to read. Engine.IO keeps them in a list without a limit of its own. */
export function queuedPackets(socket: Socket): number {
  const { writeBuffer } = socket.conn as unknown as { readonly writeBuffer: readonly unknown[] };
  return writeBuffer.length;
}
