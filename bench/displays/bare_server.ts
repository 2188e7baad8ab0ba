/**
 * The peer: npm socket.io as anybody would write it, with the same answers and the same Engine.IO settings as
 * the control host, and nothing behind them.
 *
 * @module
 */
import { createServer } from "node:http";
import process from "node:process";
import { Server } from "socket.io";
import { isoNow } from "../../adapters/socketio/iso_now.ts";
import { takeOrders } from "./child.ts";
import { settledBytes } from "./resident.ts";
import type { ServerOrders } from "./servers.ts";
import { watchStalls } from "./stalls.ts";

let lastId = 0;

const http = createServer();
const io = new Server(http, {
  serveClient: false,
  allowEIO3: true,
  maxHttpBufferSize: 1_000_000,
  pingInterval: 10_000,
  pingTimeout: 20_000,
  connectTimeout: 30_000,
  perMessageDeflate: false,
  httpCompression: false,
});
io.on("connection", (socket) => {
  socket.on("register_client", ({ name }: { readonly name: string }) => {
    const clientId = ++lastId;
    socket.emit("registration_success", {
      clientId,
      clientName: name,
      client_name: name,
      message: "ok",
    });
  });
  socket.on("heartbeat", () => {
    socket.emit("heartbeat_response", {
      success: true,
      status: "ok",
      message: "하트비트 수신 완료",
      timestamp: isoNow(),
      nextHeartbeatIn: 30_000,
    });
  });
});

await takeOrders<ServerOrders>({
  async open() {
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const address = http.address();
    if (address === null || typeof address === "string") throw new Error("no port was bound");
    return { url: `http://127.0.0.1:${address.port}`, token: "" };
  },
  settledBytes,
  longestStallMs: watchStalls(),
});
process.exit(0);
