import assert from "node:assert/strict";
import { once } from "node:events";
import {
  admitAnyone,
  type NodeAdmission,
  type NodeClaim,
} from "../../../adapters/websocket/authenticator.ts";
import { MAX_FRAME_BYTES } from "../../../protocols/mserver/decoder.ts";
import { TEST_ONLY_CERTIFICATE } from "../device_port/test_certificate.ts";
import { withNodeGateway } from "./gateway_bench.ts";

/** The next fact that the host's actor is told, signs of life aside. */
async function nextEvent(host: { next(): Promise<{ readonly type: string }> }): Promise<unknown> {
  for (;;) {
    const message = await host.next() as { readonly type: string; readonly event?: unknown };
    if (message.type === "nodeEvent") return message.event;
  }
}

Deno.test("createNodeGateway() takes any path, and offers neither compression nor a subprotocol", () =>
  withNodeGateway(async ({ dial, gateway, directory }) => {
    for (const path of ["/ws/monitoring/", "/ws", "/", "/api/v1/displays?x=1"]) {
      const peer = dial(path, { perMessageDeflate: true }, ["chat"]);
      // The test's own library gives up a handshake in which no subprotocol was chosen; the answer is there.
      const headers = await peer.upgraded;
      assert.equal(headers["sec-websocket-extensions"], undefined);
      assert.equal(headers["sec-websocket-protocol"], undefined);
    }
    const peer = await dial().register();
    assert.equal(peer.frames[0]?.status, "success");
    assert.equal(directory.messages.at(-1)?.link.secure, false);
    assert.equal(directory.messages.at(-1)?.link.peerAddress, "127.0.0.1");
    assert.ok(gateway.connections() >= 1);
  }));

Deno.test("createNodeGateway() works inside TLS, for a client that verifies and one that does not", () =>
  withNodeGateway(async ({ dial, directory }) => {
    const verifying = { ca: TEST_ONLY_CERTIFICATE, servername: "localhost" };
    for (const options of [verifying, { rejectUnauthorized: false }]) {
      await dial("/ws/monitoring/", options).register();
      assert.equal(directory.messages.at(-1)?.link.secure, true);
    }
  }));

Deno.test("createNodeGateway() hands frames on in order, in fragments too", () =>
  withNodeGateway(async ({ dial, host }) => {
    const { socket } = await dial().register();
    const text = JSON.stringify({ type: "heartbeat", timestamp: 1_751_600_000_001 });
    socket.send(text.slice(0, 5), { fin: false });
    socket.send(text.slice(5, 9), { fin: false });
    socket.send(text.slice(9), { fin: true });
    for (let n = 2; n <= 50; n++) {
      socket.send(JSON.stringify({ type: "heartbeat", timestamp: 1_751_600_000_000 + n }));
    }
    for (let n = 1; n <= 50; n++) {
      assert.deepEqual(await nextEvent(host), {
        type: "heartbeatReceived",
        at: 1_751_600_000_000 + n,
      });
    }
  }));

Deno.test("createNodeGateway() answers pings at once, also before the registration and while it is held", () =>
  withNodeGateway(async ({ dial }) => {
    const peer = await dial().opened();
    assert.equal(await peer.ping("early"), "early");
    await peer.register();
    assert.equal(await peer.ping("late"), "late");
  }));

Deno.test("createNodeGateway() takes a message of 10 MiB, and closes with 1009 at one byte more", () =>
  withNodeGateway(async ({ dial, host, problems }) => {
    const peer = await dial().register();
    const message = (bytes: number) => {
      const frame = { type: "heartbeat", timestamp: 1_751_600_000_000, padding: "" };
      return JSON.stringify({
        ...frame,
        padding: "x".repeat(bytes - JSON.stringify(frame).length),
      });
    };
    peer.say(message(MAX_FRAME_BYTES));
    assert.deepEqual(await nextEvent(host), { type: "heartbeatReceived", at: 1_751_600_000_000 });
    const other = await dial().register("other");
    other.say(message(MAX_FRAME_BYTES + 1));
    assert.equal((await other.closed).code, 1009);
    assert.equal(problems.filter((problem) => problem.startsWith("badFrame")).length, 1);
    assert.equal(peer.socket.readyState, peer.socket.OPEN, "neighbours are not disturbed");
  }));

