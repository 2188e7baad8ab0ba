import { generate } from "selfsigned";
import type { Finding } from "../../../agents/doctor/finding.ts";
import { HttpPeer } from "../../../agents/doctor/http_peer.ts";
import type { Place } from "../../../agents/doctor/reach.ts";

/** Everything that a check has found. */
export async function all(findings: AsyncIterable<Finding>): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for await (const finding of findings) found.push(finding);
  return found;
}

/** `name.isAddress`, `-port.refused`. */
export function short({ ok, check, code }: Finding): string {
  return `${ok ? "" : "-"}${check}.${code}`;
}

/** Runs a test against an HTTP server that answers as told. */
export async function withHttp(
  answer: (request: Request) => Response | Promise<Response>,
  run: (peer: HttpPeer, place: Place) => Promise<void>,
): Promise<void> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, answer);
  const place = { host: "127.0.0.1", port: server.addr.port, secure: false };
  const peer = new HttpPeer(place, undefined);
  try {
    await run(peer, place);
  } finally {
    peer.close();
    await server.shutdown();
  }
}

/** Runs a test against a TCP server that does one thing with each connection. */
export async function withTcp(
  meet: (socket: Deno.Conn) => Promise<void>,
  run: (place: Place) => Promise<void>,
): Promise<void> {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const meetings: Promise<void>[] = [];
  const accepting = (async () => {
    for await (const socket of listener) meetings.push(meet(socket).catch(() => {}));
  })();
  try {
    await run({ host: "127.0.0.1", port: listener.addr.port, secure: false });
  } finally {
    listener.close();
    await accepting;
    await Promise.all(meetings);
  }
}

/** A certificate, and how long from now it holds. */
export interface CertificateWish {
  readonly name: string;
  readonly fromMs?: number;
  readonly toMs?: number;
}

const DAY_MS = 86_400_000;

/** Runs a test against a server that speaks TLS; `cert` is what a client must trust. */
export async function withTls(
  { name, fromMs = -DAY_MS, toMs = DAY_MS }: CertificateWish,
  run: (place: Place, cert: string) => Promise<void>,
): Promise<void> {
  const now = Date.now();
  const { cert, private: key } = await generate([{ name: "commonName", value: "test" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(now + fromMs),
    notAfterDate: new Date(now + toMs),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: name }] },
    ],
  });
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", cert, key, onListen: () => {} },
    () => new Response("not here", { status: 404 }),
  );
  try {
    await run({ host: "localhost", port: server.addr.port, secure: true }, cert);
  } finally {
    await server.shutdown();
  }
}

/** A port at which nothing listens. */
export function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return port;
}
