import assert from "node:assert/strict";
import { VirtualClock } from "../../../actors/kernel/testing.ts";
import { startInTurn } from "../../../agents/demo/start_in_turn.ts";

function stage(count: number, failing?: number, online = true) {
  const clock = new VirtualClock();
  const begun: number[] = [];
  const log: string[] = [];
  const members = Array.from({ length: count }, (_, n) => ({
    key: `display:${n}`,
    online,
    start() {
      begun.push(n);
      return n === failing ? Promise.reject(new Error("no port")) : Promise.resolve();
    },
  }));
  const starting = startInTurn(
    members,
    (level, sentence) => void log.push(`${level} ${sentence}`),
    clock,
  );
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    clock,
    begun,
    log,
    starting,
    settle,
    advance: (ms: number) => clock.advance(ms, settle),
  };
}

Deno.test("startInTurn() tells ten members each 200 ms, in order", async () => {
  const { begun, starting, settle, advance } = stage(25);
  await settle();
  assert.equal(begun.length, 10);
  await advance(199);
  assert.equal(begun.length, 10);
  await advance(1);
  assert.equal(begun.length, 20);
  await advance(200);
  await starting.done;
  assert.deepEqual(begun, Array.from({ length: 25 }, (_, n) => n));
});

Deno.test("startInTurn() gives 150 members time to come, and then goes on without them", async () => {
  const { begun, starting, settle, advance } = stage(200, undefined, false);
  await settle();
  await advance(15 * 200);
  assert.equal(begun.length, 160);
  await advance(2_800);
  assert.equal(begun.length, 160);
  await advance(200);
  assert.equal(begun.length, 170);
  await advance(9_000);
  await starting.done;
  assert.equal(begun.length, 200);
});

Deno.test("startInTurn() goes on when one cannot be started, and says so", async () => {
  const { begun, log, starting, settle, advance } = stage(12, 3);
  await settle();
  await advance(200);
  await starting.done;
  assert.equal(begun.length, 12);
  assert.deepEqual(log, ["error display:3 cannot be started: no port"]);
});

Deno.test("startInTurn().stop() tells no more, and waits for nobody", async () => {
  const { begun, clock, starting, settle } = stage(25);
  await settle();
  await starting.stop();
  assert.equal(begun.length, 10);
  assert.equal(clock.pending, 0);
});
