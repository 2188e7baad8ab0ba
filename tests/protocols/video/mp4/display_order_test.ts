import assert from "node:assert/strict";
import { DisplayOrder } from "../../../../protocols/video/mp4/display_order.ts";
import { parameterSetsOf } from "../../../../protocols/video/mp4/parameter_sets.ts";
import { CLIP, type Clip, REORDERED } from "../../../support/cameras/video_clip.ts";

function orderOf({ first }: Clip): DisplayOrder {
  const sets = parameterSetsOf(first);
  assert.ok(sets);
  return new DisplayOrder(sets);
}

/** In which turn each picture is shown. */
function shown({ frames }: Pick<Clip, "frames">, order: DisplayOrder): number[] {
  return frames.map((frame, turn) => turn + order.delay(frame));
}

Deno.test("delay() is 0 where pictures come as they are shown", () => {
  const order = orderOf(CLIP);
  assert.equal(order.reorders, false);
  assert.deepEqual(shown(CLIP, order), CLIP.frames.map((_, turn) => turn));
});

Deno.test("delay() gives every picture a turn of its own, never before it is decoded", () => {
  const turns = shown(REORDERED, orderOf(REORDERED));
  const sorted = turns.toSorted((one, other) => one - other);
  assert.deepEqual(sorted, REORDERED.frames.map((_, turn) => turn + 2));
  assert.deepEqual(turns.slice(0, 5), [2, 6, 4, 3, 5], "I P B b b");
  assert.ok(turns.every((turn, index) => turn >= index));
});

Deno.test("delay() finds the order again when it begins in the middle of a group", () => {
  for (let from = 1; from < 25; from++) {
    const frames = REORDERED.frames.slice(from);
    const turns = shown({ frames }, orderOf(REORDERED));
    const known = shown(REORDERED, orderOf(REORDERED)).slice(from + 8);
    const order = (turns: readonly number[]) => turns.toSorted((one, other) => one - other);
    const rank = (turns: readonly number[]) => turns.map((turn) => order(turns).indexOf(turn));
    const group = 25 - from - 8;
    if (group > 4) assert.deepEqual(rank(turns.slice(8, 8 + group)), rank(known.slice(0, group)));
  }
});
