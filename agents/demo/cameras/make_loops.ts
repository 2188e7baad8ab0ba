/**
 * Draws the moving pictures that the simulated cameras play, and encodes them; ffmpeg with libx264 is needed here, and
 * never where they are played. Run it after a change of `scenes.ts`, and commit what it has written:
 *
 * ```sh
 * deno run --frozen --allow-read --allow-write --allow-run=ffmpeg agents/demo/cameras/make_loops.ts
 * ```
 *
 * @module
 */
import { racks, type Scene, stage } from "./scenes.ts";

const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_PER_SECOND = 30;
const FRAMES = 90;
/** A viewer that comes waits half a second at most. */
const KEYFRAME_EVERY = 15;
/** Of x264, 0 (best) to 51: flat areas stay clean, and a loop stays well under 250 kB. */
const QUALITY = "30";
const LINE_CHARS = 100;

/**
 * Every group of pictures stands alone, no picture waits for a later one, and the parameter sets are repeated: as the
 * encoder of a camera does it.
 */
const ENCODER = [
  ...["-c:v", "libx264", "-preset", "veryslow", "-tune", "animation", "-profile:v", "main"],
  ...["-crf", QUALITY, "-pix_fmt", "yuv420p"],
  "-x264-params",
  `aud=1:bframes=0:keyint=${KEYFRAME_EVERY}:min-keyint=${KEYFRAME_EVERY}:scenecut=0:open-gop=0:repeat-headers=1`,
  ...["-f", "h264", "pipe:1"],
];

function draw(scene: Scene, time: number): Uint8Array {
  const picture = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    const [column, row] = [at % WIDTH, Math.floor(at / WIDTH)];
    const colour = scene((column + 0.5) / WIDTH, (row + 0.5) / HEIGHT, time);
    picture.set(colour.map((part) => Math.round(255 * Math.min(1, part))), at * 3);
  }
  return picture;
}

async function encode(scene: Scene): Promise<Uint8Array<ArrayBuffer>> {
  const size = `${WIDTH}x${HEIGHT}`;
  const input = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", `${FRAMES_PER_SECOND}`];
  const child = new Deno.Command("ffmpeg", {
    args: ["-hide_banner", "-loglevel", "error", ...input, "-i", "pipe:0", ...ENCODER],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const written = new Response(child.stdout).bytes();
  const writer = child.stdin.getWriter();
  for (let frame = 0; frame < FRAMES; frame++) await writer.write(draw(scene, frame / FRAMES));
  await writer.close();
  if (!(await child.status).success) throw new Error("ffmpeg could not encode the loop");
  return await written;
}

/** Text, as only text can be part of a compiled program. */
async function write(name: string, scene: Scene): Promise<void> {
  const lines = (await encode(scene)).toBase64().match(new RegExp(`.{1,${LINE_CHARS}}`, "g"));
  await Deno.writeTextFile(new URL(name, import.meta.url), `${lines?.join("\n")}\n`);
}

if (import.meta.main) {
  await write("./stage_loop.base64.txt", stage);
  await write("./racks_loop.base64.txt", racks);
}
