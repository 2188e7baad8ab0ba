import assert from "node:assert/strict";
import { openRaw, withGateway } from "./gateway_bench.ts";

/** A packet that says goodbye: fielded clients do not reconnect after it. */
const isGoodbye = (packet: string) => packet === "1" || packet.startsWith("41");

Deno.test("shutDown() announces itself over WebSocket, and then cuts without a goodbye", () =>
  withGateway(async (bench) => {
    const raw = openRaw(bench.host);
    await raw.frame("0");
    raw.send("40");
    await raw.frame("40");
    await bench.gateway.shutDown(5_000);
    assert.equal(await raw.closed, false);
    const last = raw.frames.at(-1) ?? "";
    assert.match(last, /^42\["server_shutdown",/);
    const [, payload] = JSON.parse(last.slice(2));
    assert.equal(payload.reconnectAfter, 5_000);
    assert.equal(typeof payload.message, "string");
    assert.ok(Number.isFinite(Date.parse(payload.timestamp)));
    assert.deepEqual(raw.frames.filter(isGoodbye), []);
    assert.equal(bench.gateway.connections(), 0);
  }));

Deno.test("shutDown() announces itself to a waiting poll, and then cuts without a goodbye", () =>
  withGateway(async (bench) => {
    const url = `http://${bench.host}/socket.io/?EIO=4&transport=polling`;
    const opened = await (await fetch(url)).text();
    const session = `${url}&sid=${JSON.parse(opened.slice(1)).sid}`;
    await (await fetch(session, { method: "POST", body: "40" })).text();
    assert.match(await (await fetch(session)).text(), /^40/);
    const poll = fetch(session).then((answer) => answer.text());
    await bench.gateway.shutDown(5_000);
    const packets = (await poll).split("\x1e");
    assert.match(packets.at(-1) ?? "", /^42\["server_shutdown",/);
    assert.deepEqual(packets.filter(isGoodbye), []);
    const after = await fetch(session);
    assert.equal(after.status, 400);
    assert.equal(isGoodbye(await after.text()), false);
  }));

Deno.test("shutDown() cuts a transport that has not joined a namespace", () =>
  withGateway(async (bench) => {
    const raw = openRaw(bench.host);
    await raw.frame("0");
    await bench.gateway.shutDown(5_000);
    assert.equal(await raw.closed, false);
    assert.deepEqual(raw.frames.filter(isGoodbye), []);
  }));

Deno.test("shutDown() lets nobody in any more when a fleet that was sent away comes back at once", () =>
  withGateway(async (bench) => {
    await bench.gateway.shutDown(5_000);
    const answer = await fetch(`http://${bench.host}/socket.io/?EIO=4&transport=polling`);
    assert.deepEqual([answer.status, (await answer.json()).message], [
      403,
      "the control host stops",
    ]);
  }));
