import assert from "node:assert/strict";
import { once, openRaw, withGateway } from "./gateway_bench.ts";

for (const transports of [["websocket"], ["polling", "websocket"], ["polling"]] as const) {
  Deno.test(`createGateway() serves a client that dials ${transports.join(" and then ")}`, () =>
    withGateway(async (bench) => {
      const socket = await bench.dial(transports);
      const link = await bench.link(socket);
      assert.equal(link.peerAddress, "127.0.0.1");
      const answered = once(socket, "registration_success");
      link.send({ type: "registrationAccepted", clientId: 7, name: "Wall-L1" });
      const { clientId, clientName } = await answered;
      assert.deepEqual([clientId, clientName], [7, "Wall-L1"]);
      assert.equal(bench.gateway.connections(), 1);
      socket.disconnect();
      assert.equal((await bench.heard("linkClosed")).link, link);
    }));
}

Deno.test("createGateway() answers the handshake of Engine.IO 3, whose namespace is joined unasked", () =>
  withGateway(async ({ host }) => {
    const url = `http://${host}/socket.io/?EIO=3&transport=polling`;
    const opened = await (await fetch(url)).text();
    assert.match(opened, /^\d+:0\{"sid":"[^"]+".*"pingInterval":10000,"pingTimeout":20000/);
    const { sid } = JSON.parse(opened.slice(opened.indexOf("{")));
    assert.equal(await (await fetch(`${url}&sid=${sid}`)).text(), "2:40");
  }));

Deno.test("createGateway() answers the handshake of Engine.IO 4", () =>
  withGateway(async ({ host }) => {
    const answer = await fetch(`http://${host}/socket.io/?EIO=4&transport=polling`);
    const expected = /^0\{"sid":"[^"]+".*"pingInterval":10000,"pingTimeout":20000/;
    assert.match(await answer.text(), expected);
  }));

Deno.test("createGateway() understands a WebSocket of Engine.IO 3", () =>
  withGateway(async (bench) => {
    const raw = openRaw(bench.host, "EIO=3");
    await raw.frame("40");
    raw.send('42["register_client",{"name":"Wall-L1"}]');
    const { event } = await bench.heard("deviceSpoke");
    assert.deepEqual(event, { type: "registered", name: "Wall-L1" });
  }));

Deno.test("sendCommand() brings the library's confirmation back as commandDelivered", () =>
  withGateway(async (bench) => {
    const socket = await bench.dial();
    const link = await bench.link(socket);
    const payloads: Record<string, unknown>[] = [];
    socket.on("execute_command", (payload, confirm) => {
      payloads.push(payload);
      confirm();
    });
    const order = { type: "execute", name: "Wall-L1", command: "a.exe", presetId: 7 } as const;
    link.sendCommand({ ...order, executionId: "cmd_1" }, "cmd_1");
    const delivered = await bench.heard("commandDelivered");
    assert.deepEqual([delivered.link, delivered.commandId], [link, "cmd_1"]);
    assert.deepEqual(
      [payloads[0]?.command, payloads[0]?.preset_id, payloads[0]?.executionId],
      ["a.exe", 7, "cmd_1"],
    );
  }));

Deno.test("createGateway() confirms a device's event that asks for it", () =>
  withGateway(async (bench) => {
    const socket = await bench.dial();
    assert.deepEqual(await socket.emitWithAck("heartbeat", { clientName: "Wall-L1" }), undefined);
    const { event } = await bench.heard("deviceSpoke");
    assert.equal(event.type, "heartbeatReceived");
  }));

Deno.test("createGateway() takes the transport's answer to a ping as a sign of life", () =>
  withGateway(async (bench) => {
    const socket = await bench.dial();
    const link = await bench.link(socket);
    // Any mailbox will do: the probe stands in for the display too.
    link.bind(bench.directory.ref as never);
    assert.equal((await bench.heard("linkAlive")).link, link);
  }, { pingIntervalMs: 50, pingTimeoutMs: 5_000 }));

Deno.test("createGateway() answers binary events and wrong arguments, and keeps the connection", () =>
  withGateway(async (bench) => {
    const socket = await bench.dial();
    for (
      const [args, expected] of [
        [[new Uint8Array([1, 2, 3])], /binary/],
        [[{ a: 1 }, { b: 2 }, { c: 3 }], /wrongArgumentCount/],
        [[], /wrongArgumentCount/],
      ] as const
    ) {
      const answered = once(socket, "heartbeat_response");
      socket.emit("heartbeat", ...args);
      const { success, shouldReconnect } = await answered;
      assert.deepEqual([success, shouldReconnect], [false, false]);
      assert.match(bench.problems.at(-1) ?? "", expected);
    }
    assert.equal(socket.connected, true);
  }));

Deno.test("createGateway() understands one object among three arguments", () =>
  withGateway(async (bench) => {
    const socket = await bench.dial();
    socket.emit("heartbeat", "one", { clientName: "Wall-L1" }, 3);
    assert.deepEqual((await bench.heard("deviceSpoke")).event, {
      type: "heartbeatReceived",
      name: "Wall-L1",
    });
  }));

Deno.test("createGateway() cuts a client that sends 2 MB at once, and no other notices", () =>
  withGateway(async (bench) => {
    const good = await bench.dial();
    const goodLink = await bench.link(good, "Wall-L1");
    const bad = await bench.dial();
    const badLink = await bench.link(bad, "Wall-L2");
    bad.emit("heartbeat", { clientName: "Wall-L2", filler: "x".repeat(2_000_000) });
    assert.equal((await bench.heard("linkClosed")).link, badLink);
    const answered = once(good, "pong");
    goodLink.send({ type: "answerPing" });
    await answered;
    assert.equal(good.connected, true);
  }));

Deno.test("drop() ends a connection without any goodbye", () =>
  withGateway(async (bench) => {
    const raw = openRaw(bench.host);
    await raw.frame("0");
    raw.send("40");
    await raw.frame("40");
    raw.send('42["register_client",{"name":"Wall-L1"}]');
    const { link } = await bench.heard("deviceSpoke");
    link.drop("replaced");
    assert.equal(await raw.closed, false);
    assert.deepEqual(raw.frames.filter((frame) => frame === "1" || frame.startsWith("41")), []);
    assert.equal((await bench.heard("linkClosed")).link, link);
    assert.equal(link.open, false);
  }));

Deno.test("createGateway() says no goodbye to a poll that waits when its client answers no ping (C3)", () =>
  withGateway(async ({ host, gateway }) => {
    const url = `http://${host}/socket.io/?EIO=4&transport=polling`;
    const opened = await (await fetch(url)).text();
    const session = `${url}&sid=${JSON.parse(opened.slice(1)).sid}`;
    await (await fetch(session, { method: "POST", body: "40" })).text();
    const packets: string[] = [];
    // A poll that was cut fails, or is asked again and finds no session.
    for (let status = 200; status === 200;) {
      const answer = await fetch(session).catch(() => Response.error());
      packets.push(...(await answer.text()).split("\x1e"));
      status = answer.status;
    }
    assert.ok(packets.includes("2"), "it was pinged");
    assert.deepEqual(packets.filter((packet) => packet === "1" || packet.startsWith("41")), []);
    assert.equal(gateway.connections(), 0);
  }, { pingIntervalMs: 50, pingTimeoutMs: 200 }));
