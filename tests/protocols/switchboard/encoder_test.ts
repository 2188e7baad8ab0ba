import assert from "node:assert/strict";
import { encodeSwitchboard } from "../../../protocols/switchboard/encoder.ts";
import type { RefusalReason, SwitchboardOrder } from "../../../protocols/switchboard/events.ts";

const NOW = "2025-07-05T00:30:05.130Z";
const NAME = "Wall-L2 벽";
const EXECUTE: SwitchboardOrder = {
  type: "execute",
  name: NAME,
  command: "D:\\show\\Stage.exe",
  presetId: 12,
  executionId: "exe_1_a",
};

/** What arrives at a device: one JSON object. */
function received(order: SwitchboardOrder): { event: string; data: Record<string, unknown> } {
  const { event, payload } = encodeSwitchboard(order, NOW);
  return { event, data: JSON.parse(JSON.stringify(payload)) };
}

Deno.test("encodeSwitchboard() satisfies both kinds of builds when it accepts a heartbeat", () => {
  const { event, data } = received({ type: "heartbeatAccepted" });
  assert.equal(event, "heartbeat_response");
  assert.equal(data.success, true, "T3 and T4 read success");
  assert.equal(data.status, "ok", "T1, C3 and the guide read status");
  assert.equal(data.message, "하트비트 수신 완료", "C3 indexes message");
  assert.equal(data.nextHeartbeatIn, 30_000);
  assert.equal(data.timestamp, NOW);
});

Deno.test("encodeSwitchboard() asks for a reconnect only when told so on a heartbeat error", () => {
  for (const shouldReconnect of [true, false]) {
    const { data } = received({ type: "heartbeatRefused", shouldReconnect });
    assert.deepEqual(data, {
      success: false,
      status: "error",
      message: "하트비트 처리 중 오류 발생",
      timestamp: NOW,
      shouldReconnect,
    });
  }
});

Deno.test("encodeSwitchboard() uses the guide's sentence when a registration is accepted", () => {
  const { event, data } = received({ type: "registrationAccepted", clientId: 7, name: NAME });
  assert.equal(event, "registration_success");
  assert.equal(data.clientId, 7);
  assert.equal(data.clientName, NAME);
  assert.equal(data.message, "클라이언트 등록이 완료되었습니다.");
});

Deno.test("encodeSwitchboard() gives each reason a sentence of its own when a registration is refused", () => {
  const reasons: RefusalReason[] = [
    "nameTaken",
    "badRequest",
    "tooManyRegistrations",
    "fleetFull",
    "unavailable",
  ];
  const told = reasons.map((reason) => received({ type: "registrationRefused", reason }));
  assert.deepEqual(told[0], {
    event: "registration_failed",
    data: {
      reason: "이미 존재하는 클라이언트 이름입니다.",
      message: "클라이언트 등록에 실패했습니다.",
    },
  });
  assert.equal(new Set(told.map(({ data }) => data.reason)).size, reasons.length);
});

Deno.test("encodeSwitchboard() names the device for every build when it checks or commands", () => {
  const orders: SwitchboardOrder[] = [
    { type: "checkConnection", name: NAME },
    EXECUTE,
    { type: "stop", name: NAME, presetId: 12, executionId: "exe_1_a" },
  ];
  for (const order of orders) {
    const { data } = received(order);
    assert.equal(data.client_name, NAME, "T1 reads client_name exactly; T3 and T4 read it first");
    assert.equal(data.clientName, NAME, "C3 and the guide read clientName exactly");
  }
});

Deno.test("encodeSwitchboard() gives preset and execution to every build when it commands", () => {
  const { event, data } = received(EXECUTE);
  assert.equal(event, "execute_command");
  assert.deepEqual([data.preset_id, data.presetId, data.executionId], [12, 12, "exe_1_a"]);
  assert.equal(data.command, "D:\\show\\Stage.exe");
  const stop = received({ type: "stop", name: NAME, presetId: null, executionId: "e" });
  assert.equal(stop.event, "stop_command");
  assert.deepEqual([stop.data.preset_id, stop.data.presetId], [null, null]);
  assert.equal("command" in stop.data, false);
});

Deno.test("encodeSwitchboard() tells the time to answer when it checks a connection", () => {
  const { event, data } = received({ type: "checkConnection", name: NAME });
  assert.equal(event, "connection_check");
  assert.equal(data.expect_response_within, 30_000);
  assert.equal(data.timestamp, NOW);
});

Deno.test("encodeSwitchboard() has the message that C3 and the guide index when it announces a shutdown", () => {
  const { event, data } = received({ type: "announceShutdown", reconnectAfterMs: 5000 });
  assert.equal(event, "server_shutdown");
  assert.equal(data.reconnectAfter, 5000);
  assert.equal(typeof data.message, "string");
  assert.equal(data.timestamp, NOW);
});

Deno.test("encodeSwitchboard() answers with the time when a device pings", () => {
  assert.deepEqual(received({ type: "answerPing" }), { event: "pong", data: { timestamp: NOW } });
});
