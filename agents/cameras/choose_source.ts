import type { Clock } from "../../actors/kernel/mod.ts";
import type { Codec } from "../../protocols/video/events.ts";
import { cameraPrograms, containerFile, type PictureWish, testPicture } from "./camera_programs.ts";
import { convertedToJpeg } from "./converted_source.ts";
import { fileSource } from "./file_source.ts";
import { processSource } from "./process_source.ts";
import { SourceUnavailable, type VideoSource } from "./video_source.ts";

/** Where pictures are to come from. */
export type SourceWish =
  /** rpicam-vid or libcamera-vid, with further words for it. */
  | { readonly kind: "camera"; readonly words: readonly string[] }
  /** A moving picture, made by ffmpeg. */
  | { readonly kind: "test" }
  | { readonly kind: "file"; readonly path: string }
  /** Any program that writes H.264 or MJPEG, as `picture.codec` says, to its standard output. */
  | { readonly kind: "command"; readonly program: string; readonly words: readonly string[] };

/** What is wanted. */
export interface SourceOrder {
  readonly source: SourceWish;
  /** What the source is to make. */
  readonly picture: PictureWish;
  /** Frames per second that were asked for; undefined: a file's own. */
  readonly fileRate: number | undefined;
  /** What viewers get. */
  readonly codec: Codec;
  readonly clock: Clock;
}

/** The source for an order. @throws {SourceUnavailable} for a recording that can never serve */
export function chooseSource(order: SourceOrder): VideoSource {
  const source = plainSource(order);
  if (source.codec === order.codec) return source;
  if (source.codec === "h264") return convertedToJpeg(source);
  throw new SourceUnavailable("notVideo", source.name);
}

function plainSource({ source, picture, fileRate, clock }: SourceOrder): VideoSource {
  const { codec } = picture;
  switch (source.kind) {
    case "camera":
      return processSource({ codec, choices: cameraPrograms(picture, source.words) });
    case "test":
      return processSource({ name: "test picture", codec, choices: [testPicture(picture)] });
    case "command": {
      const { program, words } = source;
      return processSource({ codec, choices: [{ program, args: words }] });
    }
    case "file": {
      const { path } = source;
      const bare = bareCodecOf(path);
      if (bare !== undefined) {
        return fileSource({ path, codec: bare, framesPerSecond: fileRate, clock });
      }
      return containerSource(path, codec);
    }
  }
}

/** What a recording without container holds, by its name; undefined: it has a container. */
function bareCodecOf(path: string): Codec | undefined {
  if (/\.(h264|264|avc|annexb)$/i.test(path)) return "h264";
  return /\.(mjpeg|mjpg)$/i.test(path) ? "jpeg" : undefined;
}

function containerSource(path: string, codec: Codec): VideoSource {
  try {
    Deno.statSync(path);
  } catch {
    throw new SourceUnavailable("unreadable", path);
  }
  return processSource({ name: path, codec, choices: [containerFile(path, codec)] });
}
