import { connect, createServer } from "node:net";
import { boundPort, listenAt } from "../listening.ts";

/**
 * Whether this system lets us be any of the loopback network's addresses, not only 127.0.0.1: Linux and Windows do,
 * macOS only those that somebody has added.
 */
export async function hasAddress(address: string): Promise<boolean> {
  const server = createServer((socket) => socket.destroy());
  try {
    await listenAt(server, "127.0.0.1", 0);
    return await canDialFrom(address, boundPort(server));
  } catch {
    return false;
  } finally {
    server.close();
  }
}

function canDialFrom(localAddress: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, localAddress });
    socket.on("error", () => resolve(false));
    socket.once("connect", () => {
      resolve(true);
      socket.destroy();
    });
  });
}
