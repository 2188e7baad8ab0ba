import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { boundPort, listenAt } from "../../listening.ts";
import { controlRoutes, type FaultDesk } from "./control_routes.ts";

/** A control channel that is open. */
export interface ControlServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** 256 bits of chance: whoever has it may ask. */
  readonly secret: string;
  close(): void;
}

const SECRET_BYTES = 32;
/** Somebody at a terminal, and a script. */
const MAX_CONNECTIONS = 16;

/** Opens the control channel of a demo, on loopback and at any free port. */
export async function openControl(desk: FaultDesk): Promise<ControlServer> {
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).toHex();
  const { fetch } = controlRoutes(desk, secret);
  const server = createServer(getRequestListener((request) => fetch(request)));
  server.maxConnections = MAX_CONNECTIONS;
  await listenAt(server, "127.0.0.1", 0);
  return {
    url: `http://127.0.0.1:${boundPort(server)}`,
    secret,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
