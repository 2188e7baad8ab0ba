import assert from "node:assert/strict";
import { SourceKeeper } from "../../../agents/cameras/source_keeper.ts";
import { SourceUnavailable } from "../../../agents/cameras/video_source.ts";
import { VirtualClock } from "../../../actors/kernel/testing.ts";
import { FakeSource } from "./fake_source.ts";

interface Stage {
  readonly source: FakeSource;
  readonly keeper: SourceKeeper;
  readonly log: string[];
  readonly events: string[];
  advance(ms: number): Promise<void>;
}

/** @param random 0: the whole delay; near 1: half of it */
function stage(random = 0): Stage {
  const clock = new VirtualClock();
  const source = new FakeSource();
  const log: string[] = [];
  const events: string[] = [];
  const keeper = new SourceKeeper(
    {
      source,
      silenceMs: 10_000,
      clock,
      random: () => random,
      log: (level, sentence) => void log.push(`${level} ${sentence}`),
    },
    {
      began: () => void events.push("began"),
      received(bytes) {
        events.push(new TextDecoder().decode(bytes));
        keeper.pictureCame();
        return undefined;
      },
      lost: () => void events.push("lost"),
    },
  );
  return { source, keeper, log, events, advance: (ms) => clock.advance(ms, settle) };
}

/** Every promise that waits for nothing but its turn has had it. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

Deno.test("SourceKeeper starts its source again after 1 s, then ever more slowly up to 30 s", async () => {
  const { source, keeper, advance } = stage();
  keeper.start();
  for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
    const { runs } = keeper;
    source.run.feed.ended("exit code 1");
    await advance(seconds * 1_000 - 1);
    assert.equal(keeper.runs, runs, `not before ${seconds} s`);
    await advance(1);
    assert.equal(keeper.runs, runs + 1);
  }
  await keeper.stop();
});

Deno.test("SourceKeeper leaves up to half of each delay to chance", async () => {
  const { source, keeper, advance } = stage(0.999);
  keeper.start();
  source.run.feed.ended("exit code 1");
  await advance(501);
  assert.equal(keeper.runs, 2);
  await keeper.stop();
});

Deno.test("SourceKeeper begins with short delays again after a run of 30 s", async () => {
  const { source, keeper, advance } = stage();
  keeper.start();
  for (const ms of [1_000, 2_000, 4_000]) {
    source.run.feed.ended("exit code 1");
    await advance(ms);
  }
  for (let second = 0; second < 31; second++) {
    source.run.say("picture");
    await advance(1_000);
  }
  source.run.feed.ended("exit code 1");
  await advance(1_000);
  assert.equal(keeper.runs, 5);
  await keeper.stop();
});

Deno.test("SourceKeeper ends a run that is silent, and waits for its end before the next", async () => {
  const { source, keeper, events, log, advance } = stage();
  keeper.start();
  const first = source.run;
  let over: () => void = () => {};
  first.gone = new Promise((resolve) => over = resolve);
  first.say("picture");
  await advance(10_000);
  assert.equal(first.stops, 1);
  assert.deepEqual(events, ["began", "picture", "lost"]);
  assert.match(
    log.at(-1) ?? "",
    /^warn fake camera has brought no picture for 10 s; started again in 1\.0 s$/,
  );
  await advance(5_000);
  assert.equal(keeper.runs, 1, "two at a time would fight for one camera");
  over();
  await settle();
  assert.equal(keeper.runs, 2);
  await keeper.stop();
});

Deno.test("SourceKeeper tells a loss once and a return once, whatever happens in between", async () => {
  const { source, keeper, log, advance } = stage();
  keeper.start();
  source.run.say("picture");
  for (const ms of [1_000, 2_000, 4_000]) {
    source.run.feed.ended("exit code 255");
    await advance(ms);
  }
  source.run.say("picture");
  source.run.say("picture");
  assert.deepEqual(log.filter((line) => !line.startsWith("debug")), [
    "info fake camera delivers",
    "warn fake camera has ended (exit code 255); started again in 1.0 s",
    "info fake camera delivers again, at try 4",
  ]);
  await keeper.stop();
});

Deno.test("SourceKeeper says at the first start that there is no such program, and goes on trying later", async () => {
  const { source, keeper, advance } = stage();
  const missing = new SourceUnavailable("missing", "rpicam-vid");
  source.refusal = missing;
  assert.throws(() => keeper.start(), missing);

  keeper.start();
  source.run.feed.ended("exit code 1");
  source.refusal = missing;
  await advance(1_000);
  assert.equal(source.runs.length, 1);
  await advance(2_000);
  assert.equal(source.runs.length, 2);
  await keeper.stop();
});

Deno.test("SourceKeeper does nothing more after a stop", async () => {
  const { source, keeper, events, advance } = stage();
  keeper.start();
  const { run } = source;
  await keeper.stop();
  run.say("late");
  run.feed.ended("exit code 0");
  await advance(60_000);
  assert.equal(run.stops, 1);
  assert.equal(keeper.runs, 1);
  assert.deepEqual(events, ["began"]);
});

Deno.test("SourceKeeper passes on what a program says by its level, and no more than 20 lines in 10 s", async () => {
  const { source, keeper, log, advance } = stage();
  keeper.start();
  const { feed } = source.run;
  feed.said("[0:01:02.123456789] [321]  WARN RPiSdn sdn.cpp:39 Using legacy SDN tuning");
  feed.said("#7 (30.01 fps) exp 33239.00 ag 8.00 dg 1.00");
  for (let n = 0; n < 100; n++) feed.said("ERROR: *** no cameras available ***");
  const heard = log.filter((line) => !line.startsWith("debug"));
  assert.equal(heard.length, 20);
  assert.match(heard[0] ?? "", /^warn fake camera: .*legacy SDN/);
  assert.match(heard[1] ?? "", /^error fake camera: ERROR/);
  await advance(9_000);
  source.run.say("picture");
  await advance(1_000);
  feed.said("info again");
  assert.deepEqual(log.slice(-2), [
    "warn fake camera: 81 more lines were left out",
    "info fake camera: info again",
  ]);
  await keeper.stop();
});
