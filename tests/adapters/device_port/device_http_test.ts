import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import type { Socket } from "node:net";
import { createDeviceHttp } from "../../../adapters/device_port/device_http.ts";
import type {
  DeviceHttpLimits,
  UpgradeListener,
} from "../../../adapters/device_port/device_http.ts";
import { openDevicePort } from "../../../adapters/device_port/device_port.ts";
import { dial, readToEnd, readUntil, withPort, writeInPieces } from "./client.ts";

/** Answers with the path, so that a mixed-up answer shows. */
const sayPath: RequestListener = (request, response) => {
  response.end(`path ${request.url};`);
};

interface HttpOptions {
  readonly onRequest?: RequestListener;
  readonly onUpgrade?: UpgradeListener;
  readonly limits?: Partial<DeviceHttpLimits>;
}

function httpAcceptors({ onRequest = sayPath, ...more }: HttpOptions = {}) {
  const errors: unknown[] = [];
  const http = createDeviceHttp({ onRequest, onError: (error) => errors.push(error), ...more });
  return { errors, http: http.accept, drain: http.drain };
}

Deno.test("HTTP keeps a connection alive, and answers pipelined requests in order", () =>
  withPort({ acceptors: httpAcceptors() }, async ({ port }) => {
    const socket = await dial(port);
    const first = readUntil(socket, /path \/1;/);
    socket.write(get("/1"));
    await first;
    const rest = readUntil(socket, /path \/4;/);
    socket.write(get("/2") + get("/3") + get("/4"));
    const paths = (await rest).match(/path \/\d;/g);
    assert.deepEqual(paths, ["path /2;", "path /3;", "path /4;"]);
    socket.destroy();
  }));