Deno.test("createNodeGateway() refuses a web page of another origin, and takes one of its own", () =>
  withNodeGateway(async ({ dial, port, problems }) => {
    assert.equal(await dial("/ws", { origin: "http://evil.example" }).refused, 403);
    await dial("/ws", { origin: `http://127.0.0.1:${port}` }).register();
    assert.deepEqual(problems, ["connectionRefused: a web page of another origin"]);
  }));

Deno.test("createNodeGateway() shows the token to the authenticator, and passes the account on", async () => {
  const claims: NodeClaim[] = [];
  const admit = (claim: NodeClaim): Promise<NodeAdmission> => {
    claims.push(claim);
    if (claim.token === "broken") return Promise.reject(new Error("disk"));
    return Promise.resolve(
      claim.token === "good"
        ? { admitted: true, account: "ops" }
        : { admitted: false, status: 401, reason: "unknown token" },
    );
  };
  await withNodeGateway(async ({ dial, directory, problems }) => {
    const withToken = (authorization: string) => dial("/ws", { headers: { authorization } });
    assert.equal(await dial().refused, 401);
    assert.equal(await withToken("Token bad").refused, 401);
    assert.equal(await withToken("Bearer good").refused, 401);
    assert.equal(await withToken("Token broken").refused, 503);
    await withToken("Token good").register();
    assert.equal(directory.messages.at(-1)?.account, "ops");
    assert.deepEqual(claims.map(({ token }) => token), [null, "bad", null, "broken", "good"]);
    assert.equal(claims[0]?.peerAddress, "127.0.0.1");
    assert.ok(problems.every((problem) => !problem.includes("bad")), "tokens are not logged");
  }, { authenticator: { ...admitAnyone, admit } });
});

Deno.test("createNodeGateway() closes each connection with 1001 when it stops, and takes nobody in any more", () =>
  withNodeGateway(async ({ dial, gateway, host }) => {
    const peers = await Promise.all(["a", "b", "c"].map((id) => dial().register(id)));
    await gateway.shutDown();
    for (const peer of peers) {
      assert.deepEqual(await peer.closed, { code: 1001, reason: "the control host stops" });
    }
    assert.equal(gateway.connections(), 0);
    const ended = host.messages.filter(({ type }) => type === "linkClosed");
    assert.equal(ended.length, 3);
    assert.equal(await dial().refused, 503);
  }));

Deno.test("createNodeGateway() cuts a client that does not answer the goodbye", () =>
  withNodeGateway(async ({ dial, gateway }) => {
    const peer = await dial().register();
    peer.socket.pause();
    await gateway.shutDown();
    peer.socket.resume();
    assert.equal(gateway.connections(), 0);
  }));

Deno.test("createNodeGateway() answers 400 to what is no WebSocket handshake", () =>
  withNodeGateway(async ({ port }) => {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    const head = "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    await conn.write(new TextEncoder().encode(head));
    const buffer = new Uint8Array(64);
    const count = await conn.read(buffer) ?? 0;
    assert.match(new TextDecoder().decode(buffer.subarray(0, count)), /^HTTP\/1\.1 400 /);
    conn.close();
  }));

Deno.test("createNodeGateway() stops reading a flood, and goes on with the neighbours", () =>
  withNodeGateway(async ({ dial, host, problems }) => {
    const flooder = await dial().register("flood");
    for (let n = 1; n <= 60; n++) flooder.say({ type: "heartbeat", timestamp: n });
    const quiet = await dial().register("quiet");
    quiet.say({ type: "pong" });
    for (let seen = ""; seen !== "pongReceived";) {
      seen = (await nextEvent(host) as { readonly type: string }).type;
    }
    assert.ok(problems.some((problem) => problem.startsWith("flood")));
    const closed = once(flooder.socket, "close");
    flooder.socket.terminate();
    await closed;
  }, { limits: { frameBurst: 20, framesPerSecond: 10 } }));
