import assert from "node:assert/strict";
import { readSequenceParameters } from "../../../protocols/video/sequence_parameters.ts";
import { typeOf } from "../../../protocols/video/mp4/parameter_sets.ts";
import { CLIP, type Clip, REORDERED } from "../../support/cameras/video_clip.ts";

function reordered({ first }: Clip): number | null | undefined {
  const set = first.nalUnits.find((unit) => typeOf(unit) === 7);
  assert.ok(set);
  return readSequenceParameters(set)?.reorderedFrames;
}

Deno.test("readUsability() tells how many pictures come before one that is shown earlier", () => {
  assert.equal(reordered(CLIP), 0);
  assert.equal(reordered(REORDERED), 2, "three B-frames, of which one is referred to");
});

Deno.test("readUsability() says nothing when a set ends before it does", () => {
  const set = REORDERED.first.nalUnits.find((unit) => typeOf(unit) === 7);
  assert.equal(
    readSequenceParameters(set?.subarray(0, -4) ?? new Uint8Array())?.reorderedFrames,
    null,
  );
});
