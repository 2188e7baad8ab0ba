import { VideoDecoder } from "../../../protocols/video/decoder.ts";
import racks from "./racks_loop.base64.txt" with { type: "text" };
import stage from "./stage_loop.base64.txt" with { type: "text" };

/** A picture of a loop, as H.264 in Annex B. */
export interface LoopPicture {
  readonly bytes: Uint8Array;
  readonly keyframe: boolean;
}

/** What the loops were made at. */
export const LOOP_RATE = 30;

/** The pictures of a loop, of three seconds; camera n of a fleet plays loop n, from the first again after the last. */
export function loopOf(camera: number): readonly LoopPicture[] {
  return picturesIn(Uint8Array.fromBase64(camera % 2 === 0 ? stage : racks));
}

function picturesIn(bytes: Uint8Array): readonly LoopPicture[] {
  const decoder = new VideoDecoder();
  return [...decoder.push(bytes), ...decoder.end()]
    .filter((event) => event.type === "frameCompleted")
    .map(({ frame: { bytes, keyframe } }) => ({ bytes, keyframe }));
}
