import assert from "node:assert/strict";
import type { Socket } from "socket.io";
import type { DisplayMessage, DisplaysMessage } from "../../../actors/displays/messages.ts";
import type { LoadState } from "../../../actors/load.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import {
  DEFAULT_SESSION_LIMITS,
  DisplaySession,
  type SessionLimits,
} from "../../../adapters/socketio/display_session.ts";

/** The few parts of a Socket.IO socket that a session touches. */
class FakeSocket {
  readonly id = "socket-1";
  readonly emitted: { event: string; payload: Record<string, unknown> }[] = [];
  cut = 0;
  readonly conn = {
    writeBuffer: [] as unknown[],
    transport: { socket: { terminate: () => void this.cut++ }, emit: () => true },
  };

  emit(event: string, payload: Record<string, unknown>): void {
    this.emitted.push({ event, payload });
  }

  timeout() {
    return this;
  }

  events(): string[] {
    return this.emitted.map((each) => each.event);
  }
}

function openSession(limits: Partial<SessionLimits> = {}, load: LoadState = "normal") {
  const test = createTestSystem();
  const directory = test.probe<DisplaysMessage>("displays");
  const display = test.probe<DisplayMessage>("display");
  const problems: string[] = [];
  const socket = new FakeSocket();
  const session = new DisplaySession(socket as unknown as Socket, "10.0.0.1", {
    displays: directory.ref,
    onProblem: (kind, address, detail) => problems.push(`${kind} ${address} ${detail}`),
    limits: { ...DEFAULT_SESSION_LIMITS, ...limits },
    load: () => load,
  });
  return { ...test, directory, display, problems, socket, session };
}

const heartbeat = [{ clientName: "Wall-L1" }];

Deno.test("DisplaySession refuses the eleventh registration of a burst, and says why once a time", async () => {
  const { session, socket, directory, problems, settle } = openSession();
  for (let n = 0; n < 13; n++) session.receive("register_client", [{ name: `Wall-${n}` }]);
  await settle();
  assert.equal(directory.messages.length, 10);
  assert.deepEqual(socket.events(), Array(3).fill("registration_failed"));
  assert.equal(socket.emitted[0]?.payload.reason, "등록 요청이 너무 많습니다.");
  assert.equal(problems.length, 3);
  assert.equal(socket.cut, 0, "a busy client is not cut");
});

Deno.test("DisplaySession drops what floods, and cuts the connection after too much of it", async () => {
  const { session, socket, directory, settle } = openSession({
    eventsPerSecond: 1,
    abuseEvents: 5,
  });
  for (let n = 0; n < 4 + 5; n++) session.receive("heartbeat", heartbeat);
  await settle();
  assert.deepEqual([directory.messages.length, socket.cut], [4, 0]);
  session.receive("heartbeat", heartbeat);
  assert.equal(socket.cut, 1);
});

Deno.test("DisplaySession answers what breaks the protocol where that has an answer, and keeps the link", async () => {
  const { session, socket, directory, problems, settle } = openSession();
  session.receive("register_client", [{ nom: "Wall-L1" }]);
  session.receive("heartbeat", ["not an object"]);
  session.receive("make_coffee", [{}]);
  await settle();
  assert.deepEqual(socket.events(), ["registration_failed", "heartbeat_response"]);
  assert.deepEqual(
    [socket.emitted[1]?.payload.success, socket.emitted[1]?.payload.shouldReconnect],
    [false, false],
  );
  assert.equal(problems.length, 3);
  assert.match(problems[2] ?? "", /unknownEvent/);
  assert.deepEqual([directory.messages.length, socket.cut], [0, 0]);
});

Deno.test("DisplaySession takes a broken message of a registered device as a sign of life", async () => {
  const { session, display, settle } = openSession();
  session.bind(display.ref);
  session.receive("make_coffee", []);
  session.alive();
  await settle();
  assert.deepEqual(display.messages.map((message) => message.type), ["linkAlive", "linkAlive"]);
});

Deno.test("DisplaySession sends everything but registrations to the display it is bound to", async () => {
  const { session, directory, display, settle } = openSession();
  session.receive("heartbeat", [...heartbeat]);
  session.bind(display.ref);
  session.receive("heartbeat", [...heartbeat]);
  session.receive("register_client", [{ name: "Wall-L1" }]);
  session.closed("transport close");
  session.closed("twice");
  await settle();
  assert.deepEqual(directory.messages.map((message) => message.type), [
    "deviceSpoke",
    "deviceSpoke",
  ]);
  assert.deepEqual(display.messages.map((message) => message.type), ["deviceSpoke", "linkClosed"]);
});

