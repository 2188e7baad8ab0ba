import assert from "node:assert/strict";
import type { TranscoderRun } from "../../../actors/cameras/link.ts";
import { spawnPiped } from "../../../adapters/video/ffmpeg_program.ts";
import {
  createFfmpegTranscoder,
  type FfmpegTranscoder,
} from "../../../adapters/video/ffmpeg_transcoder.ts";
import { VideoDecoder } from "../../../protocols/video/decoder.ts";

/** Pictures of one take. */
export const FRAMES = 90;

/** Pictures of a moving test card, as x264 makes them for live video. */
export async function accessUnits(size = "320x240"): Promise<readonly Uint8Array[]> {
  const card = `-f lavfi -i testsrc2=size=${size}:rate=30 -frames:v ${FRAMES}`;
  const codec = "-c:v libx264 -preset ultrafast -tune zerolatency -g 30 -f h264 pipe:1";
  const { stdout, success } = await new Deno.Command("ffmpeg", {
    args: ["-hide_banner", "-loglevel", "error", ...card.split(" "), ...codec.split(" ")],
    stdin: "null",
  }).output();
  assert.ok(success);
  const decoder = new VideoDecoder();
  return [...decoder.push(stdout), ...decoder.end()].flatMap((event) =>
    event.type === "frameCompleted" ? [event.frame.bytes] : []
  );
}

/** A transcoder that has looked for its program, and the process that it has started last. */
export async function watched(): Promise<
  { readonly transcoder: FfmpegTranscoder; newest(): Deno.ChildProcess }
> {
  const children: Deno.ChildProcess[] = [];
  const transcoder = createFfmpegTranscoder({
    spawn(command, args) {
      const child = spawnPiped(command, args);
      children.push(child);
      return child;
    },
  });
  await transcoder.probe();
  return { transcoder, newest: () => children.at(-1) ?? assert.fail("nothing was started") };
}

/** A process that has ended may wait for somebody who asks how. */
export function lives(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(Deno.readTextFileSync(`/proc/${pid}/status`));
  } catch {
    return false;
  }
}

/** A run, and what it has made. */
export class Takes {
  readonly jpegs: Uint8Array[] = [];
  readonly ended: Promise<string>;
  readonly run: TranscoderRun;
  #watch: () => void = () => {};

  constructor(transcoder: FfmpegTranscoder) {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.ended = promise;
    this.run = transcoder.start(
      (jpeg) => {
        this.jpegs.push(jpeg);
        this.#watch();
      },
      resolve,
    );
  }

  async until(count: number): Promise<void> {
    while (this.jpegs.length < count) {
      await new Promise<void>((resolve) => this.#watch = resolve);
    }
  }
}
