import type { PictureFormat, VideoFrame } from "../../../protocols/video/events.ts";

/** A stream of which the pictures are known. */
export interface Clip {
  readonly picture: PictureFormat;
  readonly frames: readonly VideoFrame[];
  /** Of the frames: a keyframe. */
  readonly first: VideoFrame;
}

const FIXTURES = new URL("../../fixtures/mp4/", import.meta.url);
const DELIMITER = 9;
const IDR = 5;

/** 60 pictures of 128×96 at 30 a second, a keyframe every 15. */
export const CLIP = clip(h264(128, 96), framesOf(fixture("aud.h264")));

/** 60 pictures of 128×96 that come in another order than they are shown. */
export const REORDERED = clip(h264(128, 96), framesOf(fixture("reordered.h264")));

/** 30 pictures of 96×64. */
export const OTHER_SIZE = clip(h264(96, 64), framesOf(fixture("other_size.h264")));

/** 30 JPEGs of 64×48. */
export const JPEG_CLIP = clip({
  codec: "jpeg",
  width: 64,
  height: 48,
  framesPerSecond: null,
  codecString: null,
  profile: null,
}, imagesOf(fixture("pictures.mjpeg")));

function clip(picture: PictureFormat, frames: readonly VideoFrame[]): Clip {
  const [first] = frames;
  if (first === undefined) throw new Error("the clip is empty");
  return { picture, frames, first };
}

function fixture(name: string): Uint8Array {
  return Deno.readFileSync(new URL(name, FIXTURES));
}

function h264(width: number, height: number): PictureFormat {
  const said = { framesPerSecond: 30, codecString: null, profile: null };
  return { codec: "h264", width, height, ...said };
}

/** Cut by hand at delimiters, so that these tests do not stand on the decoder. */
function framesOf(bytes: Uint8Array): VideoFrame[] {
  const frames: VideoFrame[] = [];
  let units: Uint8Array[] = [];
  const finish = () => {
    const keyframe = units.some(([header = 0]) => (header & 0x1f) === IDR);
    if (units.length > 0) frames.push({ codec: "h264", bytes, keyframe, nalUnits: units });
    units = [];
  };
  for (const unit of unitsOf(bytes)) {
    if (((unit[0] ?? 0) & 0x1f) === DELIMITER) finish();
    units.push(unit);
  }
  finish();
  return frames;
}

function unitsOf(bytes: Uint8Array): Uint8Array[] {
  const starts: number[] = [];
  for (let at = 0; at + 2 < bytes.length; at++) {
    if (bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1) starts.push(at + 3);
  }
  return starts.map((from, index) => {
    let end = index + 1 < starts.length ? (starts[index + 1] ?? 0) - 3 : bytes.length;
    while (bytes[end - 1] === 0) end--;
    return bytes.subarray(from, end);
  });
}

function imagesOf(bytes: Uint8Array): VideoFrame[] {
  const frames: VideoFrame[] = [];
  let from = 0;
  for (let at = 1; at < bytes.length; at++) {
    if (bytes[at - 1] !== 0xff || bytes[at] !== 0xd9) continue;
    const image = bytes.subarray(from, at + 1);
    frames.push({ codec: "jpeg", bytes: image, keyframe: true, nalUnits: [] });
    from = at + 1;
  }
  return frames;
}
