import { Buffer } from "node:buffer";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
// @ts-types="@types/ws"
import { type WebSocket, WebSocketServer } from "ws";
import { BASE } from "../api_route.ts";
import type { ApiEnv } from "../dependencies.ts";

/** Paths whose upgrades are ours; Socket.IO has the others. */
const OURS = new RegExp(`^${BASE}/(cameras/[^/?]+/)?live(\\?|$)`);
/** A question of the page has 40 bytes. */
const MAX_MESSAGE_BYTES = 512;
/** How long a peer may take to answer our close. */
const CLOSE_TIMEOUT_MS = 1_000;

/** A constant of its own, because the library's types do not know `closeTimeout`. */
const SOCKET_OPTIONS = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: MAX_MESSAGE_BYTES,
  closeTimeout: CLOSE_TIMEOUT_MS,
};

type Answer = (request: Request, env: ApiEnv["Bindings"]) => Response | Promise<Response>;

/**
 * Makes the WebSocket routes of the API answer on a server. A request for an upgrade goes through the API like any
 * other, so that roles, origins and problems are the same; its route takes the socket with `c.env.accept()`.
 */
export function serveUpgrades(server: Server, answer: Answer): void {
  const sockets = new WebSocketServer(SOCKET_OPTIONS);
  server.on("upgrade", (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    // An upgrade has left the HTTP server behind, which would have listened: whatever the path, a peer that resets its
    // connection would end the program. Engine.IO listens a second later to those that are nobody's.
    socket.on("error", () => socket.destroy());
    if (!OURS.test(incoming.url ?? "")) return;
    let accepted = false;
    const accept = () => {
      accepted = true;
      return new Promise<WebSocket>((resolve) => {
        sockets.handleUpgrade(incoming, socket, head, resolve);
      });
    };
    void answerUpgrade(incoming, (request) => answer(request, { incoming, accept }))
      .then((response) => accepted ? undefined : refuse(socket, response))
      .catch(() => socket.destroy());
  });
}

async function answerUpgrade(
  { headers, url }: IncomingMessage,
  answer: (request: Request) => Response | Promise<Response>,
): Promise<Response> {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) given.set(name, [value].flat().join(", "));
  }
  return await answer(new Request(new URL(url ?? "/", "http://localhost"), { headers: given }));
}

async function refuse(socket: Duplex, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  const lines = [`HTTP/1.1 ${response.status} Refused`, "Connection: close"];
  for (const [name, value] of response.headers) lines.push(`${name}: ${value}`);
  lines.push(`Content-Length: ${body.length}`, "", "");
  socket.end(Buffer.concat([Buffer.from(lines.join("\r\n")), body]), () => socket.destroy());
}
