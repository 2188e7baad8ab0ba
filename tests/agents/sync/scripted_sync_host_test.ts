import assert from "node:assert/strict";
import { VirtualClock } from "../../../actors/kernel/testing.ts";
import {
  createScriptedSyncHost,
  type ScriptedSyncHost,
  type ScriptedSyncHostOptions,
} from "../../../agents/sync/scripted_sync_host.ts";
import { PATIENCE_MS, type Recorder, withRecorder } from "./recorder.ts";

interface Scene {
  readonly recorder: Recorder;
  readonly host: ScriptedSyncHost;
  readonly clock: VirtualClock;
  /** Lets time pass, and waits until the host has written so many lines in all. */
  lines(count: number, afterMs: number): Promise<void>;
}

/** Plays a host against a server that writes down what it gets, in virtual time. */
function withHost(
  options: Partial<ScriptedSyncHostOptions>,
  run: (scene: Scene) => Promise<void>,
): Promise<void> {
  return withRecorder(async (recorder) => {
    const clock = new VirtualClock();
    const host = createScriptedSyncHost({
      build: "P",
      target: { address: "127.0.0.1", port: recorder.port },
      claimedAddress: "10.20.0.31",
      digit: 2,
      clock,
      ...options,
    });
    const pass = (ms: number) => clock.advance(ms, () => Promise.resolve());
    const lines = async (count: number, afterMs: number) => {
      await pass(afterMs);
      await host.until(() => host.linesSent >= count, PATIENCE_MS);
      assert.equal(host.linesSent, count);
    };
    try {
      await run({ recorder, host, clock, lines });
    } finally {
      host.stop();
    }
  });
}

Deno.test("build P keeps one connection, and says its state at every interval and at a change", () =>
  withHost({ intervalMs: 60_000 }, async ({ recorder, host, lines }) => {
    host.start();
    await lines(1, 0);
    await lines(2, 60_000);
    host.digit = 0;
    await lines(3, 0);
    host.digit = 0;
    await lines(4, 60_000);
    const master = "10.20.0.31_state2\r\n", error = "10.20.0.31_state0\r\n";
    await recorder.heard(master + master + error + error);
    assert.equal(recorder.connections.length, 1);
  }));

Deno.test("build O opens a connection for every line, and ends it", () =>
  withHost({ build: "O", claimedAddress: null, digit: 0 }, async ({ recorder, host, lines }) => {
    host.start();
    await lines(1, 0);
    await lines(2, 1_000);
    await lines(3, 1_000);
    await recorder.heard("unknown_state0\r\n".repeat(3));
    assert.deepEqual(recorder.connections, Array(3).fill("unknown_state0\r\n"));
    host.digit = 1;
    assert.equal(host.linesSent, 3, "a change waits for the next tick");
  }));

Deno.test("build P says lines twice and in pieces when its ticks overlap and the network cuts", () =>
  withHost({ overlapShare: 1, splitShare: 1 }, async ({ recorder, host, lines }) => {
    host.start();
    await lines(0, 0);
    await host.until(() => host.connected, PATIENCE_MS);
    await lines(1, 20);
    await lines(2, 980);
    await lines(3, 20);
    await recorder.heard("10.20.0.31_state2\r\n".repeat(3));
  }));

Deno.test("build P only connects and closes once it was toggled, until it is started anew", () =>
  withHost({}, async ({ recorder, host, clock, lines }) => {
    host.start();
    await lines(1, 0);
    host.toggle();
    for (const silent of [1, 2, 3]) {
      await clock.advance(1_000, () => Promise.resolve());
      await host.until(() => host.silentConnects === silent, PATIENCE_MS);
    }
    assert.equal(host.linesSent, 1);
    host.stop();
    host.start();
    await lines(2, 0);
    await recorder.until(() => recorder.connections.length === 5);
    assert.deepEqual(recorder.connections.slice(1, 4), ["", "", ""]);
  }));

Deno.test("the test button connects and closes, a ghost stays; neither says a word", () =>
  withHost({}, async ({ recorder, host }) => {
    host.pressTestButton();
    await host.until(() => host.silentConnects === 1, PATIENCE_MS);
    await recorder.until(() => recorder.ended === 1);
    host.leaveGhost();
    await host.until(() => host.silentConnects === 2, PATIENCE_MS);
    await recorder.until(() => recorder.connections.length === 2);
    assert.deepEqual([recorder.ended, recorder.text], [1, ""]);
  }));

Deno.test("build P comes back at a tick after the server has hung up, and waits longer at each failure", () =>
  withHost({}, async ({ recorder, host, clock, lines }) => {
    host.start();
    await lines(1, 0);
    recorder.hangUp();
    await host.until(() => !host.connected, PATIENCE_MS);
    await lines(2, 1_000);
    await recorder.close();
    await host.until(() => !host.connected, PATIENCE_MS);
    const attempted: number[] = [];
    for (let second = 1; second <= 61; second++) {
      const { attempts, failures } = host;
      await clock.advance(1_000, () => Promise.resolve());
      if (host.attempts === attempts) continue;
      attempted.push(second);
      await host.until(() => host.failures > failures, PATIENCE_MS);
    }
    assert.deepEqual(attempted, [1, 3, 7, 15, 31, 61]);
  }));
