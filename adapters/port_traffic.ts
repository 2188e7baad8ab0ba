import type { Server, Socket } from "node:net";

/** What has gone over a port since the start. */
export interface PortCounts {
  /** Connections that are open now. */
  readonly open: number;
  /** Connections that were ever accepted. */
  readonly accepted: number;
  /** Bytes of TCP payload, TLS included. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

/**
 * Counts the connections and bytes of one port, whoever speaks on it. Costs nothing per message: the runtime counts
 * the bytes of each socket, and they are added up when somebody asks (1 µs for each open connection). Goes on counting
 * when the port was closed and opened anew.
 */
export class PortTraffic {
  readonly #open = new Set<Socket>();
  #accepted = 0;
  #receivedBytes = 0;
  #sentBytes = 0;

  /** Follows a server; to be called before it listens. */
  watch(server: Server): void {
    server.on("connection", (socket) => this.#arrived(socket));
  }

  /** The totals of this moment. */
  read(): PortCounts {
    let receivedBytes = this.#receivedBytes;
    let sentBytes = this.#sentBytes;
    for (const socket of this.#open) {
      receivedBytes += socket.bytesRead;
      sentBytes += socket.bytesWritten;
    }
    return { open: this.#open.size, accepted: this.#accepted, receivedBytes, sentBytes };
  }

  #arrived(socket: Socket): void {
    this.#accepted++;
    this.#open.add(socket);
    socket.once("close", () => {
      this.#open.delete(socket);
      this.#receivedBytes += socket.bytesRead;
      this.#sentBytes += socket.bytesWritten;
    });
  }
}
