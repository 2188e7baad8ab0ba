/**
 * How fast it could be: Deno's own WebSocket, which no other protocol can share a port with.
 *
 * @module
 */
import process from "node:process";
import { takeOrders } from "../displays/child.ts";
import { acknowledge } from "./acknowledge.ts";
import { bareAnswers, type ServerOrders } from "./servers.ts";

function serve(request: Request): Response {
  // The load answers no pings.
  const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: 0 });
  socket.onmessage = ({ data }) => socket.send(acknowledge(data));
  return response;
}

await takeOrders<ServerOrders>(bareAnswers(() => {
  const onListen = () => {};
  const { addr } = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, serve);
  return Promise.resolve({ port: addr.port });
}));
process.exit(0);
