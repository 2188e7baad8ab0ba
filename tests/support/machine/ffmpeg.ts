import { works } from "./system_needs.ts";

/** What is missing for tests that decode, in words; undefined when all is there. */
export const missingFfmpeg = works("ffmpeg", ["-version"]) && works("ffprobe", ["-version"])
  ? undefined
  : "ffmpeg is not installed";

/** What ffmpeg makes of a file. */
export interface Decoded {
  readonly frames: number;
  /** Warnings and errors; empty when all is well. */
  readonly complaints: string;
}

/** Decodes a file to its end, or a stream for so many frames, and keeps every frame at its own time. */
export async function decode(input: string, frames?: number): Promise<Decoded> {
  const { stdout, stderr } = await run("ffmpeg", [
    ...["-v", "warning", "-nostdin", "-xerror", "-i", input],
    ...(frames === undefined ? [] : ["-frames:v", String(frames)]),
    ...[
      "-map",
      "0:v",
      "-fps_mode",
      "passthrough",
      "-enc_time_base",
      "-1",
      "-f",
      "null",
      "-progress",
      "pipe:1",
      "-",
    ],
  ]);
  const counts = [...stdout.matchAll(/^frame=\s*(\d+)/gm)];
  return { frames: Number(counts.at(-1)?.[1] ?? 0), complaints: stderr.trim() };
}

/** When each picture is shown and how long, in seconds, and whether decoding can begin there. */
export interface Packet {
  readonly pts_time: string;
  readonly dts_time: string;
  readonly duration_time: string;
  readonly flags: string;
}

/** What stands in a file, without decoding it. */
export interface Probed {
  readonly packets: readonly Packet[];
  readonly streams: readonly {
    readonly codec_name: string;
    readonly width: number;
    readonly height: number;
  }[];
  readonly format: { readonly duration?: string };
}

/** Reads the description and all packets of a file. */
export async function probe(path: string): Promise<Probed> {
  const shown = ["-show_packets", "-show_streams", "-show_format", "-of", "json"];
  const { stdout } = await run("ffprobe", ["-v", "error", ...shown, path]);
  return JSON.parse(stdout);
}

async function run(program: string, args: readonly string[]) {
  const { stdout, stderr } = await new Deno.Command(program, { args: [...args], stdin: "null" })
    .output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { stdout: text(stdout), stderr: text(stderr) };
}
