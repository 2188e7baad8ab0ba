import assert from "node:assert/strict";
import { LiveViewer } from "../../../adapters/http/video/live_viewer.ts";
import { readVideo } from "../../../dashboard/watch/live_message.ts";
import { JPEG_CLIP } from "../../support/cameras/video_clip.ts";
import { AT } from "../../support/stores/store_samples.ts";

/** The binary messages that a viewer sends for one picture. */
function sent(begins: "keyframe" | "frame"): ArrayBuffer[] {
  const messages: Uint8Array[] = [];
  let parts: Uint8Array[] = [];
  const viewer = new LiveViewer(
    {
      bufferedAmount: 0,
      send(data, { binary, fin }) {
        if (!binary || typeof data === "string") return;
        parts.push(data);
        if (!fin) return;
        messages.push(Uint8Array.from(parts.flatMap((part) => [...part])));
        parts = [];
      },
      close() {},
      terminate() {},
    },
    "127.0.0.1",
    "frames",
  );
  const { first: frame, picture } = JPEG_CLIP;
  const { bytes } = frame;
  viewer.show({ bytes, begins, frame, picture, receivedAtMs: 1, receivedAt: AT + 0.5 });
  return messages.map(({ buffer }) => buffer as ArrayBuffer);
}

Deno.test("readVideo() reads what the control host sends", () => {
  for (const begins of ["keyframe", "frame"] as const) {
    const [message = assert.fail("nothing was sent"), ...others] = sent(begins);
    assert.equal(others.length, 0);
    const { bytes, ...head } = readVideo(message) ?? assert.fail("it is not understood");
    assert.deepEqual(head, {
      kind: "frame",
      keyframe: begins === "keyframe",
      receivedAt: AT + 0.5,
    });
    assert.deepEqual([...bytes], [...JPEG_CLIP.first.bytes]);
  }
});

Deno.test("readVideo() passes over what is too short, or of a kind that it does not know", () => {
  assert.equal(readVideo(new ArrayBuffer(11)), undefined);
  assert.equal(readVideo(Uint8Array.of(9, ...new Array(20).fill(0)).buffer), undefined);
});
