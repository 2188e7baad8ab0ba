import assert from "node:assert/strict";
import { macOfAddress } from "../../../../agents/displays/agent/own_address.ts";
import { type PowerAction, powerSwitch } from "../../../../agents/displays/agent/power_switch.ts";
import { readMacAddress } from "../../../../protocols/mac_address.ts";
import { NAME, withAgent } from "./stage.ts";

const order = (action: PowerAction, executionId: string) =>
  ({ type: "power", name: NAME, action, executionId }) as const;

Deno.test("the display agent refuses to restart its machine when its settings do not allow it", () =>
  withAgent(async ({ server, log }) => {
    server.send(order("restart", "cmd_1"));
    await server.until(() => server.all("power_result").length > 0);
    const { action, executionId, success, error } = server.all("power_result")[0] ?? {};
    assert.deepEqual([action, executionId, success], ["restart", "cmd_1", false]);
    assert.match(String(error), /^not allowed: .*--allow-power true/);
    assert.match(log.join("\n"), /warn restart of this machine was ordered\nwarn no restart: not/);
  }));

Deno.test("the display agent does what it is told where that is allowed, and says so", async () => {
  const done: PowerAction[] = [];
  const power = (action: PowerAction) => Promise.resolve(void done.push(action));
  await withAgent(async ({ server }) => {
    server.send(order("shutdown", "cmd_2"));
    await server.until(() => server.all("power_result").length > 0);
    const { clientName, success, reportId } = server.all("power_result")[0] ?? {};
    assert.deepEqual([clientName, success, typeof reportId], [NAME, true, "string"]);
    assert.deepEqual(done, ["shutdown"]);
  }, { power });
});

Deno.test("the display agent says why its machine does not obey", () =>
  withAgent(async ({ server }) => {
    server.send(order("restart", "cmd_3"));
    await server.until(() => server.all("power_result").length > 0);
    const { success, error } = server.all("power_result")[0] ?? {};
    assert.deepEqual([success, error], [false, "must be superuser"]);
  }, { power: () => Promise.reject(new Error("must be superuser")) }));

Deno.test("the display agent does nothing for another display, or an action that it does not know", async () => {
  const done: PowerAction[] = [];
  const power = (action: PowerAction) => Promise.resolve(void done.push(action));
  await withAgent(async ({ server }) => {
    server.send({ ...order("shutdown", "cmd_4"), name: "Display_02" });
    server.emit("power_action", { clientName: NAME, action: "explode" });
    server.emit("power_action", { action: "shutdown" });
    server.send(order("restart", "cmd_5"));
    await server.until(() => server.all("power_result").length > 0);
    assert.deepEqual(done, ["restart"]);
  }, { power });
});

Deno.test("the display agent registers with the MAC address of the card that it uses", () =>
  withAgent(({ server }) => {
    assert.equal(server.all("register_client")[0]?.mac_address, "02:00:5E:00:53:01");
    return Promise.resolve();
  }, { macOf: (address) => address === "127.0.0.1" ? "02:00:5E:00:53:01" : undefined }));

Deno.test("powerSwitch() resolves when the system takes the order, and rejects with its words", async () => {
  const shell = (line: string) => ["/bin/sh", "-c", line] as const;
  const power = powerSwitch({ restart: shell("exit 0"), shutdown: shell("echo no >&2; exit 3") });
  await power("restart");
  await assert.rejects(power("shutdown"), /^Error: \/bin\/sh ended with 3: no$/);
  const missing = ["/nowhere/shutdown"] as const;
  await assert.rejects(powerSwitch({ restart: missing, shutdown: missing })("restart"));
});

Deno.test("macOfAddress() knows the cards of this machine, and none for loopback or others", () => {
  assert.equal(macOfAddress("127.0.0.1"), undefined);
  assert.equal(macOfAddress("203.0.113.77"), undefined);
  for (const { address, mac } of Deno.networkInterfaces()) {
    assert.equal(macOfAddress(address), readMacAddress(mac) ?? undefined);
  }
});
