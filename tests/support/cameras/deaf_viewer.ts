import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { ADMIN_TOKEN } from "../host_settings.ts";

/** Somebody who asks for video, or just connects, and then reads nothing, for as long as nobody lets it. */
export class DeafViewer {
  private constructor(readonly socket: Socket) {}

  /** @param request all that it says; nothing by default */
  static async dial(port: number, request = ""): Promise<DeafViewer> {
    const socket = connect(port, "127.0.0.1");
    // A stop of the control host cuts it off.
    socket.on("error", () => {});
    socket.pause();
    await once(socket, "connect");
    socket.write(request);
    return new DeafViewer(socket);
  }

  /** Reads from now on, and throws it away. */
  read(): void {
    this.socket.resume();
  }

  leave(): void {
    this.socket.destroy();
  }
}

/** A request for a path of the API. @param upgrade true: as a WebSocket */
export function requestFor(path: string, upgrade = false): string {
  const lines = [`GET ${path} HTTP/1.1`, "Host: 127.0.0.1", `Authorization: Bearer ${ADMIN_TOKEN}`];
  if (upgrade) {
    lines.push("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13");
    lines.push("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
  }
  return `${lines.join("\r\n")}\r\n\r\n`;
}
