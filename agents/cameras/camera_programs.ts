import type { Codec } from "../../protocols/video/events.ts";
import type { ProgramLine } from "./process_group.ts";

/** What pictures are wanted of a program. */
export interface PictureWish {
  readonly codec: Codec;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Of H.264. */
  readonly bitrateKbps: number;
  /** Frames from one H.264 keyframe to the next: how long a new viewer waits for its first picture. */
  readonly keyframeEvery: number;
}

/** What ffmpeg says of itself: the level before each line; its warnings are all about its own options. */
const QUIETLY = ["-hide_banner", "-nostdin", "-loglevel", "level+error"];
/** ffmpeg's scale is 2 (best) to 31; 5 is near what a camera's own encoder makes. */
const JPEG_QUALITY = "5";

/**
 * The camera program of a Raspberry Pi, under its present name and its former one. It runs until it is ended, writes
 * each picture at once, and repeats the parameter sets before each keyframe. Source: camera guide, section 4; fielded
 * cameras V1 to V3, which take MJPEG of it.
 *
 * @param more further words for it, such as `--rotation 180`
 */
export function cameraPrograms(wish: PictureWish, more: readonly string[]): readonly ProgramLine[] {
  const { codec, width, height, framesPerSecond, bitrateKbps, keyframeEvery } = wish;
  // Without the profile a Raspberry Pi 5 makes pictures that depend on later ones, which costs a picture's time.
  const h264 = ["--codec", "h264", "--inline", "--profile", "baseline"];
  const rate = ["--bitrate", String(bitrateKbps * 1_000), "--intra", String(keyframeEvery)];
  const args = [
    ...["-t", "0", "--nopreview", "--flush"],
    ...["--width", String(width), "--height", String(height)],
    ...["--framerate", String(framesPerSecond)],
    ...(codec === "h264" ? [...h264, ...rate] : ["--codec", "mjpeg"]),
    ...more,
    ...["-o", "-"],
  ];
  return ["rpicam-vid", "libcamera-vid"].map((program) => ({ program, args }));
}

/** A moving picture with a clock and a frame counter in it, at its own rate. */
export function testPicture(wish: PictureWish): ProgramLine {
  const { width, height, framesPerSecond } = wish;
  const picture = `testsrc2=size=${width}x${height}:rate=${framesPerSecond}`;
  return ffmpeg(["-re", "-f", "lavfi", "-i", picture, ...encoderOf(wish)]);
}

/** A recording in a container, such as MP4, over and over at its own rate; H.264 is passed on as it is. */
export function containerFile(path: string, codec: Codec): ProgramLine {
  const encoder = codec === "h264" ? ["-c:v", "copy", "-f", "h264"] : JPEG_ENCODER;
  return ffmpeg(["-re", "-stream_loop", "-1", "-i", `file:${path}`, "-an", ...encoder]);
}

/** H.264 comes in, one JPEG after another goes out: for viewers in the field. */
export function jpegMaker(): ProgramLine {
  // Without these it would look at 5 MB of the stream first, and hold back a picture for each thread.
  const atOnce = ["-probesize", "32", "-analyzeduration", "0", "-flags", "low_delay"];
  return ffmpeg([...atOnce, "-threads", "1", "-f", "h264", "-i", "pipe:0", ...JPEG_ENCODER]);
}

const JPEG_ENCODER = ["-c:v", "mjpeg", "-q:v", JPEG_QUALITY, "-f", "mjpeg"];

function encoderOf({ codec, bitrateKbps, keyframeEvery }: PictureWish): readonly string[] {
  if (codec === "jpeg") return JPEG_ENCODER;
  const rate = [
    "-b:v",
    `${bitrateKbps}k`,
    "-maxrate",
    `${bitrateKbps}k`,
    "-bufsize",
    `${bitrateKbps}k`,
  ];
  const keyframes = ["-g", String(keyframeEvery), "-sc_threshold", "0"];
  const speed = ["-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p"];
  return ["-c:v", "libx264", ...speed, ...rate, ...keyframes, "-f", "h264"];
}

function ffmpeg(args: readonly string[]): ProgramLine {
  return { program: "ffmpeg", args: [...QUIETLY, ...args, "-flush_packets", "1", "pipe:1"] };
}
