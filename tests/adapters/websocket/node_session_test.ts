import assert from "node:assert/strict";
import type { ActorRef } from "../../../actors/kernel/mod.ts";
import type { NodeHostReport } from "../../../actors/nodes/messages.ts";
import { refuse } from "../../../actors/outcome.ts";
import { openSession } from "./session_bench.ts";

const heartbeat = (timestamp: number) => ({ type: "heartbeat", timestamp });
const stats = (sequence: number) => ({
  type: "stats",
  timestamp: 1_751_600_000_000 + sequence,
  sequence,
  data: {},
});

Deno.test("NodeSession hands a registration to the directory with version, link and account", async () => {
  const { register, directory, session, socket, problems } = openSession();
  await register();
  const [question] = directory.messages;
  assert.deepEqual(
    [question?.serverId, question?.version, question?.link, question?.account],
    ["4F1A09C27B3E", "1.1.0", session, "ops"],
  );
  assert.deepEqual(socket.sent.map(({ type, status }) => [type, status]), [[
    "register_ack",
    "success",
  ]]);
  assert.deepEqual(problems, []);
});

Deno.test("NodeSession keeps frames in order when some came while the directory was asked", async () => {
  const { hears, register, settle, host, socket } = openSession();
  const registered = register();
  for (let n = 1; n <= 3; n++) hears(stats(n));
  assert.equal(socket.paused, true);
  await registered;
  hears(stats(4));
  await settle();
  const sequences = host.messages.map((message) =>
    message.type === "nodeEvent" && message.event.type === "statsReported" && message.event.sequence
  );
  assert.deepEqual(sequences, [1, 2, 3, 4]);
  assert.equal(socket.paused, false);
});

Deno.test("NodeSession says nothing before register_ack, whoever wants to", async () => {
  const { session, socket, register } = openSession();
  session.say({ type: "heartbeatReceived" });
  session.say({ type: "refused", message: "m", detail: "d" });
  assert.deepEqual(socket.sent, []);
  await register();
  session.say({ type: "heartbeatReceived" });
  assert.deepEqual(socket.sent.map(({ type }) => type), ["register_ack", "heartbeat_ack"]);
});

Deno.test("NodeSession lets what is said in one go leave in one write", async () => {
  const { session, socket, register, settle } = openSession();
  await register();
  const before = socket.writes;
  for (let n = 1; n <= 100; n++) session.say({ type: "statsReceived", sequence: n });
  assert.deepEqual([socket.sent.length, socket.corked, socket.writes], [101, true, before]);
  await settle();
  assert.deepEqual([socket.corked, socket.writes], [false, before + 1]);
});

Deno.test("NodeSession closes a connection whose first frame is anything but a register", () => {
  const firsts = [stats(1), "{", [], { type: "register", serverId: "../../etc/passwd" }, {
    type: "welcome",
  }];
  for (const first of firsts) {
    const { hears, socket, problems, directory } = openSession();
    hears(first);
    assert.equal(socket.closes[0]?.code, 1008);
    assert.match(socket.closes[0]?.reason ?? "", /^the first frame must be a register: /);
    assert.equal(problems.length, 1);
    hears({ type: "register", serverId: "late" });
    assert.deepEqual([socket.sent, directory.messages], [[], []]);
  }
});

Deno.test("NodeSession closes a connection that does not register in time", async () => {
  const { socket, problems, advance } = openSession();
  await advance(9_999);
  assert.equal(socket.closes.length, 0);
  await advance(1);
  assert.equal(socket.closes[0]?.code, 1008);
  assert.deepEqual(problems, ["registerTimeout: no register within 10000 ms"]);
});

Deno.test("NodeSession closes with the directory's reason when it takes nobody in", async () => {
  const cases = [["tooMany", 1013], ["conflict", 1008]] as const;
  for (const [code, closedWith] of cases) {
    const { register, socket, problems } = openSession({}, () => refuse(code, "x".repeat(200)));
    await register();
    assert.equal(socket.closes[0]?.code, closedWith);
    assert.equal(socket.closes[0]?.reason.length, 123, "as much as a close frame holds");
    assert.match(problems[0] ?? "", /^registrationRefused: xxx/);
  }
});

Deno.test("NodeSession says why in an error, and closes, when the token is not this server id's", async () => {
  for (const [status, code] of [[401, 1008], [503, 1013]] as const) {
    const binding = { bound: false, status, reason: "the token belongs to another" } as const;
    const { register, socket, directory } = openSession({}, undefined, undefined, binding);
    await register();
    assert.deepEqual(socket.sent.map(({ type, detail }) => [type, detail]), [
      ["error", binding.reason],
    ]);
    assert.deepEqual(socket.closes, [{ code, reason: binding.reason }]);
    assert.deepEqual(directory.messages, []);
  }
});

