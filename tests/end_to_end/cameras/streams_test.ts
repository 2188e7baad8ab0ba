import assert from "node:assert/strict";
import { missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { h264Tape, jpegTape } from "../../support/cameras/test_pictures.ts";
import { type WatchStage, withCameras } from "../../support/watch_stage.ts";

const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";
/** The long ring reads as long as a person would look; the fast one long enough for several keyframes. */
const SECONDS = LONG ? 30 : 4;
const RATE = 30;

interface Read {
  /** A hash of each decoded picture. */
  readonly pictures: readonly string[];
  readonly complaints: string;
}

/** Decodes what ffmpeg is given, as a player would, and leaves after so many pictures. */
async function decode(input: readonly string[], pictures: number, fed?: Uint8Array): Promise<Read> {
  const child = new Deno.Command("ffmpeg", {
    args: [
      ...["-v", "warning", "-nostdin", ...input, "-frames:v", String(pictures)],
      ...["-fps_mode", "passthrough", "-f", "framemd5", "-"],
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  if (fed) await writer.write(fed);
  await writer.close();
  const { stdout, stderr } = await child.output();
  const lines = new TextDecoder().decode(stdout).split("\n");
  return {
    pictures: lines.filter((line) => /^0,/.test(line)).map((line) => line.split(",")[5] ?? ""),
    complaints: new TextDecoder().decode(stderr).trim(),
  };
}

function read({ url }: WatchStage, path: string, pictures: number): Promise<Read> {
  const from = url.replace("//", `//ffmpeg:${ADMIN_TOKEN}@`);
  return decode(["-i", `${from}/api/v1/cameras/Entrance/${path}`], pictures);
}

Deno.test({
  ...needing(
    "ffmpeg decodes every picture of stream.h264 and stream.mp4, without a complaint",
    missingFfmpeg,
  ),
  async fn() {
    const tape = await h264Tape({ width: 320, height: 240, frames: 60, framesPerSecond: RATE });
    const whole = await new Blob(tape as BlobPart[]).bytes();
    const { pictures: played } = await decode(["-f", "h264", "-i", "-"], tape.length, whole);
    assert.equal(new Set(played).size, tape.length, "the pictures are not told apart");
    await withCameras({ Entrance: tape }, async (stage) => {
      const wanted = SECONDS * RATE;
      const both = await Promise.all([
        read(stage, "stream.h264", wanted),
        read(stage, "stream.mp4", wanted),
      ]);
      for (const { pictures, complaints } of both) {
        const first = played.indexOf(pictures[0] ?? "");
        const expected = Array.from({ length: wanted }, (_, at) => played[(first + at) % 60]);
        assert.deepEqual([complaints, pictures], ["", expected]);
      }
    });
  },
});

Deno.test({
  ...needing("ffmpeg reads stream.mjpeg and snapshot.jpg of both kinds of camera", missingFfmpeg),
  async fn() {
    const size = { width: 160, height: 120, frames: 30 };
    for (const tape of [await jpegTape(size), await h264Tape(size)]) {
      await withCameras({ Entrance: tape }, async (stage) => {
        const stream = await read(stage, "stream.mjpeg", RATE);
        assert.deepEqual([stream.pictures.length, stream.complaints], [RATE, ""]);
        const snapshot = await stage.api.request("/api/v1/cameras/Entrance/snapshot.jpg");
        assert.equal(snapshot.headers.get("Content-Type"), "image/jpeg");
        const bytes = await snapshot.bytes();
        assert.deepEqual([bytes[0], bytes[1], bytes.at(-2), bytes.at(-1)], [
          0xff,
          0xd8,
          0xff,
          0xd9,
        ]);
      });
    }
  },
});
