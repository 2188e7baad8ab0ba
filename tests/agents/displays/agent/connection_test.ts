import assert from "node:assert/strict";
import { beats, execute, NAME, onAgentStage, report, statuses, withAgent } from "./stage.ts";

/** The agent's protocol runs fifty times as fast: 5 s are 100 ms. */
const FIVE_SECONDS_MS = 100;

Deno.test("the display agent registers as the guide has it, then beats and says what runs", () =>
  withAgent(async ({ server }, agent) => {
    const [registration] = server.all("register_client");
    const { timestamp, ...said } = registration ?? {};
    assert.deepEqual(said, {
      name: NAME,
      clientType: "python",
      ip_address: "127.0.0.1",
      version: "2.0",
      capabilities: ["unreal_engine", "power_action"],
    });
    assert.ok(Math.abs(Number(timestamp) - Date.now() / 1_000) < 10, String(timestamp));
    // Three beats and four lists: 30 s and 20 s, not one of them.
    await server.until(() => server.all("heartbeat").length >= 5);
    assert.ok(server.all("process_status").length > server.all("heartbeat").length);
    const beat = server.all("heartbeat").at(-1) ?? {};
    assert.deepEqual([beat.clientName, beat.status, beat.process_count], [NAME, "online", 0]);
    assert.equal(agent.registered, true);
  }));

Deno.test("the display agent asks again 5 s after a refused registration", () =>
  onAgentStage(async ({ server, start, log }) => {
    server.refuseRegistrations = 2;
    const begin = performance.now();
    await start();
    await server.until(() => server.all("heartbeat").length > 0);
    assert.equal(server.all("register_client").length, 3);
    assert.ok(performance.now() - begin >= 2 * FIVE_SECONDS_MS);
    assert.match(log.join("\n"), /not registered: .*; asked again in 5 s/);
  }));

Deno.test("the display agent asks again when a registration stays without an answer", () =>
  withAgent(async ({ server }) => {
    // Another agent's registration is never answered by this server: it knows one device.
    server.refuseRegistrations = 1_000;
    await server.dropTcp();
    await server.until(() => server.all("register_client").length >= 4);
  }));

const ENDINGS = ["dropTcp", "sayDisconnect", "sayClose"] as const;

for (const ending of ENDINGS) {
  Deno.test(`the display agent is back by itself after ${ending}, and its show goes on`, () =>
    withAgent(async ({ server }, agent) => {
      execute(server, "sleep 300");
      const { details } = await report(server, "running");
      await server[ending]();
      await server.until(() => server.all("register_client").length === 2);
      await server.until(() => server.all("process_status").at(-1)?.running_process_count === 1);
      assert.equal(await Deno.readTextFile(`/proc/${details.pid}/comm`), "sleep\n");
      assert.equal(agent.running, 1);
      assert.deepEqual(statuses(server), ["starting", "running"]);
    }));
}

Deno.test("the display agent leaves a server alone for as long as its announcement says", () =>
  withAgent(async ({ server }) => {
    server.emit("server_shutdown", { message: "back soon", reconnectAfter: 20_000 });
    await server.until(() => server.all("heartbeat").length > 0);
    const begin = performance.now();
    await server.dropTcp();
    await server.until(() => server.all("register_client").length === 2);
    const awayMs = performance.now() - begin;
    assert.ok(awayMs > 3 * FIVE_SECONDS_MS && awayMs < 30 * FIVE_SECONDS_MS, `${awayMs} ms`);
    assert.equal(server.handshakes.length, 2);
    await server.until(() => server.all("reconnection_success").length === 1);
  }));

Deno.test("the display agent connects anew when an answered heartbeat asks for it", () =>
  onAgentStage(async ({ server, start }) => {
    server.heartbeatOrder = { type: "heartbeatRefused", shouldReconnect: true };
    await start();
    await server.until(() => server.all("reconnection_success").length === 1);
    assert.equal(server.handshakes.length, 2);
  }));

Deno.test("the display agent sends again what a server that confirms nothing may have missed, and nothing later", () =>
  withAgent(async ({ server }) => {
    server.confirms = false;
    execute(server, "true");
    await report(server, "exited");
    await server.dropTcp();
    await report(server, "exited", 2);
    const ids = server.all("execution_result").map(({ reportId }) => reportId);
    assert.deepEqual(ids.slice(2), ids.slice(0, 2), "the same reports, under the same ids");
    // A line that has held for 10 s has brought them.
    await beats(server, 2);
    await server.dropTcp();
    await server.until(() => server.all("register_client").length === 3);
    await beats(server, 2);
    assert.deepEqual(statuses(server), ["starting", "exited", "starting", "exited"]);
  }));

Deno.test("the display agent reports after a loss what happened during it, once", () =>
  withAgent(async ({ server }) => {
    execute(server, "sleep 1");
    await report(server, "running");
    // Longer than the program takes.
    server.emit("server_shutdown", { message: "back soon", reconnectAfter: 75_000 });
    await server.confirmed({ type: "answerPing" });
    await server.dropTcp();
    await server.until(() => server.all("register_client").length === 2);
    const { details } = await report(server, "exited");
    assert.equal(details.exit_code, 0);
    await server.until(() => server.all("heartbeat").length >= 4);
    assert.deepEqual(statuses(server), ["starting", "running", "exited"]);
  }));
