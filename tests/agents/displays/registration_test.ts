import assert from "node:assert/strict";
import type { BuildId } from "../../../agents/displays/display_build.ts";
import { decodeSwitchboard } from "../../../protocols/switchboard/decoder.ts";
import { NAME, PATIENCE_MS, registered } from "./stage.ts";

const BUILDS: readonly {
  id: BuildId;
  transport: string;
  registrationKeys: string[];
  loops: number;
}[] = [
  {
    id: "T4",
    transport: "websocket",
    registrationKeys: ["name", "clientType", "ip_address"],
    loops: 2,
  },
  {
    id: "T3",
    transport: "websocket",
    registrationKeys: ["name", "clientType", "ip_address"],
    loops: 2,
  },
  { id: "T1", transport: "polling", registrationKeys: ["name", "clientType"], loops: 1 },
  {
    id: "C3",
    transport: "polling",
    registrationKeys: ["name", "clientType", "ip_address"],
    loops: 0,
  },
  {
    id: "G",
    transport: "polling",
    registrationKeys: [
      "name",
      "clientType",
      "ip_address",
      "version",
      "capabilities",
      "timestamp",
    ],
    loops: 1,
  },
];

for (const { id, transport, registrationKeys, loops } of BUILDS) {
  Deno.test(`createScriptedDisplay() registers in its own words when it is ${id}`, () =>
    registered(id, ({ server, display }) => {
      assert.deepEqual(server.handshakes, [transport]);
      const [registration] = server.all("register_client");
      assert.ok(registration);
      assert.deepEqual(Object.keys(registration), registrationKeys);
      assert.equal(decodeSwitchboard("register_client", [registration]).type, "registered");
      assert.equal(display.heartbeatLoops, loops);
    }));
}

for (const { id } of BUILDS.filter(({ loops }) => loops > 0)) {
  Deno.test(`createScriptedDisplay() beats and reads the answer as good when it is ${id}`, () =>
    registered(id, async ({ server, display }) => {
      await display.until(() => display.beatsConfirmed >= 2, PATIENCE_MS);
      const [beat] = server.all("heartbeat");
      assert.equal(beat?.status, id === "G" ? "online" : undefined);
      const decoded = decodeSwitchboard("heartbeat", [beat]);
      assert.ok(decoded.type === "heartbeatReceived" && decoded.name === NAME);
    }));
}

Deno.test("createScriptedDisplay() never beats when it is C3, yet answers checks", () =>
  registered("C3", async ({ server, display }) => {
    server.send({ type: "checkConnection", name: NAME });
    await server.until(() => server.all("connection_check_response").length === 1);
    assert.equal(server.all("connection_check_response")[0]?.status, "alive");
    assert.equal(display.beatsSent, 0);
  }));

Deno.test("createScriptedDisplay() registers again after 5 s when C3 or G is refused", async () => {
  for (const id of ["C3", "G"] as const) {
    await registered(
      id,
      ({ server }) => {
        assert.deepEqual(server.story().slice(0, 2), ["register_client", "register_client"]);
      },
      { name: "refused once" },
      (server) => server.refuseRegistrations = 1,
    );
  }
});

Deno.test("createScriptedDisplay() keeps beating when a tray's registration is refused", () =>
  registered("T4", async ({ server, display }) => {
    server.refuseRegistrations = 1;
    await server.dropTcp();
    await display.until(() => display.connects === 2, PATIENCE_MS);
    await server.until(() => server.all("register_client").length === 2);
    const beats = display.beatsConfirmed;
    await display.until(() => display.beatsConfirmed > beats + 4, PATIENCE_MS);
    assert.equal(server.all("register_client").length, 2);
    assert.equal(display.registered, false);
  }));

for (const { id, good } of [{ id: "T4", good: "success" }, { id: "C3", good: "status" }] as const) {
  Deno.test(`createScriptedDisplay() reads ${good} of a heartbeat answer when it is ${id}`, () =>
    registered(
      id,
      async ({ server, display }) => {
        server.emit("heartbeat_response", { status: "ok", message: "only status" });
        server.emit("heartbeat_response", { success: true, message: "only success" });
        const messages = () => display.received.map(({ payload }) => Object(payload).message);
        await display.until(() => messages().includes("only success"), PATIENCE_MS);
        assert.equal(display.beatsConfirmed, 1);
      },
      {},
      (server) => server.heartbeatOrder = { type: "heartbeatRefused", shouldReconnect: false },
    ));
}
