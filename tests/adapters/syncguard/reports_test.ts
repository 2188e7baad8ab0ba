import assert from "node:assert/strict";
import { once } from "node:events";
import { writeInPieces } from "../device_port/client.ts";
import { gone, type Stage, StubbornHost, withStage } from "./stage.ts";

/** The states that a host's actor heard, until there are so many. */
async function states(stage: Stage, claimed: string, count: number): Promise<string[]> {
  const heard: string[] = [];
  while (heard.length < count) heard.push((await stage.host(claimed).next()).state);
  return heard;
}

function located(stage: Stage): (string | null)[] {
  return stage.directory.messages.flatMap((message) =>
    message.type === "locateSyncHost" ? [message.claimedAddress] : []
  );
}

Deno.test("text() tells every line to the host that claims it, and looks for it once", () =>
  withStage({}, async (stage) => {
    const socket = await stage.dial();
    await writeInPieces(socket, ["10.20.0.31_state2\r\n10.20.0.31_sta", "te2\r\n", "10.20.0.31_"]);
    await writeInPieces(socket, ["state1\r\n10.20.0.31_state0"]);
    const heard = await states(stage, "10.20.0.31", 4);
    assert.deepEqual(heard, ["master", "master", "slave", "error"]);
    assert.deepEqual(stage.directory.messages, [
      { type: "locateSyncHost", claimedAddress: "10.20.0.31", peerAddress: "127.0.0.1" },
    ]);
    assert.deepEqual(stage.reproaches, []);
    socket.destroy();
  }));

Deno.test("text() tells hosts apart when one connection claims several addresses, or none", () =>
  withStage({}, async (stage) => {
    const socket = await stage.dial();
    const sent = ["10.20.0.31_state2", "unknown_state0", "10.20.0.32_state1", "10.20.0.31_state1"];
    socket.write(`${sent.join("\r\n")}\r\n${sent.join("\r\n")}\r\n`);
    assert.deepEqual(await states(stage, "10.20.0.32", 2), ["slave", "slave"]);
    assert.deepEqual(await states(stage, "10.20.0.31", 4), ["master", "slave", "master", "slave"]);
    assert.deepEqual(await states(stage, "unknown", 2), ["error", "error"]);
    assert.deepEqual(located(stage), ["10.20.0.31", null, "10.20.0.32"]);
    socket.destroy();
  }));

Deno.test("text() looks again for the longest known address when one connection claims too many", () =>
  withStage({}, async (stage) => {
    const socket = await stage.dial();
    const claims = Array.from({ length: 70 }, (_, n) => `10.20.1.${n}`);
    socket.write([...claims, "10.20.1.69", "10.20.1.0"].map((ip) => `${ip}_state1\n`).join(""));
    await states(stage, "10.20.1.0", 2);
    assert.deepEqual(located(stage), [...claims, "10.20.1.0"]);
    socket.destroy();
  }));

Deno.test("text() hears a writer that puts a byte-order mark before its first line or question", () =>
  withStage({}, async (stage) => {
    const lines = await stage.dial();
    await writeInPieces(lines, ["\ufeff10.20.0.31_", "state1\r\n"]);
    assert.deepEqual(await states(stage, "10.20.0.31", 1), ["slave"]);
    const question = await stage.dial();
    question.write("\ufeffGET_STATUS");
    const [answer] = await once(question, "data");
    assert.equal(String(answer), "Synced");
    assert.deepEqual(stage.reproaches, []);
    for (const socket of [lines, question]) socket.destroy();
  }));

Deno.test("text() stops reading while the host's mailbox is full, and loses nothing", () =>
  withStage({ limits: { burstBytes: 1e9 } }, async (stage) => {
    const host = new StubbornHost();
    stage.locate = () => host;
    host.status = "wait";
    const socket = await stage.dial();
    // More than the kernel takes in for a program that does not read.
    const lines = "10.20.0.31_state2\r\n".repeat(1_000_000);
    let sent = false;
    socket.write(lines, () => sent = true);
    await turns(50);
    assert.equal(host.taken.length, 1, "the line that filled it was taken");
    assert.equal(sent, false, "the peer waits");
    host.status = "full";
    host.waiting.shift()?.();
    await turns(20);
    assert.equal(host.taken.length, 1, "a refused line is kept");
    host.status = "accepted";
    host.waiting.shift()?.();
    socket.end();
    await gone(socket);
    assert.equal(host.taken.length, 1_000_000);
  }));

Deno.test("text() looks for the host again when its actor has stopped", () =>
  withStage({}, async (stage) => {
    const gone = new StubbornHost();
    gone.status = "stopped";
    stage.locate = () => gone;
    const socket = await stage.dial();
    socket.write("10.20.0.31_state2\r\n");
    await stage.told("locateSyncHost");
    stage.locate = () => stage.host("10.20.0.31").ref;
    socket.write("10.20.0.31_state1\r\n");
    assert.deepEqual(await states(stage, "10.20.0.31", 1), ["slave"]);
    socket.destroy();
  }));

Deno.test("text() says that there is no room once, and asks again after a while", () =>
  withStage({}, async (stage) => {
    stage.locate = () => "full";
    const socket = await stage.dial();
    socket.write("10.20.0.31_state2\r\n".repeat(100) + "GET_STATUS");
    await once(socket, "data");
    assert.deepEqual(located(stage), ["10.20.0.31"]);
    assert.deepEqual(stage.reproaches.map(({ kind }) => kind), ["tooManyHosts"]);
    await stage.test.advance(10_000);
    stage.locate = () => stage.host("10.20.0.31").ref;
    socket.write("10.20.0.31_state1\r\n");
    assert.deepEqual(await states(stage, "10.20.0.31", 1), ["slave"]);
    socket.destroy();
  }));

Deno.test("text() gives up a line that nobody takes in time, and goes on with the next", () =>
  withStage({ mute: true }, async (stage) => {
    const socket = await stage.dial();
    socket.write("10.20.0.31_state2\r\n10.20.0.31_state1\r\n");
    await stage.told("locateSyncHost");
    await stage.test.advance(5_000);
    assert.match((await stage.reproach("unavailable")).detail, /not taken/);
    stage.directory.answer(() => stage.host("10.20.0.31").ref);
    await stage.told("locateSyncHost");
    // The second question came before the directory was back; a third line finds it.
    await stage.test.advance(5_000);
    socket.write("10.20.0.31_state0\r\n");
    assert.deepEqual(await states(stage, "10.20.0.31", 1), ["error"]);
    socket.destroy();
  }));

Deno.test("text() reads a sender that floods more slowly, and loses nothing", () =>
  withStage({ limits: { bytesPerSecond: 1_900, burstBytes: 1_900 } }, async (stage) => {
    const host = new StubbornHost();
    stage.locate = () => host;
    const socket = await stage.dial();
    const ended = gone(socket);
    socket.end("10.20.0.31_state2\r\n".repeat(1_000));
    await stage.reproach("flood");
    const atOnce = host.taken.length;
    assert.ok(atOnce >= 100, `${atOnce} lines were in the first pieces`);
    let over = false;
    ended.then(() => over = true);
    // 19,000 bytes at 1,900 a second, and the pieces of a socket may be large.
    for (let seconds = 0; seconds < 60 && !over; seconds++) {
      await stage.test.advance(1_000);
      await turns(3);
    }
    await ended;
    assert.equal(host.taken.length, 1_000);
  }));

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await new Promise((resolve) => setTimeout(resolve, 1));
}
