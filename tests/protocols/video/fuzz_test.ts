import assert from "node:assert/strict";
import fc from "fast-check";
import { VideoDecoder } from "../../../protocols/video/decoder.ts";
import { hex, JPEGS, nth, only, prefixed, read } from "./streams.ts";
import { checkStream, woundedStreams } from "./wounded_streams.ts";

const JPEG_HEAD = prefixed(nth(JPEGS));

Deno.test("VideoDecoder tells the same, in order and complete, however wounded streams are cut", () => {
  fc.assert(fc.property(woundedStreams, checkStream), { numRuns: 300 });
});

Deno.test("VideoDecoder ends a stream, and keeps nothing of it, when garbage does not end", () => {
  for (const head of [hex(""), hex("0000000167"), JPEG_HEAD, read("plain.h264")]) {
    for (const filling of [0x00, 0x01, 0x41, 0x80, 0xff]) {
      const decoder = new VideoDecoder({ maxFrameBytes: 64 * 1024 });
      const chunk = new Uint8Array(16 * 1024).fill(filling);
      const events = [head, ...new Array(40).fill(chunk)].flatMap((each) => decoder.push(each));
      const silences = only(events, "keepAliveReceived").length;
      const silent = silences >= 40 * chunk.length / 4 - 1;
      assert.ok(silent || events.at(-1)?.type === "streamViolated", `${head.length} ${filling}`);
      assert.equal(silent, filling === 0 && (head.length === 0 || head === JPEG_HEAD));
    }
  }
});