Deno.test("NodeSession closes with 1013 when the directory does not answer", async () => {
  const { register, socket, advance } = openSession({}, "none");
  await register();
  await advance(10_000);
  assert.equal(socket.closes[0]?.code, 1013);
});

Deno.test("NodeSession tells the actor when the connection ends while the directory is asked", async () => {
  const { hears, settle, session, host } = openSession();
  hears({ type: "register", serverId: "a" });
  session.closed(1006);
  await settle();
  assert.deepEqual(host.messages.map(({ type }) => type), ["linkClosed"]);
});

Deno.test("NodeSession answers a frame that it does not understand, keeps the link, and closes after a hundred", async () => {
  const { register, hears, hearsBinary, settle, socket, told, problems } = openSession();
  await register();
  hearsBinary(new Uint8Array([1, 2, 3]));
  for (const frame of ["{", "[]", { type: "stats" }, { type: "register", serverId: "other" }]) {
    hears(frame);
  }
  await settle();
  assert.deepEqual(socket.sent.slice(1).map(({ type, detail }) => [type, detail]), [
    ["error", "notJson: the frame is not JSON"],
    ["error", "notJson: the frame is not JSON"],
    ["error", "notAnObject: the frame is not an object"],
    ["error", "badField: data must be an object"],
    ["error", "the server id cannot change"],
  ]);
  assert.deepEqual(told(), Array(5).fill("transportAlive"));
  for (let n = 5; n < 99; n++) hears("{");
  assert.equal(socket.closes.length, 0);
  hears("{");
  assert.equal(socket.closes[0]?.code, 1008);
  assert.match(problems.at(-1) ?? "", /^tooManyViolations: 100 /);
});

Deno.test("NodeSession reads a text in a binary frame, as the deployed server does", async () => {
  const { hearsBinary, settle, socket, told } = openSession();
  const encoder = new TextEncoder();
  hearsBinary(encoder.encode('{"type":"register","serverId":"서버-1","version":"1.0.0"}'));
  await settle();
  hearsBinary(encoder.encode(JSON.stringify(stats(1))));
  await settle();
  assert.deepEqual(socket.sent.map(({ type, serverId }) => [type, serverId]), [
    ["register_ack", "서버-1"],
  ]);
  assert.deepEqual(told(), ["statsReported"]);
});

Deno.test("NodeSession ignores a type that nobody knows, and answers a second register", async () => {
  const { register, hears, settle, socket, told, problems } = openSession();
  await register();
  hears({ type: "welcome" });
  hears({ type: "register", serverId: "4F1A09C27B3E", version: "1.1.0" });
  await settle();
  assert.deepEqual(socket.sent.map(({ type }) => type), ["register_ack", "register_ack"]);
  assert.deepEqual(told(), ["transportAlive", "transportAlive"]);
  assert.deepEqual(problems, ['unknownMessage: the type "welcome" is not known']);
});

Deno.test("NodeSession stops reading while the actor's mailbox is over its capacity, and loses nothing", async () => {
  const test = openSession();
  let makeRoom = () => {};
  const taken: NodeHostReport[] = [];
  let room = 2;
  const ref = {
    tell(message: NodeHostReport) {
      taken.push(message);
      return --room >= 0 ? "accepted" : "wait";
    },
    writable: () => new Promise<void>((resolve) => makeRoom = resolve),
  } as unknown as ActorRef<NodeHostReport>;
  test.directory.answer(() => ({ ok: true, value: ref }));
  await test.register();
  for (let n = 1; n <= 5; n++) test.hears(stats(n));
  assert.equal(taken.length, 3);
  assert.equal(test.socket.paused, true);
  room = 10;
  makeRoom();
  await test.settle();
  assert.equal(taken.length, 5);
  assert.equal(test.socket.paused, false);
});

Deno.test("NodeSession closes with 1013 when the actor is gone, so that the client registers anew", async () => {
  const { register, hears, system, socket, session } = openSession();
  await register();
  const stopped = system.stop(100);
  await stopped;
  hears(stats(1));
  assert.equal(socket.closes[0]?.code, 1013);
  assert.equal(session.open, false);
});

Deno.test("NodeSession says why the connection ended, once", async () => {
  const { register, session, host, settle, hears } = openSession();
  await register();
  hears(heartbeat(1));
  session.close(1000, "another took its place");
  session.closed(1006);
  await settle();
  const last = host.messages.at(-1);
  assert.deepEqual(host.messages.map(({ type }) => type), ["nodeEvent", "linkClosed"]);
  assert.equal(last?.type === "linkClosed" && last.reason, "connection lost");
});
