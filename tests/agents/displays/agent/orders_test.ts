import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeSwitchboard } from "../../../../protocols/switchboard/encoder.ts";
import type { SwitchboardOrder } from "../../../../protocols/switchboard/events.ts";
import { readOrder } from "../../../../agents/displays/agent/orders.ts";

const NAME = "Display_01";

function read(order: SwitchboardOrder) {
  const { event, payload } = encodeSwitchboard(order, "2025-07-05T00:30:05.130Z");
  return readOrder(event, [payload], NAME);
}

Deno.test("readOrder() reads everything that Signalbox tells a display", () => {
  const ids = { presetId: 456, executionId: "cmd_1" };
  assert.deepEqual(read({ type: "execute", name: NAME, command: "sleep 1", ...ids }), {
    type: "execute",
    command: "sleep 1",
    ...ids,
  });
  assert.deepEqual(read({ type: "stop", name: NAME, ...ids }), { type: "stop", ...ids });
  assert.deepEqual(read({ type: "checkConnection", name: NAME }), {
    type: "check",
    asked: "2025-07-05T00:30:05.130Z",
  });
  const accepted = { type: "registrationAccepted", clientId: 7, name: NAME } as const;
  assert.deepEqual(read(accepted), { type: "registered", clientId: 7 });
  assert.deepEqual(read({ type: "heartbeatAccepted" }), {
    type: "beatAnswered",
    ok: true,
    shouldReconnect: false,
  });
  assert.deepEqual(read({ type: "heartbeatRefused", shouldReconnect: true }), {
    type: "beatAnswered",
    ok: false,
    shouldReconnect: true,
  });
  const away = read({ type: "announceShutdown", reconnectAfterMs: 7_000 });
  assert.equal(away.type === "shutdown" && away.reconnectAfterMs, 7_000);
  assert.equal(read({ type: "registrationRefused", reason: "nameTaken" }).type, "refused");
});

Deno.test("readOrder() reads the guide's own messages", () => {
  const command = "D:\\UnrealEngine\\MyProject.exe -fullscreen";
  assert.deepEqual(
    readOrder("execute_command", [{ clientName: NAME, command, presetId: 456 }], NAME),
    { type: "execute", command, presetId: 456, executionId: null },
  );
  assert.deepEqual(readOrder("stop_command", [{ clientName: NAME, presetId: 456 }], NAME), {
    type: "stop",
    presetId: 456,
    executionId: null,
  });
});

Deno.test("readOrder() takes the other spelling, another case, and a preset that is a text", () => {
  const sent = { client_name: "DISPLAY_01", command: "x", preset_id: "morning" };
  assert.deepEqual(readOrder("execute_command", [sent], NAME), {
    type: "execute",
    command: "x",
    presetId: "morning",
    executionId: null,
  });
});

Deno.test("readOrder() gives no order to whom it is not meant for", () => {
  const orders = ["execute_command", "stop_command", "connection_check"];
  for (const event of orders) {
    assert.deepEqual(readOrder(event, [{ clientName: "Display_02\u202e" }], NAME), {
      type: "forAnother",
      event,
      name: "Display_02",
    });
  }
  assert.equal(readOrder("stop_command", [], NAME).type, "forAnother");
  assert.equal(readOrder("connection_check", [], NAME).type, "check");
});

Deno.test("readOrder() bounds how long a server may send a display away", () => {
  const after = (reconnectAfter: unknown) => {
    const order = readOrder("server_shutdown", [{ reconnectAfter }], NAME);
    return order.type === "shutdown" ? order.reconnectAfterMs : undefined;
  };
  assert.deepEqual([after(1e12), after(0), after(-1), after("soon"), after(undefined)], [
    300_000,
    0,
    5_000,
    5_000,
    5_000,
  ]);
});

Deno.test("readOrder() never throws, whatever comes", () => {
  const event = fc.oneof(
    fc.string(),
    fc.constantFrom("execute_command", "stop_command", "connection_check", "server_shutdown"),
    fc.constantFrom("registration_failed", "heartbeat_response", "__proto__", "constructor"),
  );
  const data = fc.oneof(
    fc.anything(),
    fc.record({ clientName: fc.constant(NAME), command: fc.anything() }),
  );
  fc.assert(fc.property(event, fc.array(data), (name, args) => {
    assert.ok(readOrder(name, args, NAME).type);
  }));
});
