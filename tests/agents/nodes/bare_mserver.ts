import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
// @ts-types="@types/ws"
import { type WebSocket, WebSocketServer } from "ws";

type Frame = { readonly [key: string]: unknown };

/** How a bare server behaves; each may be changed while it runs. */
export interface Manners {
  /** What answers a register; null: nothing. */
  greeting: Frame | null;
  acknowledges: boolean;
  pongs: boolean;
  /** The status of login and verify. */
  authStatus: number;
  /** The status of an upgrade; 101 lets everybody in. */
  upgradeStatus: number;
}

/** A server that knows just enough of the protocol to look at a client. */
export interface BareMserver {
  readonly url: string;
  readonly manners: Manners;
  /** Everything heard on any connection; texts that hold JSON are left as they are. */
  readonly heard: unknown[];
  /** `path authorization` of each handshake. */
  readonly handshakes: string[];
  /** `method path authorization body` of each request. */
  readonly requests: string[];
  readonly pings: number;
  /** To the newest connection. */
  send(frame: unknown): void;
  /** The same, as it is. */
  sendText(text: string): void;
  close(code: number): void;
  cut(): void;
}

/** A certificate and its key, in PEM. */
export interface BareTls {
  readonly cert: string;
  readonly key: string;
}

/** Runs a test against a bare server; with TLS it speaks nothing else. */
export async function withBareMserver(
  test: (server: BareMserver) => Promise<void>,
  tls?: BareTls,
): Promise<void> {
  const manners: Manners = {
    greeting: { type: "register_ack", status: "success" },
    acknowledges: true,
    pongs: true,
    authStatus: 200,
    upgradeStatus: 101,
  };
  const heard: unknown[] = [];
  const handshakes: string[] = [];
  const requests: string[] = [];
  let pings = 0;
  let newest: WebSocket | undefined;
  const listener = (request: IncomingMessage, response: ServerResponse) =>
    void answer(request, response, manners, requests);
  const http = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  const sockets = new WebSocketServer({
    server: http,
    autoPong: false,
    verifyClient: (_info, decide) =>
      decide(manners.upgradeStatus === 101, manners.upgradeStatus, "not now"),
  });
  sockets.on("connection", (socket, request) => {
    newest = socket;
    handshakes.push(`${request.url} ${request.headers.authorization}`);
    socket.on("error", () => {});
    socket.on("ping", (data) => {
      pings++;
      if (manners.pongs) socket.pong(data);
    });
    socket.on("message", (data) => {
      const frame = JSON.parse(data.toString());
      heard.push(frame);
      if (frame.type === "register" && manners.greeting !== null) {
        socket.send(JSON.stringify(manners.greeting));
      }
      if (frame.type === "stats" && manners.acknowledges) {
        socket.send(JSON.stringify({ type: "stats_ack", sequence: frame.sequence }));
      }
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  try {
    await test({
      url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
      manners,
      heard,
      handshakes,
      requests,
      get pings() {
        return pings;
      },
      send: (frame) => newest?.send(JSON.stringify(frame)),
      sendText: (text) => newest?.send(text),
      close: (code) => newest?.close(code),
      cut: () => newest?.terminate(),
    });
  } finally {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { authStatus }: Manners,
  requests: string[],
): Promise<void> {
  let body = "";
  for await (const chunk of request) body += chunk;
  requests.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
  const good = authStatus === 200;
  const said = request.url === "/api/auth/login/"
    ? { success: good, ...(good ? { token: "issued" } : {}) }
    : { valid: good };
  response.writeHead(authStatus, { "Content-Type": "application/json" });
  response.end(JSON.stringify(said));
}
