import assert from "node:assert/strict";
import { VirtualClock } from "../../../../actors/kernel/testing.ts";
import { CRASHED } from "../../../../agents/demo/displays/show_kinds.ts";
import { SimulatedShows } from "../../../../agents/demo/displays/simulated_shows.ts";
import type { ProgramEnd } from "../../../../agents/displays/agent/machine.ts";

function stage() {
  const clock = new VirtualClock();
  const shows = new SimulatedShows(() => 0.5, clock);
  const launch = (program: string) => {
    const ends: ProgramEnd[] = [];
    const launched = shows.machine.launch({ program, args: ["-x"], runId: "1", outputPath: "" });
    void launched.ended.then((end) => void ends.push(end));
    return { launched, ends };
  };
  return { shows, launch, advance: (ms: number) => clock.advance(ms, () => Promise.resolve()) };
}

const DAY_MS = 86_400_000;

Deno.test("SimulatedShows lets a show run until it is asked to end", async () => {
  const { shows, launch, advance } = stage();
  const { launched, ends } = launch("D:\\Shows\\Stage.exe");
  await advance(DAY_MS);
  assert.deepEqual(shows.running, ["D:\\Shows\\Stage.exe -x"]);
  const leader = { pid: launched.pid, startedAt: null, witnessed: true };
  assert.deepEqual(await shows.machine.members("1", leader), [
    { pid: launched.pid, startedAt: `simulated ${launched.pid}` },
  ]);
  assert.match(launched.output?.() ?? "", /first frame/);
  await shows.machine.signal([launched.pid], "ask");
  assert.deepEqual(ends, []);
  await advance(600);
  assert.deepEqual(ends, [{ exitCode: 0, signal: null }]);
  assert.deepEqual(shows.running, []);
  assert.deepEqual(await shows.machine.members("1", leader), []);
});

Deno.test("SimulatedShows ends what it is told to by force at once", async () => {
  const { shows, launch, advance } = stage();
  const { launched, ends } = launch("Stage.exe");
  await shows.machine.signal([launched.pid], "force");
  await advance(0);
  assert.deepEqual(ends, [{ exitCode: 1, signal: null }]);
});

for (
  const [program, withinMs, exitCode] of [
    ["Broken.exe", 400, 1],
    ["WarmUp.exe", 12_000, 0],
  ] as const
) {
  Deno.test(`SimulatedShows ends ${program} by itself, with code ${exitCode}`, async () => {
    const { shows, launch, advance } = stage();
    const { ends } = launch(program);
    await advance(withinMs);
    assert.deepEqual(ends, [{ exitCode, signal: null }]);
    assert.deepEqual(shows.running, []);
  });
}

Deno.test("SimulatedShows cannot start a program that is missing", () => {
  const { launch } = stage();
  assert.throws(() => launch("Missing.exe"), /Missing\.exe was not found/);
});

Deno.test("SimulatedShows.crashLoop() crashes what runs at once, and whatever is started later", async () => {
  const { shows, launch, advance } = stage();
  const { ends } = launch("Stage.exe");
  shows.crashLoop(true);
  await advance(0);
  assert.deepEqual(ends, [{ exitCode: CRASHED, signal: null }]);
  const again = launch("Stage.exe");
  await advance(1_000);
  assert.deepEqual(again.ends, []);
  await advance(3_000);
  assert.deepEqual(again.ends, [{ exitCode: CRASHED, signal: null }]);
});

Deno.test("SimulatedShows.crashLoop() leaves alone what is started after it", async () => {
  const { shows, launch, advance } = stage();
  shows.crashLoop(true);
  shows.crashLoop(false);
  const { ends } = launch("Stage.exe");
  await advance(DAY_MS);
  assert.deepEqual(ends, []);
});

Deno.test("SimulatedShows.crashLoop() leaves alone what runs when it is over", async () => {
  const { shows, launch, advance } = stage();
  shows.crashLoop(true);
  const { ends } = launch("Stage.exe");
  shows.crashLoop(false);
  await advance(DAY_MS);
  assert.deepEqual(ends, []);
});

Deno.test("SimulatedShows plays the process table of a fielded build with the same programs", () => {
  const { shows } = stage();
  const pid = shows.table.start("D:\\Shows\\Stage.exe -x");
  assert.deepEqual(shows.table.pidsOf("Stage.exe"), [pid]);
  assert.deepEqual(shows.running, ["D:\\Shows\\Stage.exe -x"]);
  assert.equal(shows.table.kill(pid), true);
  assert.deepEqual(shows.running, []);
});

Deno.test("SimulatedShows tells of each start, and of none that could not be", () => {
  const started: string[] = [];
  const shows = new SimulatedShows(() => 0.5, new VirtualClock(), (line) => started.push(line));
  const launch = (program: string) =>
    shows.machine.launch({ program, args: ["-x"], runId: "1", outputPath: "" });
  launch("Stage.exe");
  launch("Stage.exe");
  assert.throws(() => launch("missing.exe"));
  assert.deepEqual(started, ["Stage.exe -x", "Stage.exe -x"]);
});
