import assert from "node:assert/strict";
import fc from "fast-check";
import { VideoDecoder } from "../../../protocols/video/decoder.ts";
import type { PictureFormat } from "../../../protocols/video/events.ts";
import { LiveMp4 } from "../../../protocols/video/mp4/live_mp4.ts";
import { boxAt } from "../../../protocols/video/mp4/reading.ts";
import { concat } from "../../protocols/video/streams.ts";
import { bytesOf, checkStream, woundedStreams } from "../../protocols/video/wounded_streams.ts";
import type { DecoderFuzzer } from "./decoder_fuzzer.ts";

/** Raw H.264, length-prefixed H.264 and JPEG, and which of them it is. */
export const VIDEO: DecoderFuzzer = {
  name: "video",
  property: fc.property(woundedStreams, checkStream),
};

/** What is watched of such streams: whole boxes, whatever the pictures are made of. */
export const VIDEO_AS_MP4: DecoderFuzzer = {
  name: "video-as-mp4",
  property: fc.property(woundedStreams, (stream) => {
    const { maxFrameBytes, sniffBytes } = stream;
    let picture: PictureFormat | undefined;
    let movie: LiveMp4 | undefined;
    let atMs = 0;
    for (const event of new VideoDecoder({ maxFrameBytes, sniffBytes }).push(bytesOf(stream))) {
      if (event.type === "pictureDescribed") picture = event.picture;
      if (event.type !== "frameCompleted" || picture === undefined) continue;
      const { frame } = event;
      if (movie === undefined || !movie.fits(frame, picture)) {
        movie = frame.keyframe ? LiveMp4.begin(picture, frame) : undefined;
        if (movie !== undefined) isWhole(movie.head);
      }
      if (movie !== undefined) isWhole(concat(...movie.fragment(frame, atMs += 33)));
    }
  }),
};

function isWhole(bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) {
    const box = boxAt(bytes, at);
    assert.ok(box !== undefined && box.bytes >= 8, `no box at ${at} of ${bytes.length}`);
    at += box.bytes;
  }
  assert.equal(at, bytes.length);
}
