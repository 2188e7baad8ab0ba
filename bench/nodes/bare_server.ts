/**
 * The nearest peer: npm ws behind the same sniffing listener, as anybody would write it. A frame is parsed and
 * acknowledged, and nothing else is done with it.
 *
 * @module
 */
import type { Buffer } from "node:buffer";
import process from "node:process";
// @ts-types="@types/ws"
import { WebSocketServer } from "ws";
import { createDeviceHttp } from "../../adapters/device_port/device_http.ts";
import { openDevicePort } from "../../adapters/device_port/device_port.ts";
import { takeOrders } from "../displays/child.ts";
import { acknowledge } from "./acknowledge.ts";
import { bareAnswers, type ServerOrders } from "./servers.ts";

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const http = createDeviceHttp({
  onRequest: (_request, response) => response.writeHead(404).end(),
  onUpgrade: (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head as Buffer, (opened) => {
      opened.on("message", (data) => opened.send(acknowledge(data.toString())));
      opened.on("error", () => {});
    }),
  onError: () => {},
});

await takeOrders<ServerOrders>(bareAnswers(async () => {
  const { address } = await openDevicePort({
    host: "127.0.0.1",
    port: 0,
    acceptors: { http: http.accept, drain: http.drain },
    limits: { maxConnectionsPerAddress: 5_000, maxConnections: 5_000 },
    onProblem: () => {},
  });
  return address;
}));
process.exit(0);
