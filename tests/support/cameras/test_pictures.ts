/** What ffmpeg makes for a camera under script. */
export interface TestPictures {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly framesPerSecond?: number;
  /** One of ffmpeg's moving test pictures. Default `testsrc2`. */
  readonly source?: string;
}

/** Access units in Annex B, a keyframe a second, without pictures that are to be shown later: as a camera encodes. */
export async function h264Tape(pictures: TestPictures): Promise<Uint8Array[]> {
  const { framesPerSecond = 30 } = pictures;
  const bytes = await ffmpeg(pictures, [
    ...["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p"],
    ...["-x264-params", `aud=1:keyint=${framesPerSecond}:min-keyint=${framesPerSecond}:scenecut=0`],
    ...["-f", "h264", "-"],
  ]);
  return accessUnits(bytes);
}

/** JPEG pictures with their length before them, as fielded cameras send them. */
export async function jpegTape(pictures: TestPictures): Promise<Uint8Array[]> {
  const bytes = await ffmpeg(pictures, ["-c:v", "mjpeg", "-q:v", "5", "-f", "image2pipe", "-"]);
  return cutBefore(bytes, [0xff, 0xd8, 0xff]).map(lengthPrefixed);
}

/** A picture with its length before it (camera guide, as fielded). */
export function lengthPrefixed(image: Uint8Array): Uint8Array {
  const framed = new Uint8Array(4 + image.length);
  new DataView(framed.buffer).setUint32(0, image.length);
  framed.set(image, 4);
  return framed;
}

/** Between two access units, where the encoder sets delimiters. */
const DELIMITER = [0, 0, 0, 1, 9];

/** A stream with delimiters, cut into its access units. */
export function accessUnits(bytes: Uint8Array): Uint8Array[] {
  return cutBefore(bytes, DELIMITER);
}

async function ffmpeg(
  { width, height, frames, framesPerSecond = 30, source = "testsrc2" }: TestPictures,
  output: readonly string[],
): Promise<Uint8Array> {
  const input = `${source}=size=${width}x${height}:rate=${framesPerSecond}`;
  const { success, stdout, stderr } = await new Deno.Command("ffmpeg", {
    args: [
      ...["-v", "error", "-nostdin", "-f", "lavfi", "-i", input],
      ...["-frames:v", String(frames), ...output],
    ],
    stdin: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return stdout;
}

/** Pieces that begin where `mark` stands; what comes before the first is left out. */
function cutBefore(bytes: Uint8Array, mark: readonly number[]): Uint8Array[] {
  const starts: number[] = [];
  const [first = 0] = mark;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (mark.every((byte, offset) => bytes[at + offset] === byte)) starts.push(at);
  }
  return starts.map((from, index) => bytes.slice(from, starts[index + 1] ?? bytes.length));
}
