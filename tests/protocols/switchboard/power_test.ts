import assert from "node:assert/strict";
import { decodeSwitchboard } from "../../../protocols/switchboard/decoder.ts";
import { encodeSwitchboard } from "../../../protocols/switchboard/encoder.ts";

Deno.test("encodeSwitchboard() gives power_action the name that consoles compare letter by letter (C3)", () => {
  const order = {
    type: "power",
    name: "Wall-L2",
    action: "restart",
    executionId: "cmd_1",
  } as const;
  assert.deepEqual(encodeSwitchboard(order, "2025-07-05T00:30:05.130Z"), {
    event: "power_action",
    payload: {
      clientName: "Wall-L2",
      client_name: "Wall-L2",
      action: "restart",
      executionId: "cmd_1",
    },
  });
});

Deno.test("decodeSwitchboard() reads the answer of our own agent to a power order", () => {
  const said = { clientName: "Wall-L2", action: "restart", executionId: "cmd_1", reportId: "r" };
  const read = { type: "powerReported", name: "Wall-L2", executionId: "cmd_1", reportId: "r" };
  assert.deepEqual(decodeSwitchboard("power_result", [{ ...said, success: true }]), {
    ...read,
    ok: true,
  });
  assert.deepEqual(
    decodeSwitchboard("power_result", [{ ...said, success: false, error: "not allowed" }]),
    { ...read, ok: false, error: "not allowed" },
  );
  const vague = decodeSwitchboard("power_result", [said]);
  assert.deepEqual([vague.type, "code" in vague && vague.code], ["violation", "missingField"]);
});

Deno.test("decodeSwitchboard() takes the MAC address of a registration where it is one", () => {
  const macOf = (mac_address: unknown) => {
    const event = decodeSwitchboard("register_client", [{ name: "Wall-L2", mac_address }]);
    return event.type === "registered" ? event.macAddress : event.type;
  };
  assert.equal(macOf("02-00-5e-00-53-01"), "02:00:5E:00:53:01");
  for (const none of [undefined, null, 7, "", "00:00:00:00:00:00", "eth0"]) {
    assert.equal(macOf(none), undefined);
  }
});
