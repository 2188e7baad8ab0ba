import assert from "node:assert/strict";
import { BUILDS } from "../../../agents/displays/builds.ts";
import type { BuildId, DisplayBuild } from "../../../agents/displays/display_build.ts";
import { LineKeeper, type Purpose } from "../../../agents/displays/line_keeper.ts";
import { Observers } from "../../../agents/displays/observers.ts";
import { type DeviceClock, Waits } from "../../../agents/waits.ts";
import { BareServer } from "./bare_server.ts";
import { PATIENCE_MS } from "./stage.ts";

/** A clock that stands still until told: a device without pending waits will never do anything again. */
class StandingClock implements DeviceClock {
  readonly pending = new Map<number, { delayMs: number; run: () => void }>();
  #last = 0;

  now(): number {
    return 0;
  }
  setTimer(delayMs: number, run: () => void): unknown {
    this.pending.set(++this.#last, { delayMs, run });
    return this.#last;
  }
  clearTimer(handle: unknown): void {
    this.pending.delete(handle as number);
  }
  get delays(): number[] {
    return [...this.pending.values()].map(({ delayMs }) => delayMs);
  }
  /** Lets the wait of this length pass. */
  pass(delayMs: number): void {
    const found = [...this.pending].find(([, wait]) => wait.delayMs === delayMs);
    assert.ok(found, `no wait of ${delayMs} ms, only ${this.delays}`);
    this.pending.delete(found[0]);
    found[1].run();
  }
}

interface Line {
  readonly server: BareServer;
  readonly clock: StandingClock;
  readonly keeper: LineKeeper;
  readonly ups: Purpose[];
  readonly state: { downs: number; gaveUp: boolean };
  until(predicate: () => boolean): Promise<void>;
}

async function onLine(
  id: BuildId,
  play: (line: Line) => Promise<void>,
  change: Partial<DisplayBuild> = {},
): Promise<void> {
  const server = await BareServer.start();
  const clock = new StandingClock();
  const observers = new Observers(() => `waits: ${clock.delays}`);
  const ups: Purpose[] = [];
  const state = { downs: 0, gaveUp: false };
  const changed = (change: () => void) => {
    change();
    observers.notify();
  };
  const waits = new Waits(clock, 1);
  const build = { ...BUILDS[id], ...change };
  const options = { build, url: server.url, waits, random: () => 0.5, ackTimeScale: 1 };
  const keeper = new LineKeeper(options, {
    up: (purpose) => changed(() => ups.push(purpose)),
    down: () => changed(() => state.downs++),
    gaveUp: () => changed(() => state.gaveUp = true),
    heard: () => {},
  });
  const until = (predicate: () => boolean) => observers.until(predicate, PATIENCE_MS);
  try {
    keeper.start();
    await until(() => ups.length === 1);
    await play({ server, clock, keeper, ups, state, until });
  } finally {
    keeper.hangUp();
    await server.close();
  }
}

/** Lets one attempt run into the namespace's silence. */
async function failAttempt({ server, clock }: Line, waitMs: number, ackMs: number): Promise<void> {
  const attempts = server.handshakes.length;
  server.leaveUnanswered = 1;
  clock.pass(waitMs);
  await server.until(() => server.handshakes.length === attempts + 1);
  clock.pass(ackMs);
}

Deno.test("LineKeeper doubles its delay up to 30 s when C3 meets a server that does not answer", () =>
  onLine("C3", async (line) => {
    await line.server.dropTcp();
    await line.until(() => line.state.downs === 1);
    for (const delayMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000]) {
      assert.deepEqual(line.clock.delays, [delayMs]);
      await failAttempt(line, delayMs, 1_000);
    }
    line.clock.pass(30_000);
    await line.until(() => line.ups.length === 2);
    assert.deepEqual(line.ups, ["first", "automatic"]);
    assert.deepEqual(line.clock.delays, [], "and rests when it is on line");
  }));

Deno.test("LineKeeper stays below 5 s and tries once more by itself when T1's link drops", () =>
  onLine("T1", async (line) => {
    await line.server.dropTcp();
    await line.until(() => line.state.downs === 1);
    assert.deepEqual(line.clock.delays, [1_000, 5_000]);
    for (const delayMs of [1_000, 2_000, 4_000]) await failAttempt(line, delayMs, 1_000);
    assert.deepEqual(line.clock.delays, [5_000, 5_000], "its own attempt, and the library's");
    line.clock.pass(5_000);
    await line.until(() => line.ups.length === 2);
    assert.equal(line.ups[1], "afterLoss");
  }));

for (const goodbye of ["sayDisconnect", "sayClose"] as const) {
  Deno.test(`LineKeeper never does anything again when C3 heard ${goodbye}()`, () =>
    onLine("C3", async (line) => {
      await line.server[goodbye]();
      await line.until(() => line.state.downs === 1);
      assert.deepEqual(line.clock.delays, []);
    }));

  Deno.test(`LineKeeper gives up for good when the one attempt after ${goodbye}() fails in T4`, () =>
    onLine("T4", async (line) => {
      await line.server[goodbye]();
      await line.until(() => line.state.downs === 1);
      assert.deepEqual(line.clock.delays, [5_000]);
      await failAttempt(line, 5_000, 10_000);
      assert.deepEqual(line.clock.delays, []);
      assert.equal(line.state.gaveUp, false, "the tray itself stays");
    }));
}

Deno.test("LineKeeper never does anything again when C3 heard a close by polling", () =>
  onLine("C3", async (line) => {
    await line.server.sayClose("polling");
    await line.until(() => line.state.downs === 1);
    assert.deepEqual(line.clock.delays, []);
  }, { transports: ["polling"] }));

Deno.test("LineKeeper looks every 10 s for ever when it is G", () =>
  onLine("G", async (line) => {
    await line.server.sayDisconnect();
    await line.until(() => line.state.downs === 1);
    for (let i = 0; i < 3; i++) await failAttempt(line, 10_000, 1_000);
    line.clock.pass(10_000);
    await line.until(() => line.ups.length === 2);
    assert.deepEqual(line.ups, ["first", "asked"]);
    assert.deepEqual(line.clock.delays, [10_000]);
  }));
