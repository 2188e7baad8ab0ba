import assert from "node:assert/strict";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { type OutputChunk, outputTopic } from "../../../actors/outputs/messages.ts";
import { MAX_OUTPUT_CHARS, OutputBuffer } from "../../../actors/outputs/output_buffer.ts";
import { outputsActor } from "../../../actors/outputs/outputs.ts";
import { commandChanged } from "../../../actors/topics.ts";
import { asker } from "../../support/displays/fleet.ts";
import { sampleCommand } from "../../support/stores/store_samples.ts";

function start() {
  const world = createTestSystem();
  const ref = world.system.spawn(outputsActor, undefined, { key: "outputs" });
  const ask = asker(ref, world);
  return {
    ...world,
    say: (commandId: string, text: string) =>
      ref.tell({ type: "outputSaid", commandId, text, divider: null }),
    kept: (commandId: string) => ask({ type: "getOutput", commandId }),
  };
}

Deno.test("outputsActor numbers what each command says, and tells only those who asked for that one", async () => {
  const outputs = start();
  const heard: OutputChunk[] = [];
  outputs.system.subscribe(outputTopic("cmd_1"), (chunk) => heard.push(chunk));
  outputs.say("cmd_1", "one");
  outputs.say("cmd_2", "other");
  outputs.say("cmd_1", "two");
  const { chunks, lastSequence, truncated } = await outputs.kept("cmd_1");
  assert.deepEqual(chunks.map(({ sequence, text }) => [sequence, text]), [[1, "one"], [2, "two"]]);
  assert.deepEqual([lastSequence, truncated], [2, false]);
  assert.deepEqual(heard, chunks);
  assert.deepEqual((await outputs.kept("cmd_3")).chunks, []);
  await outputs.system.stop(1_000);
});

Deno.test("outputsActor keeps what a command said for an hour after its end, and no longer", async () => {
  const outputs = start();
  outputs.say("cmd_1", "one");
  outputs.say("cmd_2", "runs");
  outputs.system.publish(commandChanged, sampleCommand("cmd_1", { state: "completed" }));
  await outputs.advance(3_599_000);
  assert.equal((await outputs.kept("cmd_1")).lastSequence, 1);
  await outputs.advance(62_000);
  assert.equal((await outputs.kept("cmd_1")).lastSequence, 0);
  assert.equal((await outputs.kept("cmd_2")).lastSequence, 1);
  await outputs.system.stop(1_000);
});

Deno.test("outputsActor gives up those that are over, and those silent for longest, when there are too many", async () => {
  const outputs = start();
  for (let number = 0; number < 1_000; number++) outputs.say(`cmd_${number}`, "x");
  outputs.system.publish(commandChanged, sampleCommand("cmd_500", { state: "completed" }));
  await outputs.settle();
  outputs.say("cmd_1000", "x");
  assert.equal((await outputs.kept("cmd_500")).lastSequence, 0);
  assert.equal((await outputs.kept("cmd_0")).lastSequence, 1);
  outputs.say("cmd_1001", "x");
  assert.equal((await outputs.kept("cmd_0")).lastSequence, 0);
  await outputs.system.stop(1_000);
});

Deno.test("OutputBuffer keeps the end of what was said, and says that the beginning is gone", () => {
  const buffer = new OutputBuffer();
  const part = "x".repeat(60_000);
  for (let part_ = 0; part_ < 10; part_++) buffer.add({ at: 1, text: part, divider: null });
  const { chunks, lastSequence, truncated } = buffer.kept();
  assert.deepEqual(chunks.map(({ sequence }) => sequence), [7, 8, 9, 10]);
  assert.deepEqual([lastSequence, truncated], [10, true]);
  assert.ok(buffer.cost <= MAX_OUTPUT_CHARS);
});

Deno.test("OutputBuffer cuts one part that is too long, and is not filled by empty ones", () => {
  const buffer = new OutputBuffer();
  buffer.add({ at: 1, text: `start${"x".repeat(MAX_OUTPUT_CHARS)}end`, divider: null });
  const [only] = buffer.kept().chunks;
  assert.equal(only?.text.length, MAX_OUTPUT_CHARS);
  assert.ok(only?.text.endsWith("end"));
  for (let count = 0; count < 10_000; count++) buffer.add({ at: 1, text: "", divider: null });
  assert.ok(buffer.kept().chunks.length <= 4_096);
});
