import assert from "node:assert/strict";
import fc from "fast-check";
import { VideoDecoder } from "../../../protocols/video/decoder.ts";
import type { VideoEvent } from "../../../protocols/video/events.ts";
import { concat, FIXTURES_H264, JPEGS, nth, picturesOf, prefixed, read } from "./streams.ts";

const RUNS = 30;
const PICTURES = picturesOf(`${nth(FIXTURES_H264).name}.h264`);
const ODD = Uint8Array.of(1, 2, 3, 4, 5);

const STREAMS: readonly (readonly [string, Uint8Array])[] = [
  ...FIXTURES_H264.map(({ name }) => [`raw H.264 (${name})`, read(`${name}.h264`)] as const),
  ["length-prefixed JPEG", prefixed(...JPEGS)],
  [
    "length-prefixed H.264",
    prefixed(...PICTURES),
  ],
  [
    "a camera that changes its mind",
    concat(
      prefixed(...JPEGS, ODD),
      prefixed(...PICTURES),
      prefixed(...JPEGS),
    ),
  ],
];

/** What comes out; with `forget` memory is written over as soon as the decoder says that it has done with it. */
function decode(stream: Uint8Array, cuts: readonly number[], forget: boolean): VideoEvent[] {
  const memory = stream.slice();
  const decoder = new VideoDecoder();
  const events: VideoEvent[] = [];
  let from = 0;
  for (const to of cuts) {
    events.push(...decoder.push(memory.subarray(from, to)).map(copyOf));
    if (forget) memory.fill(0xee, 0, to - decoder.keptBytes);
    from = to;
  }
  return [...events, ...decoder.end().map(copyOf)];
}

function copyOf(event: VideoEvent): VideoEvent {
  if (event.type === "bytesArrived") return { ...event, bytes: new Uint8Array(event.bytes) };
  if (event.type !== "frameCompleted") return event;
  const { frame } = event;
  const nalUnits = frame.nalUnits.map((unit) => new Uint8Array(unit));
  return { ...event, frame: { ...frame, bytes: new Uint8Array(frame.bytes), nalUnits } };
}

for (const [name, stream] of STREAMS) {
  Deno.test(`keptBytes covers all of which later events are views: ${name}`, () => {
    const places = fc.array(fc.nat(stream.length), { maxLength: 60 });
    fc.assert(
      fc.property(places, (places) => {
        const cuts = [...places, stream.length].sort((one, other) => one - other);
        assert.deepEqual(decode(stream, cuts, true), decode(stream, cuts, false));
      }),
      { numRuns: RUNS },
    );
  });
}

Deno.test("keptBytes is no more than the picture that is coming", () => {
  const decoder = new VideoDecoder();
  for (const picture of PICTURES) {
    decoder.push(picture);
    assert.ok(decoder.keptBytes <= picture.length, `${decoder.keptBytes} of ${picture.length}`);
  }
  const images = new VideoDecoder();
  for (const image of JPEGS) {
    images.push(prefixed(image));
    assert.equal(images.keptBytes, 0);
  }
});
