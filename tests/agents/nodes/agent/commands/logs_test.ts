import assert from "node:assert/strict";
import { commandStage } from "./stage.ts";

Deno.test("logs answers 50 lines, or as many as are asked for, also as a text", async () => {
  const { result } = commandStage();
  assert.equal(await result("logs"), "50 lines\n");
  assert.equal(await result("logs", { lines: 7 }), "7 lines\n");
  assert.equal(await result("logs", { lines: "8", follow: false }), "8 lines\n");
});

Deno.test("logs refuses what is no number of lines", async () => {
  const { error } = commandStage();
  for (const lines of [0, 10_001, 1.5, "many"]) {
    assert.match(await error("logs", { lines }), /^params\.lines: must be/);
  }
});

/** A follow under way, and how to let time pass. */
function following() {
  const stage = commandStage();
  const cancel = new AbortController();
  const order = { id: "1", command: "logs", target: "3node0", params: { follow: true } };
  const say = (text: string) => void stage.said.push(text);
  const ended = () => stage.runner.run(order, say, cancel.signal);
  const settle = async () => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  const advance = (ms: number) => stage.clock.advance(ms, settle);
  return { ...stage, cancel, ended, advance };
}

Deno.test("logs with follow says what comes, five times a second at most", async () => {
  const { engine, said, cancel, ended, advance, clock } = following();
  for (let line = 0; line < 1_000; line++) engine.pieces.push({ type: "text", text: `${line}\n` });
  const end = ended();
  await advance(199);
  assert.deepEqual(said, []);
  for (let times = 0; times < 20; times++) await advance(200);
  assert.equal(said.join(""), Array.from({ length: 1_000 }, (_, line) => `${line}\n`).join(""));
  assert.ok(said.length <= 20);
  cancel.abort();
  assert.deepEqual(await end, { status: "failed", result: null, error: "cancelled" });
  assert.equal(clock.pending, 0);
});

Deno.test("logs with follow ends by itself after an hour, and counts its lines", async () => {
  const { engine, said, ended, advance } = following();
  engine.pieces.push({ type: "text", text: "one\ntwo\n" });
  engine.pieces.push({ type: "restarted", at: Date.UTC(2026, 0, 2) });
  const end = ended();
  await advance(3_600_000);
  const { status, result } = await end;
  assert.deepEqual([status, result], ["completed", { followed: true, lines: 3 }]);
  assert.equal(
    said.join(""),
    "one\ntwo\n--- 3node0 restarted at 2026-01-02T00:00:00.000Z ---\n",
  );
});

Deno.test("logs with follow leaves the middle of a flood out, and says how much", async () => {
  const { engine, said, ended, advance } = following();
  for (let piece = 0; piece < 20; piece++) {
    engine.pieces.push({ type: "text", text: `${String(piece).padStart(65_535, "x")}\n` });
  }
  const end = ended();
  await advance(3_600_000);
  await end;
  assert.ok(said.every((text) => text.length <= 65_536));
  assert.ok(said.at(-1)?.endsWith("x19\n"));
  const all = said.join("");
  const gaps = [...all.matchAll(/\n--- (\d+) characters left out ---\n/g)];
  const leftOut = gaps.reduce((total, [, count]) => total + Number(count), 0);
  const kept = all.length - gaps.reduce((total, [line]) => total + line.length, 0);
  assert.ok(leftOut > 0);
  assert.equal(leftOut + kept, 20 * 65_536);
});
