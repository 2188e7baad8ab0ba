import { connect } from "node:net";

/** Says some pieces over one connection; what comes back, up to `bytes`, or until the other end closes. */
export function talk(port: number, pieces: readonly string[], bytes: number): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    socket.on("error", () => {});
    socket.once("close", () => resolve(heard));
    socket.on("data", (chunk) => {
      heard += String(chunk);
      if (heard.length >= bytes) socket.destroy();
    });
    for (const piece of pieces) socket.write(piece);
  });
}
