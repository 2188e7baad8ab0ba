import assert from "node:assert/strict";
import {
  imageNameOf,
  programOf,
  simulateProcesses,
} from "../../../agents/displays/process_table.ts";

Deno.test("programOf() and imageNameOf() differ when a quoted path has spaces", () => {
  const quoted = '"D:\\My Show\\Stage.exe" -fullscreen';
  assert.equal(programOf(quoted), "Stage.exe");
  assert.equal(imageNameOf(quoted), '"D:\\My');
  for (const name of [programOf, imageNameOf]) {
    assert.equal(name("D:\\show\\Stage.exe -x"), "Stage.exe");
    assert.equal(name("/opt/stage --x"), "stage");
    assert.equal(name(""), "");
  }
});

Deno.test("simulateProcesses() tells the end once when a program exits or is killed", () => {
  const processes = simulateProcesses();
  const ends: number[] = [];
  const pids = [processes.start("a.exe"), processes.start("b.exe"), processes.start("b.exe")];
  const [a = 0, b = 0, c = 0] = pids;
  for (const pid of [a, b]) processes.onExit(pid, ({ exitCode }) => ends.push(exitCode));
  processes.onExit(c, () => ends.push(99))();
  assert.deepEqual(processes.pidsOf("b.exe"), [b, c]);
  processes.exit(a, { exitCode: 7 });
  processes.exit(a);
  assert.deepEqual([processes.kill(b), processes.kill(b), processes.kill(c)], [true, false, true]);
  assert.deepEqual(ends, [7, 1]);
  assert.equal(processes.aliveCount, 0);
});

Deno.test("simulateProcesses() refuses when it is told to or 256 programs run", () => {
  const processes = simulateProcesses((command) => command === "no" ? "denied" : undefined);
  assert.throws(() => processes.start("no"), /denied/);
  for (let i = 0; i < 256; i++) processes.start("x");
  assert.throws(() => processes.start("x"), /256 programs/);
  assert.equal(processes.started.length, 256);
});
