import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { readToEnd } from "../device_port/client.ts";
import { gone, type Stage, withStage } from "./stage.ts";

const HOUR_MS = 3_600_000;

async function silentOnes(stage: Stage, count: number): Promise<{ openMs: number }[]> {
  const heard: { openMs: number }[] = [];
  while (heard.length < count) heard.push(await stage.told("silentConnection"));
  return heard;
}

/** A host that has reported once. */
async function report(stage: Stage, state = 2): Promise<Socket> {
  const socket = await stage.dial();
  socket.write(`10.20.0.31_state${state}\r\n`);
  await stage.host("10.20.0.31").next();
  return socket;
}

Deno.test("silent() tells of every connection that ends without a byte, and of no other", () =>
  withStage({ portLimits: { openingTimeoutMs: 40 } }, async (stage) => {
    const polite = await stage.dial();
    polite.end();
    const rude = await stage.dial();
    rude.resetAndDestroy();
    const ghost = await stage.dial();
    await readToEnd(ghost);
    const silent = await silentOnes(stage, 3);
    assert.ok(silent.some(({ openMs }) => openMs >= 39), "the ghost was open for its opening time");
    (await report(stage)).destroy();
    const undecided = await stage.dial();
    undecided.end("GET_");
    await readToEnd(undecided);
    (await stage.dial()).end();
    await silentOnes(stage, 1);
    const counted = stage.directory.messages.filter(({ type }) => type === "silentConnection");
    assert.equal(counted.length, 4);
    for (const socket of [polite, rude, ghost, undecided]) socket.destroy();
  }));

Deno.test("silent() tells nothing of connections that the port ends when it closes", () =>
  withStage({}, async (stage) => {
    const waiting = await stage.dial();
    const ended = readToEnd(waiting);
    // The port has accepted it when it has served a later one.
    (await report(stage)).destroy();
    await stage.port.close({ deadlineMs: 0 });
    await ended;
    await stage.test.settle();
    assert.ok(!stage.directory.messages.some(({ type }) => type === "silentConnection"));
    waiting.destroy();
  }));

Deno.test("text() keeps a host that reports once an hour, and one that misses a report", () =>
  withStage({}, async (stage) => {
    const socket = await report(stage);
    for (const hours of [1, 1, 1.9]) {
      await stage.test.advance(hours * HOUR_MS);
      socket.write("10.20.0.31_state1\r\n");
      assert.deepEqual(await stage.host("10.20.0.31").next(), {
        type: "stateReported",
        state: "slave",
      });
    }
    assert.deepEqual(stage.reproaches, []);
    socket.destroy();
  }));

Deno.test("text() closes a connection on which nothing has come for longer than any host waits", () =>
  withStage({}, async (stage) => {
    const socket = await report(stage);
    const closed = gone(socket);
    await stage.test.advance(2.1 * HOUR_MS);
    await closed;
    assert.deepEqual(stage.reproaches.map(({ kind }) => kind), ["idle"]);
  }));

Deno.test("text() closes a connection that begins a line and never says anything", () =>
  withStage({}, async (stage) => {
    const socket = await stage.dial();
    socket.write("10.20.0.31_");
    let over = false;
    gone(socket).then(() => over = true);
    while (!over) {
      // Only once the port has handed it over does its time run.
      await stage.test.advance(15_000);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    assert.deepEqual(stage.reproaches.map(({ kind }) => kind), ["violation"]);
  }));

Deno.test("text() leaves no timer behind when the last connection has gone", () =>
  withStage({}, async (stage) => {
    const { clock } = stage.test;
    const socket = await report(stage);
    // The deadline of the question for its host has passed by then.
    await stage.test.advance(10_000);
    assert.equal(clock.pending, 1);
    socket.end();
    await gone(socket);
    await stage.port.close({ deadlineMs: 0 });
    assert.equal(clock.pending, 0);
  }));
