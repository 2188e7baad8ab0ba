/**
 * The peer: what one would write with node:net and nothing else. Each read of a camera is written to each of its
 * viewers; nothing is looked at, nothing is bounded.
 *
 * @module
 */
import { connect, createServer, type Socket } from "node:net";
import process from "node:process";
import { takeOrders } from "../displays/child.ts";
import type { ServerOrders } from "./servers.ts";
import type { Target } from "./viewers.ts";

function fanOut(cameraPort: number): Promise<Target> {
  const viewers = new Set<Socket>();
  connect({ host: "127.0.0.1", port: cameraPort, noDelay: true }).on("data", (chunk) => {
    for (const viewer of viewers) viewer.write(chunk);
  });
  const server = createServer({ noDelay: true }, (socket) => {
    viewers.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => viewers.delete(socket));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      resolve({ port, request: null });
    });
  });
}

await takeOrders<ServerOrders>({
  async open({ cameras }) {
    return { targets: await Promise.all(cameras.map(fanOut)), pid: null };
  },
});
process.exit(0);
