import assert from "node:assert/strict";
import { VirtualClock } from "../../../../actors/kernel/testing.ts";
import { FaultBoard } from "../../../../agents/demo/faults/fault_board.ts";
import type { DemoFault, DemoFaultName } from "../../../../protocols/demo/faults.ts";

function stage(failing: readonly DemoFaultName[] = []) {
  const clock = new VirtualClock();
  const done: string[] = [];
  const told: (readonly DemoFault[])[] = [];
  const board = new FaultBoard({
    ready: (name) => ({
      members: [`display:${name}`],
      begin() {
        if (failing.includes(name)) throw new Error("no such member");
        done.push(`begin ${name}`);
      },
      end: () => void done.push(`end ${name}`),
    }),
    clock,
    onChange: (faults) => void told.push(faults),
  });
  const advance = (ms: number) => clock.advance(ms, () => Promise.resolve());
  return { board, clock, done, told, advance };
}

Deno.test("FaultBoard.inject() tells whom a fault touches, and clear() ends it", () => {
  const { board, clock, done, told } = stage();
  const fault = board.inject("link-loss");
  const wanted = { name: "link-loss", members: ["display:link-loss"], since: clock.now() };
  assert.deepEqual([fault, board.faults], [wanted, [wanted]]);
  board.clear("link-loss");
  board.clear("link-loss");
  assert.deepEqual(done, ["begin link-loss", "end link-loss"]);
  assert.deepEqual(told, [[wanted], []]);
});

Deno.test("FaultBoard.inject() has a fault end by itself when it is to last only so long", async () => {
  const { board, clock, done, advance } = stage();
  assert.equal(board.inject("sync-loss", 30_000).until, clock.now() + 30_000);
  await advance(29_999);
  assert.equal(board.faults.length, 1);
  await advance(1);
  assert.deepEqual([board.faults, done], [[], ["begin sync-loss", "end sync-loss"]]);
});

Deno.test("FaultBoard.inject() sets the end anew when the fault runs already", async () => {
  const { board, clock, done, advance } = stage();
  const { since } = board.inject("sync-loss", 30_000);
  await advance(20_000);
  const again = board.inject("sync-loss", 30_000);
  assert.deepEqual([again.since, again.until], [since, clock.now() + 30_000]);
  await advance(20_000);
  assert.deepEqual(done, ["begin sync-loss"]);
  assert.equal(board.inject("sync-loss").until, undefined);
  await advance(100_000);
  assert.deepEqual(done, ["begin sync-loss"]);
});

Deno.test("FaultBoard.inject() leaves nothing behind when a fault cannot begin", () => {
  const { board, done, told } = stage(["slow-disk"]);
  assert.throws(() => board.inject("slow-disk", 1_000), /no such member/);
  assert.deepEqual([board.faults, done, told], [[], ["end slow-disk"], []]);
});

Deno.test("FaultBoard.clearAll() ends everything, in the order in which it is told", () => {
  const { board, done } = stage();
  board.inject("reconnect-storm", 5_000);
  board.inject("link-loss");
  assert.deepEqual(board.faults.map(({ name }) => name), ["link-loss", "reconnect-storm"]);
  board.clearAll();
  assert.deepEqual(done.slice(2), ["end link-loss", "end reconnect-storm"]);
});
