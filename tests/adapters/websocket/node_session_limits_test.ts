import assert from "node:assert/strict";
import { openSession } from "./session_bench.ts";

const stats = (sequence: number) => ({
  type: "stats",
  timestamp: 1_751_600_000_000 + sequence,
  sequence,
  data: {},
});

Deno.test("NodeSession lets a flush of a hundred stats pass, makes a flood wait, and loses nothing of it", async () => {
  const { register, hears, advance, settle, host, socket, problems } = openSession();
  await register();
  for (let n = 1; n <= 100; n++) hears(stats(n));
  await settle();
  assert.deepEqual([host.messages.length, socket.paused], [100, false]);
  for (let n = 101; n <= 1_000; n++) hears(stats(n));
  await settle();
  assert.equal(socket.paused, true);
  assert.ok(host.messages.length < 510, `${host.messages.length} were handled at once`);
  assert.ok(problems.every((problem) => problem === "flood: more than 50 frames a second"));
  await advance(60_000);
  assert.deepEqual([host.messages.length, socket.paused], [1_000, false]);
});

Deno.test("NodeSession counts a large frame as many", async () => {
  const { register, hears, socket } = openSession();
  await register();
  hears({ type: "x", padding: "x".repeat(8 * 1_024 * 1_024) });
  assert.equal(socket.paused, true);
});

Deno.test("NodeSession cuts a client that does not read, and writes nothing more", async () => {
  const { register, session, socket, problems } = openSession();
  await register();
  socket.bufferedAmount = 1_048_577;
  session.say({ type: "heartbeatReceived" });
  session.say({ type: "heartbeatReceived" });
  assert.deepEqual([socket.terminated, session.open, socket.sent.length], [true, false, 1]);
  assert.deepEqual(problems, ["slowReader: more than 1048576 bytes wait to be read"]);
});

Deno.test("NodeSession pings after 30 s of silence, again after 60, and gives up after 120", async () => {
  const { register, session, socket, advance, clock, problems, told, settle } = openSession();
  await register();
  const look = async (seconds: number) => {
    await advance(seconds * 1_000);
    session.lookForSilence(clock.monotonicMs());
  };
  await look(29);
  assert.equal(socket.pings, 0);
  await look(1);
  await look(5);
  assert.equal(socket.pings, 1);
  session.alive();
  await settle();
  assert.deepEqual(told(), ["transportAlive"]);
  await look(29);
  assert.equal(socket.pings, 1);
  for (let n = 0; n < 18; n++) await look(5);
  assert.equal(socket.pings, 4);
  assert.equal(socket.terminated, false);
  await look(5);
  assert.equal(socket.terminated, true);
  assert.deepEqual(problems, ["silent: nothing was heard for 124 s"]);
});

Deno.test("NodeSession cuts a client that goes on after our close", async () => {
  const { register, session, hears, socket } = openSession();
  await register();
  session.close(1008, "enough");
  for (let n = 1; n <= 100; n++) hears(stats(n));
  assert.equal(socket.terminated, false, "a queue that was on its way");
  hears(stats(101));
  assert.equal(socket.terminated, true);
});
