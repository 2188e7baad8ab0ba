import assert from "node:assert/strict";
import { VirtualClock } from "../../../../actors/kernel/testing.ts";
import { StateKeeper } from "../../../../agents/sync/agent/state_keeper.ts";
import type { StateFeed } from "../../../../agents/sync/agent/state_source.ts";

function stage() {
  const clock = new VirtualClock();
  const log: string[] = [];
  const states: (number | undefined)[] = [];
  let stopped = 0;
  let feed: StateFeed | undefined;
  const keeper: StateKeeper = new StateKeeper({
    source: {
      name: "card",
      start(given) {
        feed = given;
        return { stop: () => Promise.resolve(void stopped++) };
      },
    },
    clock,
    log: (level, sentence) => void log.push(`${level} ${sentence}`),
  }, () => void states.push(keeper.digit));
  keeper.start();
  const told = feed ?? assert.fail("the source was not started");
  const advance = (ms: number) => clock.advance(ms, () => Promise.resolve());
  return { keeper, told, log, states, advance, stops: () => stopped };
}

Deno.test("StateKeeper tells each change once", async () => {
  const { keeper, told, states, log, stops } = stage();
  told.read(2);
  told.read(2);
  told.read(1);
  assert.deepEqual(states, [2, 1]);
  assert.deepEqual(log, [
    "info the sync card says master",
    "info the sync card says slave (was master)",
  ]);
  await keeper.stop();
  assert.equal(stops(), 1);
});

Deno.test("StateKeeper keeps a state over a reading that failed, and calls it an error after 5 s", async () => {
  const { keeper, told, states, log, advance } = stage();
  told.read(2);
  for (let second = 0; second < 4; second++) {
    await advance(1_000);
    told.failed("WMI: Provider failure");
  }
  assert.equal(keeper.digit, 2);
  await advance(1_000);
  assert.deepEqual(states, [2, 0]);
  await advance(60_000);
  told.read(2);
  assert.deepEqual(log.filter((each) => !each.startsWith("debug")), [
    "info the sync card says master",
    "warn card: WMI: Provider failure",
    "warn no state for 5 s, which counts as an error",
    "info the sync card says error (was master)",
    "info card can be read again",
    "info the sync card says master (was error)",
  ]);
  await keeper.stop();
});

Deno.test("StateKeeper has no state until the first reading, for 5 s at most", async () => {
  const { keeper, states, advance } = stage();
  await advance(4_999);
  assert.equal(keeper.digit, undefined);
  await advance(1);
  assert.deepEqual(states, [0]);
  await keeper.stop();
});
