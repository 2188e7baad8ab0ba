import { connect as connectTls } from "node:tls";
import { createServer } from "node:net";
import { once } from "node:events";
import fc from "fast-check";
import { concat } from "../../protocols/video/streams.ts";
import {
  conversations,
  everySplit,
  noise,
  type PortFuzzer,
  saying,
  utf8,
  wounded,
} from "../attack.ts";
import { nodeFrames } from "../decoders/mserver.ts";
import { syncStreams } from "../decoders/syncguard.ts";
import { frame, frames, upgradeRequest } from "../websocket_frames.ts";

/** The first bytes of a real TLS client. */
async function clientHello(): Promise<Uint8Array> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const client = connectTls({ host: "127.0.0.1", port, rejectUnauthorized: false });
  client.on("error", () => {});
  const [socket] = await once(server, "connection");
  const [hello] = await once(socket, "data");
  socket.destroy();
  client.destroy();
  server.close();
  return Uint8Array.from(hello);
}

const HELLO = await clientHello();
const GIANT_RECORD = Uint8Array.of(0x16, 3, 1, 0xff, 0xff, 1, 0, 0xff, 0xff);

const tls = fc.oneof(
  wounded(fc.constant(HELLO)),
  fc.uint8Array({ maxLength: 200 }).map((rest) => concat(Uint8Array.of(0x16, 3, 1), rest)),
  fc.constant(GIANT_RECORD),
);

/** TLS on its own port and on the shared one. */
export const TLS: PortFuzzer = {
  name: "tls",
  port: "tls",
  exhaustive: everySplit(HELLO),
  attacks: conversations(fc.oneof({ weight: 5, arbitrary: tls }, noise)).map(saying),
};

const REGISTER = frame(
  utf8('{"type":"register","serverId":"F00D00000001","data":{"version":"1.1.0"}}'),
);

const nodes = fc.tuple(fc.boolean(), frames(nodeFrames.map((text) => utf8(text.toWellFormed()))))
  .map(([registers, all]) =>
    concat(upgradeRequest("/"), registers ? REGISTER : new Uint8Array(), all)
  );

/** Node hosts: WebSocket frames with and without masks, odd JSON, giants. */
export const NODES: PortFuzzer = {
  name: "node-frames",
  port: "device",
  exhaustive: everySplit(concat(upgradeRequest("/ws"), REGISTER)),
  attacks: conversations(fc.oneof({ weight: 9, arbitrary: nodes }, wounded(nodes))).map(saying),
};

const login = wounded(fc.constant(utf8(
  "POST /api/auth/login/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" +
    'Content-Length: 35\r\n\r\n{"username":"a","password":"wrong"}\n',
)));

/** What the port must tell apart by its first bytes: lines, questions, HTTP, TLS, and what is none of them. */
export const DEVICE: PortFuzzer = {
  name: "device-sniffing",
  port: "device",
  exhaustive: [
    ...everySplit(utf8("10.20.0.77_state1\r\nGET_STATUS")),
    ...everySplit(utf8("GET_STATUS\r\n10.20.0.77_state2\r\n")),
    ...everySplit(utf8("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")),
    ...everySplit(HELLO.subarray(0, 40)),
  ],
  attacks: conversations(
    fc.oneof({ weight: 4, arbitrary: syncStreams }, tls, login, noise),
  ).map(saying),
};
