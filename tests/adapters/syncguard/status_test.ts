import assert from "node:assert/strict";
import { once } from "node:events";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { readToEnd, readUntil, writeInPieces } from "../device_port/client.ts";
import { withStage } from "./stage.ts";

Deno.test("text() answers GET_STATUS with the guide's bare word, again and again on one connection", () =>
  withStage({}, async (stage) => {
    const socket = await stage.dial();
    const answers = async (pattern: RegExp, ...asked: readonly string[]) => {
      const heard = readUntil(socket, pattern);
      await writeInPieces(socket, asked);
      return heard;
    };
    assert.equal(await answers(/d$/, "GET_STATUS"), "Synced");
    stage.locked = false;
    assert.equal(await answers(/e$/, "GET_", "STATUS"), "Free");
    stage.locked = true;
    const glued = "GET_STATUS\r\nGET_STATUSGET_STATUS\n";
    assert.equal(await answers(/(Synced){3}/, glued), "SyncedSyncedSynced");
    const peers = stage.directory.messages.map((asked) =>
      "peerAddress" in asked && asked.peerAddress
    );
    assert.deepEqual(peers, Array(5).fill("127.0.0.1"));
    socket.destroy();
  }));

Deno.test("text() answers a program that has closed its side already", () =>
  withStage({}, async (stage) => {
    const socket = await stage.dial();
    const heard = readToEnd(socket);
    socket.end("GET_STATUS");
    assert.equal(await heard, "Synced");
    socket.destroy();
  }));

Deno.test("text() writes nothing but answers, whatever else comes on the connection", () =>
  withStage({}, async (stage) => {
    const socket = await stage.dial();
    const heard = readToEnd(socket);
    socket.end("10.20.0.31_state2GET_STATUS10.20.0.31_state1\r\nhello\nGET_STATUS\nGET_STATE\n");
    assert.equal(await heard, "SyncedSynced");
    assert.equal(stage.host("10.20.0.31").messages.length, 2);
    socket.destroy();
  }));

Deno.test("text() says Free before the program gives up when the state cannot be had", () =>
  withStage({ mute: true }, async (stage) => {
    const socket = await stage.dial();
    socket.write("GET_STATUS");
    await stage.told("getLocked");
    const [heard] = await Promise.all([readUntil(socket, /./), stage.test.advance(4_000)]);
    assert.equal(heard, "Free");
    assert.match((await stage.reproach("unavailable")).detail, /told Free/);
    socket.destroy();
  }));

Deno.test("text() cuts a program that asks and never reads its answers", () =>
  withStage({ limits: { unreadMs: 30_000 } }, async (stage) => {
    // A real one would have to ask a million times before the way to it is full.
    const blocked = new Duplex({ writableHighWaterMark: 1, read() {}, write() {} });
    stage.acceptor.text(blocked as unknown as Socket);
    const closed = once(blocked, "close");
    blocked.push("GET_STATUSGET_STATUSGET_STATUS");
    await stage.told("getLocked");
    await stage.test.advance(29_000);
    assert.deepEqual(stage.reproaches, []);
    await stage.test.advance(10_000);
    await closed;
    assert.match((await stage.reproach("slowReader")).detail, /30000 ms/);
    const asked = stage.directory.messages.filter(({ type }) => type === "getLocked");
    assert.equal(asked.length, 1, "nothing is answered before the first answer was taken");
  }));

Deno.test("drainText() lets what was asked be answered, and ends what is idle", () =>
  withStage({ mute: true }, async (stage) => {
    const idle = await stage.dial();
    idle.write("hello\n");
    await stage.reproach("violation");
    const asking = await stage.dial();
    asking.write("GET_STATUS");
    await stage.told("getLocked");
    const both = Promise.all([readToEnd(idle), readToEnd(asking)]);
    const closed = stage.port.close({ deadlineMs: 3_600_000 });
    await stage.test.advance(3_000);
    assert.deepEqual(await both, ["", "Free"]);
    await closed;
    for (const socket of [idle, asking]) socket.destroy();
  }));