Deno.test("HTTP goes on after a body that nobody has read", () =>
  withPort({ acceptors: httpAcceptors() }, async ({ port }) => {
    const socket = await dial(port);
    const body = "x".repeat(100_000);
    const both = readUntil(socket, /path \/post;[^]*path \/next;/);
    socket.write(`POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    socket.write(get("/next"));
    await both;
    socket.destroy();
  }));

Deno.test("HTTP is served when the header comes byte by byte", () =>
  withPort({ acceptors: httpAcceptors() }, async ({ port }) => {
    const socket = await dial(port);
    const answer = readUntil(socket, /path \/slow;/);
    await writeInPieces(socket, [...get("/slow")]);
    assert.match(await answer, /^HTTP\/1.1 200 OK/);
    socket.destroy();
  }));

Deno.test("HTTP answers a client that has closed its side already", () =>
  withPort({ acceptors: httpAcceptors() }, async ({ port }) => {
    const socket = await dial(port);
    const answer = readToEnd(socket);
    socket.end(get("/half", "close"));
    assert.match(await answer, /path \/half;/);
    socket.destroy();
  }));

Deno.test("HTTP closes a connection whose header is not there in time", () =>
  withPort(
    { acceptors: httpAcceptors({ limits: { headersTimeoutMs: 100 } }) },
    async ({ port }) => {
      const socket = await dial(port);
      const answer = readToEnd(socket);
      socket.write("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
      assert.match(await answer, /^(HTTP\/1.1 408 |$)/);
      socket.destroy();
    },
  ));

Deno.test("HTTP refuses a header past its limit, and what is no HTTP after all", () =>
  withPort(
    { acceptors: httpAcceptors({ limits: { maxHeaderBytes: 2_000 } }) },
    async ({ port }) => {
      for (
        const [request, status] of [
          [`GET / HTTP/1.1\r\nX-Long: ${"x".repeat(5_000)}\r\n\r\n`, 431],
          ["GET \x00\x01\x02 garbage\r\n\r\n", 400],
        ] as const
      ) {
        const socket = await dial(port);
        const answer = readToEnd(socket);
        socket.write(request);
        assert.match(await answer, new RegExp(`^HTTP/1.1 ${status} `));
        socket.destroy();
      }
    },
  ));

Deno.test("HTTP answers 500 when the listener throws, and goes on serving", () => {
  const acceptors = httpAcceptors({
    onRequest(request, response) {
      if (request.url === "/throw") throw new Error("broken listener");
      sayPath(request, response);
    },
  });
  return withPort({ acceptors }, async ({ port }) => {
    const socket = await dial(port);
    const answer = readToEnd(socket);
    socket.write(get("/throw"));
    assert.match(await answer, /^HTTP\/1.1 500 /);
    const next = await dial(port);
    const served = readUntil(next, /path \/next;/);
    next.write(get("/next"));
    await served;
    assert.equal(String(acceptors.errors), "Error: broken listener");
    socket.destroy();
    next.destroy();
  });
});

Deno.test("HTTP reads nothing past the stream, where a parser that others have by then would get it", () => {
  const { http, ...more } = httpAcceptors();
  let read = "";
  const acceptors = {
    ...more,
    http(socket: Socket) {
      http(socket);
      socket.on("data", (bytes) => read += String(bytes));
    },
  };
  return withPort({ acceptors }, async ({ port }) => {
    const socket = await dial(port);
    for (const path of ["/1", "/2"]) {
      const answer = readUntil(socket, /path .*;/);
      socket.write(get(path));
      await answer;
    }
    assert.equal(read, get("/1") + get("/2"));
    socket.destroy();
  });
});

Deno.test("an upgrade goes to its handler, and is answered with 404 without one", async () => {
  const upgrade =
    "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
  await withPort({ acceptors: httpAcceptors() }, async ({ port }) => {
    const socket = await dial(port);
    const answer = readToEnd(socket);
    socket.write(upgrade);
    assert.match(await answer, /^HTTP\/1.1 404 Not Found\r\n/);
    socket.destroy();
  });
  const onUpgrade: UpgradeListener = (request, socket, head) => {
    socket.write(`taken over ${request.url};`);
    socket.write(head);
    socket.pipe(socket);
  };
  await withPort({ acceptors: httpAcceptors({ onUpgrade }) }, async ({ port }) => {
    const socket = await dial(port);
    const first = readUntil(socket, /;head$/);
    socket.write(`${upgrade}head`);
    assert.equal(await first, "taken over /ws;head");
    const echo = readUntil(socket, /later bytes$/);
    socket.write("later bytes");
    await echo;
    socket.destroy();
  });
});

Deno.test("close() ends an idle keep-alive connection at once, and lets an answer finish", async () => {
  const asked = Promise.withResolvers<() => void>();
  const { http, drain } = httpAcceptors({
    onRequest(request, response) {
      if (request.url === "/idle") return sayPath(request, response);
      asked.resolve(() => sayPath(request, response));
    },
  });
  const options = { host: "127.0.0.1", port: 0, acceptors: { http, drain }, onProblem: () => {} };
  const port = await openDevicePort(options);
  const idle = await dial(port);
  const first = readUntil(idle, /path \/idle;/);
  idle.write(get("/idle"));
  await first;
  const busy = await dial(port);
  const answer = readToEnd(busy);
  busy.write(get("/busy"));
  const finish = await asked.promise;
  const idleEnded = readToEnd(idle);
  // An hour: only a connection that is left behind would wait for it.
  const closed = port.close({ deadlineMs: 3_600_000 });
  await idleEnded;
  finish();
  assert.match(await answer, /path \/busy;/);
  await closed;
  idle.destroy();
  busy.destroy();
});

Deno.test("an HTTP neighbour is served while 1,000 garbage connections come and go", () =>
  withPort(
    {
      acceptors: { ...httpAcceptors(), text: (socket) => socket.destroy() },
      limits: { maxConnectionsPerAddress: 200 },
    },
    async ({ port, problems }) => {
      const neighbour = await dial(port);
      for (let wave = 0; wave < 10; wave++) {
        const garbage = await Promise.all(Array.from({ length: 100 }, () => dial(port)));
        const ended = garbage.map(readToEnd);
        garbage.forEach((socket, n) => throwGarbage(socket, wave * 100 + n));
        const answer = readUntil(neighbour, new RegExp(`path /${wave};`));
        neighbour.write(get(`/${wave}`));
        await answer;
        for (const socket of garbage) socket.destroy();
        await Promise.all(ended);
      }
      neighbour.destroy();
      assert.ok(problems.every(({ kind }) => kind === "noAcceptor"), "TLS without a certificate");
    },
  ));

function get(path: string, connection = "keep-alive"): string {
  return `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: ${connection}\r\n\r\n`;
}

/** Bytes that differ by number: binary, half an HTTP request, half a TLS hello, nothing at all. */
function throwGarbage(socket: Socket, n: number): void {
  const kinds = [
    Uint8Array.of(n & 255, 0xff, 0x00, 0x16),
    "GET /\x00\x00 nonsense\r\n\r\n",
    Uint8Array.of(0x16, 0x03, 0x01, 0xff, 0xff, n & 255),
    "POST ",
    "",
  ];
  const garbage = kinds[n % kinds.length] ?? "";
  if (garbage.length > 0) socket.write(garbage);
}
