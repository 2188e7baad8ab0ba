import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { groupRemoved } from "../../../actors/topics.ts";
import { type HttpServer, openHttpServer } from "../../../adapters/http/server.ts";
import { type ApiBench, withApi } from "./api_bench.ts";
import { SseClient } from "./stubs/sse_client.ts";

interface Served {
  readonly bench: ApiBench;
  readonly http: HttpServer;
  readonly base: string;
}

async function withServer(test: (served: Served) => Promise<void>): Promise<void> {
  await withApi(async (bench) => {
    const http = await openHttpServer({ host: "127.0.0.1", port: 0, fetch: bench.api.fetch });
    try {
      await test({ bench, http, base: `http://127.0.0.1:${http.address.port}` });
    } finally {
      bench.api.close();
      await http.close(100);
    }
  });
}

/** A raw client that sends, and reads nothing until it is told to. */
async function rawClient(http: HttpServer, request: string): Promise<Socket> {
  const socket = connect(http.address.port, "127.0.0.1");
  socket.on("error", () => {});
  socket.pause();
  await once(socket, "connect");
  socket.write(request);
  return socket;
}

Deno.test("openHttpServer() serves the API, with the peer address of the socket", async () => {
  await withServer(async ({ bench, base }) => {
    const headers = {
      Authorization: `Bearer ${bench.secrets.operate}`,
      "Content-Type": "application/json",
    };
    const body = JSON.stringify({ action: "check" });
    const response = await fetch(`${base}/api/v1/displays/1/commands`, {
      method: "POST",
      headers,
      body,
    });
    assert.equal(response.status, 202);
    await response.body?.cancel();
    assert.equal(bench.ledger.last("submitCommands").requester.address, "127.0.0.1");
  });
});

Deno.test("openHttpServer() refuses a body without a length as soon as it is too large", async () => {
  await withServer(async ({ bench, base }) => {
    const chunk = new Uint8Array(100_000).fill(32);
    let left = 11;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left-- > 0) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const response = await fetch(`${base}/api/v1/groups`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${bench.secrets.operate}`,
        "Content-Type": "application/json",
      },
      body,
    });
    assert.equal(response.status, 413);
    assert.equal((await response.json()).code, "payloadTooLarge");
  });
});

/** What is answered to a request as it stands. */
async function answerTo(http: HttpServer, request: string): Promise<string> {
  const socket = await rawClient(http, request);
  let answer = "";
  socket.on("data", (piece) => answer += piece);
  socket.resume();
  await once(socket, "close");
  socket.destroy();
  return answer;
}

Deno.test("openHttpServer() refuses a Host that is none, and it is no fault of ours", async () => {
  await withServer(async ({ bench, http }) => {
    for (const host of ["a.1", "1.2.3.4.5", "0x7f.1.1.1.1", "[::1", "a b", "%zz", "a.1:80"]) {
      for (const method of ["GET", "POST"]) {
        const head = `${method} /api/v1/ready HTTP/1.1\r\nHost: ${host}\r\nConnection: close`;
        const body = "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
        assert.match(await answerTo(http, `${head}\r\n${body}`), /^HTTP\/1\.1 400 /, host);
      }
    }
    assert.deepEqual(bench.errors, []);
  });
});

Deno.test("openHttpServer() takes a body that breaks off for no fault of ours", async () => {
  await withApi(async (bench) => {
    const answers: (Response | Promise<Response>)[] = [];
    const http = await openHttpServer({
      host: "127.0.0.1",
      port: 0,
      fetch: (request, env) => {
        const answer = bench.api.fetch(request, env);
        answers.push(answer);
        return answer;
      },
    });
    const head = "POST /api/v1/groups HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    const parts = ["Content-Length: 20\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{\r\n"];
    try {
      for (const part of parts) {
        const socket = await rawClient(http, head + part);
        await until(() => answers.length === 1);
        socket.destroy();
        assert.equal((await answers.pop())?.status, 400);
      }
      assert.deepEqual(bench.errors, []);
    } finally {
      bench.api.close();
      await http.close(100);
    }
  });
});

Deno.test("openHttpServer() streams events, and notices when a reader leaves", async () => {
  await withServer(async ({ bench, base }) => {
    const abort = new AbortController();
    const response = await fetch(`${base}/api/v1/events`, {
      headers: { Authorization: `Bearer ${bench.secrets.view}` },
      signal: abort.signal,
    });
    const client = new SseClient(response.body);
    assert.equal((await client.next())?.event, "ready");
    bench.system.publish(groupRemoved, { id: 7 });
    assert.deepEqual((await client.next())?.data?.data, { id: 7 });
    abort.abort();
    await client.next().catch(() => undefined);
    await until(() => bench.api.events().readers === 0);
  });
});

Deno.test("openHttpServer() drops the connection of an event reader that is too slow", async () => {
  await withServer(async ({ bench, http }) => {
    const socket = await rawClient(
      http,
      `GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bench.secrets.view}\r\n\r\n`,
    );
    await until(() => bench.api.events().readers === 1);
    await until(() => {
      for (let id = 0; id < 2_000; id++) bench.system.publish(groupRemoved, { id });
      return bench.api.events().cutOff === 1;
    });
    assert.equal(bench.api.events().readers, 0);
    socket.resume();
    await once(socket, "close");
  });
});

Deno.test("openHttpServer() lets others hook into the server before it listens", async () => {
  let listening: boolean | undefined;
  const http = await openHttpServer({
    host: "127.0.0.1",
    port: 0,
    fetch: () => new Response("ours"),
    attach: (server) => {
      listening = server.listening;
    },
  });
  assert.equal(listening, false);
  assert.equal(http.server.listening, true);
  await http.close(100);
});

Deno.test("openHttpServer() rejects with the system's error when the port is taken", async () => {
  await withServer(async ({ bench, http }) => {
    const again = { host: "127.0.0.1", port: http.address.port, fetch: bench.api.fetch };
    await assert.rejects(openHttpServer(again), { code: "EADDRINUSE" });
  });
});

Deno.test("close() drops a connection that does not finish by the deadline", async () => {
  let asked = () => {};
  const begun = new Promise<void>((resolve) => asked = resolve);
  const http = await openHttpServer({
    host: "127.0.0.1",
    port: 0,
    fetch: () => {
      asked();
      return new Promise<Response>(() => {});
    },
  });
  const socket = await rawClient(http, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await begun;
  await http.close(20);
  socket.resume();
  await once(socket, "close");
});

Deno.test("failed resolves with the error that a listener had after it was up", async () => {
  const http = await openHttpServer({
    host: "127.0.0.1",
    port: 0,
    fetch: () => new Response(null),
  });
  const error = new Error("EMFILE");
  http.server.emit("error", error);
  assert.equal(await http.failed, error);
  await http.close(100);
});

/** Waits for something that real sockets bring about; the test runner's own deadline ends a wait in vain. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

Deno.test("openHttpServer() refuses connections past the limit of their address", async () => {
  await withApi(async (bench) => {
    const refused: string[] = [];
    const http = await openHttpServer({
      host: "127.0.0.1",
      port: 0,
      fetch: bench.api.fetch,
      maxConnectionsPerAddress: 2,
      onProblem: (kind) => refused.push(kind),
    });
    try {
      const first = [await rawClient(http, ""), await rawClient(http, "")];
      const third = await rawClient(http, "");
      third.resume();
      await once(third, "close");
      assert.deepEqual(refused, ["tooManyFromAddress"]);
      for (const socket of first) socket.destroy();
    } finally {
      await http.close(100);
    }
  });
});
