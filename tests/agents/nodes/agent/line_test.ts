import assert from "node:assert/strict";
import { onNodeStage, SERVER_ID, withNodeAgent } from "./stage.ts";

Deno.test("a node agent registers with what it can do, reports, beats, and answers pings", () =>
  withNodeAgent(async ({ server, heard, until }, agent) => {
    assert.equal(agent.registered, true);
    const [register] = heard("register");
    assert.equal(register?.serverId, SERVER_ID);
    assert.equal(register.version, "signalbox-test");
    assert.deepEqual(register.capabilities, [
      "command_output",
      "command_cancel",
      "concurrent_commands",
    ]);
    assert.deepEqual(server.handshakes, ["/ws/monitoring/ undefined"]);
    server.send({ type: "ping" });
    await until(() => heard("pong").length > 0 && heard("heartbeat").length > 0);
    assert.ok(server.pings > 0 || heard("heartbeat").length > 0);
    const [first, second] = heard("stats");
    assert.deepEqual([first?.sequence, first?.interval, second?.sequence], [1, 1, 2]);
  }));

Deno.test("a node agent sums up 60 readings in the same sequence, and tells what comes of it", () =>
  withNodeAgent(async ({ heard, until }) => {
    await until(() => heard("validator_activated").length > 0);
    const [summary] = heard("summary");
    assert.deepEqual([summary?.data, summary?.sequence], [{ count: 60 }, 61]);
    assert.equal(heard("stats").find(({ sequence }) => sequence === 61), undefined);
  }));

Deno.test("a node agent gives up a server that acknowledges no registration, and tries again", () =>
  onNodeStage(async ({ server, start, heard, until, log }) => {
    server.manners.greeting = null;
    const agent = await start();
    await until(() => heard("register").length >= 2);
    assert.equal(agent.registered, false);
    assert.equal(heard("stats").length, 0);
    assert.match(
      log.find((line) => line.startsWith("warn")) ?? "",
      /the registration was not acknowledged within 5 s; tried again for ever$/,
    );
    server.manners.greeting = { type: "register_ack", status: "success" };
    await until(() => agent.registered);
  }));

Deno.test("a node agent takes a refusal for one, and tells the server's words", () =>
  onNodeStage(async ({ server, start, heard, until, log }) => {
    server.manners.greeting = { type: "register_ack", status: "failed", message: "not you" };
    await start();
    await until(() => heard("register").length >= 2);
    assert.match(log.join("\n"), /warn .* it refused the registration: not you; tried again/);
  }));

Deno.test("a node agent works with a server that knows no registration and speaks at once", () =>
  onNodeStage(async ({ server, start, heard, until }) => {
    server.manners.greeting = { type: "welcome", message: "hello" };
    await start();
    await until(() => heard("stats").length > 1);
  }));

Deno.test("a node agent passes on the eras that a server remembers", () =>
  onNodeStage(async ({ server, start, until, eras }) => {
    server.manners.greeting = {
      type: "register_ack",
      status: "success",
      last_era_info: { "3node0": 1_412, odd: "x" },
    };
    await start();
    await until(() => eras.length > 0);
    assert.deepEqual(eras, [{ "3node0": 1_412 }]);
  }));

Deno.test("a node agent hangs up on a server that answers no ping, and comes back", () =>
  withNodeAgent(async ({ server, until, heard, log }) => {
    server.manners.pongs = false;
    server.manners.acknowledges = false;
    await until(() => heard("register").length >= 2);
    assert.match(log.join("\n"), /the connection is lost \(nothing was heard for 10 s/);
  }));

Deno.test("a node agent ignores what it does not understand, and stays", () =>
  withNodeAgent(async ({ server, until, heard, answers, order }) => {
    for (
      const text of ["", "{", "[]", "7", '"{}"', '{"type":7}', "null", '{"type":"constructor"}']
    ) {
      server.sendText(text);
    }
    for (const type of ["unknown", "key_update_ack", "stats_ack", "command_cancel", "error"]) {
      server.send({ type });
      server.send({ type, data: null, sequence: "x", command_id: 7 });
    }
    order("c1", "status");
    await until(() => answers().length > 0);
    assert.equal(heard("register").length, 1);
  }));

Deno.test("a node agent dials after 1, 2, 4 … s, and says so once", () =>
  onNodeStage(async ({ server, start, until, log }) => {
    server.manners.upgradeStatus = 503;
    const delays: number[] = [];
    const clock = {
      now: () => Date.now(),
      monotonicMs: () => performance.now(),
      setTimer(delayMs: number, run: () => void) {
        if (delayMs >= 900 && delayMs !== 1_000) delays.push(delayMs);
        // Waits for the dial are over at once; those of a reading every second go on.
        return setTimeout(run, delayMs > 10_000 ? delayMs : 5);
      },
      clearTimer: (handle: unknown) => clearTimeout(handle as number),
    };
    const agent = await start({ clock, timeScale: 1, random: () => 0.25 });
    await until(() => delays.filter((delay) => delay % 950 === 0).length >= 4);
    assert.deepEqual(delays.filter((delay) => delay % 950 === 0).slice(0, 4), [
      950,
      1_900,
      3_800,
      7_600,
    ]);
    const told = log.filter((line) => line.startsWith("warn"));
    assert.equal(told.length, 1, told.join("\n"));
    assert.match(told[0] ?? "", /it answers with status 503 in place of a WebSocket/);
    await agent.stop();
  }));

Deno.test("a node agent hangs up at a message of more than 10 MiB, and comes back", () =>
  withNodeAgent(async ({ server, until, heard, log }, agent) => {
    server.sendText(JSON.stringify({ type: "ping", ballast: "x".repeat(10_485_760) }));
    await until(() => heard("register").length === 2 && agent.registered);
    assert.match(log.join("\n"), /the connection is lost \(Max payload size exceeded/);
  }));
