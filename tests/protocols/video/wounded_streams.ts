import assert from "node:assert/strict";
import fc from "fast-check";
import type { VideoEvent } from "../../../protocols/video/events.ts";
import {
  arrived,
  concat,
  cutAt,
  decodeAll,
  FIXTURES_H264,
  hex,
  JPEGS,
  only,
  picturesOf,
  prefixed,
  singly,
  told,
} from "./streams.ts";

const STREAMS = [...FIXTURES_H264.map(({ name }) => `${name}.h264`), "resized.h264"];
const PICTURES = STREAMS.flatMap(picturesOf);

const bytes = fc.uint8Array({ maxLength: 60 });
/** What matters to a decoder, where it should not be. */
const mark = fc.constantFrom(
  ...["00", "0000", "000000", "000001", "00000001", "000003", "00000003", "ffffffff", "00800001"],
  ...["0000000109f0", "0000000167", "0000000168", "00000001650000", "0000000141", "000001060605"],
  ...["ffd8ff", "ffd9", "ffda", "0000000141000000", "000000010e", "00000000"],
).map(hex);
const picture = fc.constantFrom(...PICTURES);
const part = fc.tuple(picture, fc.nat(), fc.nat(200))
  .map(([picture, from, length]) => picture.subarray(from % picture.length).subarray(0, length));
const payload = fc.oneof(picture, fc.constantFrom(...JPEGS), bytes, part);

const piece = fc.oneof(
  { weight: 4, arbitrary: picture },
  { weight: 3, arbitrary: fc.array(payload, { maxLength: 4 }).map((all) => prefixed(...all)) },
  { weight: 2, arbitrary: mark },
  { weight: 1, arbitrary: part },
  { weight: 1, arbitrary: bytes },
);

/** A byte that is changed, or a few that are taken out or come twice. */
const wound = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.nat(30), twice: fc.boolean() });
type Wound = typeof wound extends fc.Arbitrary<infer T> ? T : never;

/** Streams of both kinds with wounds, where they are cut, and the limits that they meet. */
export const woundedStreams = fc.record({
  pieces: fc.array(piece, { maxLength: 8 }),
  wounds: fc.array(wound, { maxLength: 4 }),
  places: fc.array(fc.nat(20_000), { maxLength: 25 }),
  maxFrameBytes: fc.constantFrom(100, 700, 1_500, 1_000_000),
  sniffBytes: fc.constantFrom(65, 300, 2_000, 100_000),
});
/** One such stream. */
export type WoundedStream = typeof woundedStreams extends fc.Arbitrary<infer T> ? T : never;

function wounded(bytes: Uint8Array, { at, byte, cut, twice }: Wound): Uint8Array {
  const from = at % (bytes.length + 1);
  if (cut > 20) {
    return concat(bytes.subarray(0, from), Uint8Array.of(byte), bytes.subarray(from + 1));
  }
  const to = twice ? from - Math.min(cut, from) : from + cut;
  return concat(bytes.subarray(0, from), bytes.subarray(to));
}

/** The bytes of it. */
export function bytesOf({ pieces, wounds }: WoundedStream): Uint8Array {
  return wounds.reduce(wounded, concat(...pieces));
}

/** What holds for every stream: the same however it is cut, in order, complete, and within its limits. */
export function checkStream(stream: WoundedStream): void {
  const { pieces: _pieces, wounds: _wounds, places, ...options } = stream;
  const bytes = bytesOf(stream);
  const events = decodeAll([bytes], options);
  const whole = told(events);
  assert.deepEqual(told(decodeAll(cutAt(bytes, places), options)), whole);
  assert.deepEqual(told(decodeAll(singly(bytes), options)), whole);
  isWellOrdered(events);
  isComplete(events, bytes);
  for (const { frame } of only(events, "frameCompleted")) {
    assert.ok(frame.bytes.length <= options.maxFrameBytes);
    for (const unit of frame.nalUnits) assert.equal(unit.buffer, frame.bytes.buffer);
  }
}

/** A violation is the last event, and each picture is what was passed on since it began. */
function isWellOrdered(events: readonly VideoEvent[]): void {
  const violation = events.findIndex(({ type }) => type === "streamViolated");
  assert.ok(violation < 0 || violation === events.length - 1);
  let since: Uint8Array[] = [];
  let keyframe: boolean | undefined;
  for (const event of events) {
    if (event.type === "bytesArrived") {
      if (event.begins !== null) {
        since = [];
        keyframe = event.begins === "keyframe";
      }
      since.push(event.bytes);
    }
    if (event.type !== "frameCompleted" || event.frame.codec === "jpeg") continue;
    assert.deepEqual(concat(...since), event.frame.bytes);
    assert.equal(keyframe, event.frame.keyframe);
    keyframe = undefined;
  }
}

/** Raw H.264 is passed on byte for byte from the first start code on. */
function isComplete(events: readonly VideoEvent[], bytes: Uint8Array): void {
  const raw = only(events, "streamIdentified")[0]?.format === "annexB";
  if (!raw || events.at(-1)?.type === "streamViolated") return;
  const first = events.findIndex(({ type }) => type === "streamIdentified");
  const silences = events.slice(0, first).length;
  const next = events[first + 1];
  const before = next?.type === "bytesSkipped" && next.reason.startsWith("Before") ? next.bytes : 0;
  assert.deepEqual(arrived(events), bytes.subarray(4 * silences + before));
}
