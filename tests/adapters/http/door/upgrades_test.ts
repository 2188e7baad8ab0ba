import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { serveUpgrades } from "../../../../adapters/http/door/upgrades.ts";
import { listening } from "../../../../adapters/listening.ts";

Deno.test("serveUpgrades() bears a peer that asks for an upgrade of nobody's path, and resets", async () => {
  const server = createServer();
  serveUpgrades(server, () => new Response());
  const { port } = await listening(server, { host: "127.0.0.1", port: 0 });
  const peer = connect({ host: "127.0.0.1", port });
  peer.on("error", () => {});
  peer.write("GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
  const [, socket] = await once(server, "upgrade");
  const closed = new Promise((resolve) => socket.once("close", resolve));
  peer.resetAndDestroy();
  // An error without a listener would end the test run here, and the control host in the field.
  await closed;
  await new Promise((resolve) => server.close(resolve));
});
