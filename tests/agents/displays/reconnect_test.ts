import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { BUILDS } from "../../../agents/displays/builds.ts";
import type { BuildId } from "../../../agents/displays/display_build.ts";
import { createScriptedDisplay } from "../../../agents/displays/scripted_display.ts";
import { onStage, PATIENCE_MS, registered } from "./stage.ts";

for (const build of Object.keys(BUILDS) as BuildId[]) {
  Deno.test(`createScriptedDisplay() comes back and registers when TCP drops and it is ${build}`, () =>
    registered(build, async ({ server, display }) => {
      await server.dropTcp();
      await display.until(() => !display.online, PATIENCE_MS);
      assert.equal(display.registered, false);
      await display.until(() => display.connects === 2 && display.registered, PATIENCE_MS);
      assert.equal(server.all("register_client").length, 2);
    }));
}

Deno.test("createScriptedDisplay() gathers heartbeat loops when a tray registers again", () =>
  registered("T4", async ({ server, display }) => {
    assert.equal(display.heartbeatLoops, 2);
    await server.dropTcp();
    await display.until(() => display.connects === 2 && display.registered, PATIENCE_MS);
    assert.equal(display.heartbeatLoops, 3);
  }));

for (const goodbye of ["sayDisconnect", "sayClose"] as const) {
  for (const build of ["T4", "T3", "T1"] as const) {
    Deno.test(`createScriptedDisplay() tries once after ${goodbye}() when it is ${build}`, () =>
      registered(build, async ({ server, display }) => {
        const attempts = server.handshakes.length;
        await server[goodbye]();
        await display.until(() => !display.online, PATIENCE_MS);
        await display.until(() => display.registered, PATIENCE_MS);
        assert.equal(server.handshakes.length, attempts + 1);
      }));
  }

  Deno.test(`createScriptedDisplay() comes back by its monitor after ${goodbye}() when it is G`, () =>
    registered("G", async ({ server, display }) => {
      await server[goodbye]();
      await display.until(() => !display.online, PATIENCE_MS);
      await server.until(() => server.all("reconnection_success").length === 1);
      assert.equal(display.connects, 2);
    }));
}

Deno.test("createScriptedDisplay() tries again when its namespace is not acknowledged in time", () =>
  registered("T4", async ({ server, display }) => {
    const attempts = server.handshakes.length;
    server.leaveUnanswered = 2;
    await server.dropTcp();
    await display.until(() => display.connects === 2, PATIENCE_MS);
    assert.ok(server.handshakes.length >= attempts + 3);
  }, { ackTimeScale: 5 }));

for (const build of ["T4", "T3", "T1", "C3"] as const) {
  Deno.test(`createScriptedDisplay() exits when the first connect fails and it is ${build}`, async () => {
    const hostile = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await once(hostile, "listening");
    const url = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`;
    const display = createScriptedDisplay({ build, url, name: "alone" });
    display.start();
    await display.until(() => display.exited, PATIENCE_MS);
    assert.deepEqual([display.online, display.heartbeatLoops], [false, 0]);
    display.stop();
    hostile.close();
    await once(hostile, "close");
  });

  Deno.test(`createScriptedDisplay() exits when its first namespace is not acknowledged and it is ${build}`, () =>
    onStage(build, async ({ server, display }) => {
      server.leaveUnanswered = 1;
      display.start();
      await display.until(() => display.exited, PATIENCE_MS);
      assert.equal(display.connects, 0);
    }, { ackTimeScale: 40 }));
}

Deno.test("createScriptedDisplay() goes on trying when the first connect fails and it is G", () =>
  onStage("G", async ({ server, display }) => {
    server.leaveUnanswered = 1;
    display.start();
    await display.until(() => display.registered, PATIENCE_MS);
    assert.equal(display.exited, false);
    assert.ok(server.handshakes.length >= 2);
  }, { ackTimeScale: 5 }));

for (const build of ["G", "C3"] as const) {
  Deno.test(`createScriptedDisplay() reconnects after a shutdown notice when it is ${build}`, () =>
    registered(build, async ({ server, display }) => {
      server.send({ type: "announceShutdown", reconnectAfterMs: 2_000 });
      await server.until(() => server.all("reconnection_success").length === 1);
      assert.equal(display.connects, 2);
    }));
}

Deno.test("createScriptedDisplay() reconnects when G is told to by a heartbeat answer", () =>
  registered("G", async ({ server, display }) => {
    server.heartbeatOrder = { type: "heartbeatRefused", shouldReconnect: true };
    await server.until(() => server.all("reconnection_success").length === 1);
    assert.ok(display.connects >= 2);
  }));

Deno.test("ScriptedDisplay.until() says the state when it is not reached", async () => {
  const display = createScriptedDisplay({ build: "T4", url: "http://127.0.0.1", name: "idle" });
  await assert.rejects(display.until(() => display.online, 1), /T4 idle: online false/);
});

Deno.test("ScriptedDisplay.start() starts anew when it was stopped before", () =>
  registered("C3", async ({ display }) => {
    display.stop();
    assert.equal(display.online, false);
    display.start();
    await display.until(() => display.registered, PATIENCE_MS);
    assert.equal(display.connects, 2);
  }));
