/**
 * The peer: a TCP server as anybody would write it, which puts the pieces of each connection together, splits them
 * into lines, and counts those.
 *
 * @module
 */
import { createServer } from "node:net";
import process from "node:process";
import { takeOrders } from "../displays/child.ts";
import { settledBytes } from "../displays/resident.ts";
import type { SyncServerOrders } from "./servers.ts";

let handled = 0;

const server = createServer({ noDelay: true }, (socket) => {
  let rest = "";
  socket.setEncoding("utf8");
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    const lines = (rest + chunk).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line !== "") handled++;
    }
  });
});

await takeOrders<SyncServerOrders>({
  async open() {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port was bound");
    return { devicePort: address.port, url: "", token: "" };
  },
  handled: () => Promise.resolve(handled),
  settledBytes,
});
process.exit(0);