Deno.test("DisplaySession tells the display it leaves when it is bound to another", async () => {
  const { session, display, probe, settle } = openSession();
  const second = probe<DisplayMessage>("second");
  session.bind(display.ref);
  session.bind(second.ref);
  session.bind(undefined);
  await settle();
  assert.deepEqual(display.messages.map((message) => message.type), ["linkClosed"]);
  assert.deepEqual(second.messages, []);
});

Deno.test("DisplaySession drops the connection when its display's actor is gone, so that the device asks again", async () => {
  const { session, display, socket, system, settle } = openSession();
  session.bind(display.ref);
  await system.stop(1_000);
  session.receive("heartbeat", heartbeat);
  await settle();
  assert.equal(socket.cut, 1);
});

Deno.test("DisplaySession answers unavailable when the directory takes nothing", async () => {
  const { session, socket, system } = openSession();
  await system.stop(1_000);
  session.receive("register_client", [{ name: "Wall-L1" }]);
  assert.equal(socket.emitted[0]?.event, "registration_failed");
  assert.equal(socket.emitted[0]?.payload.reason, "현재 서버에서 등록을 처리할 수 없습니다.");
});

Deno.test("DisplaySession drops a device that does not read, and writes nothing to a closed one", () => {
  const { session, socket, problems } = openSession({ maxQueuedPackets: 2 });
  session.send({ type: "answerPing" });
  socket.conn.writeBuffer = [1, 2];
  session.send({ type: "answerPing" });
  assert.deepEqual([socket.events(), socket.cut], [["pong"], 1]);
  assert.match(problems[0] ?? "", /^slowReader/);
  session.closed("transport close");
  socket.conn.writeBuffer = [];
  session.send({ type: "answerPing" });
  assert.deepEqual(socket.events(), ["pong"]);
});

const launched = {
  clientName: "Wall-L1",
  command: "Stage.exe",
  result: { success: true, pid: 1, process_name: "Stage.exe" },
};
const FLOOD = { eventsPerSecond: 1, abuseEvents: 100 };

function typesOf(messages: readonly DisplayMessage[]): string[] {
  return messages.map((message) =>
    message.type === "deviceSpoke" ? message.event.type : message.type
  );
}

Deno.test("DisplaySession keeps the newest telemetry of a flood, and passes it on when there is room", async () => {
  const { session, display, settle } = openSession(FLOOD);
  session.bind(display.ref);
  for (let beat = 0; beat < 20; beat++) {
    session.receive("heartbeat", [{ clientName: "Wall-L1", uptime: beat }]);
  }
  session.alive();
  await settle();
  const beats = display.messages.flatMap((message) =>
    message.type === "deviceSpoke" && message.event.type === "heartbeatReceived"
      ? [message.event.uptimeS]
      : []
  );
  assert.deepEqual(beats, [0, 1, 2, 3, 19]);
});

Deno.test("DisplaySession passes results of a flooding device on, every one", async () => {
  const { session, display, settle } = openSession(FLOOD);
  session.bind(display.ref);
  for (let n = 0; n < 10; n++) {
    session.receive("heartbeat", [...heartbeat]);
    session.receive("execution_result", [{ ...launched, presetId: n }]);
  }
  await settle();
  const types = typesOf(display.messages);
  assert.equal(types.filter((type) => type === "executionReported").length, 10);
  assert.equal(types.filter((type) => type === "heartbeatReceived").length, 2);
});

Deno.test("DisplaySession passes less telemetry on the more there is to do", async () => {
  const counts: number[] = [];
  for (const load of ["normal", "busy", "overloaded"] as const) {
    const { session, display, settle } = openSession({ abuseEvents: 10_000 }, load);
    session.bind(display.ref);
    for (let n = 0; n < 3_000; n++) session.receive("heartbeat", [...heartbeat]);
    await settle();
    counts.push(display.messages.length);
  }
  const [normal = 0, busy = 0, overloaded = 0] = counts;
  assert.ok(normal >= 2_000 && normal < 3_000, String(counts));
  assert.ok(busy >= 400 && busy < 800 && overloaded >= 96 && overloaded < 300, String(counts));
});
