import { VideoDecoder } from "../../protocols/video/decoder.ts";
import type { PictureFormat, VideoEvent } from "../../protocols/video/events.ts";
import { JpegSplitter } from "../../protocols/video/jpeg_splitter.ts";
import { encodeLengthPrefixed } from "../../protocols/video/length_prefixed.ts";
import { NAL, nalType } from "../../protocols/video/nal_unit.ts";
import { nextStartCode } from "../../protocols/video/start_codes.ts";
import type { StreamUnit } from "./stream_viewer.ts";

/** Turns what one run of a source writes into what viewers get. */
export interface PictureUnits {
  /** The bytes are kept for a while; nobody may write to them afterwards. */
  push(bytes: Uint8Array): readonly StreamUnit[];
}

/** What is told beside the pictures. */
export interface PictureNotes {
  described?(picture: PictureFormat): void;
  /** Nothing more can be read of this run; one sentence. */
  violated?(detail: string): void;
}

/**
 * H.264: raw, as soon as bytes are there, or framed, one whole picture at a time. Parameter sets are put before a
 * keyframe that lacks them, as some programs send theirs only once and viewers join later.
 */
export function h264Units(framed: boolean, notes: PictureNotes = {}): PictureUnits {
  const decoder = new VideoDecoder();
  let parameterSets: Uint8Array | undefined;
  const complete = (unit: StreamUnit): StreamUnit =>
    unit.begins !== "keyframe" || parameterSets === undefined || hasParameterSets(unit.bytes)
      ? unit
      : { ...unit, bytes: joined(parameterSets, unit.bytes) };
  const note = (event: VideoEvent): void => {
    if (event.type === "streamViolated") return notes.violated?.(event.detail);
    if (event.type !== "pictureDescribed") return;
    parameterSets = event.parameterSets;
    notes.described?.(event.picture);
  };
  return {
    push(bytes) {
      const units: StreamUnit[] = [];
      for (const event of decoder.push(bytes)) {
        note(event);
        if (framed && event.type === "frameCompleted") {
          const { bytes, keyframe } = event.frame;
          const unit = complete({ bytes, begins: keyframe ? "keyframe" : "frame" });
          units.push({ ...unit, bytes: encodeLengthPrefixed(unit.bytes) });
        } else if (!framed && event.type === "bytesArrived") {
          units.push(complete(event));
        }
      }
      return units;
    },
  };
}

/** JPEG: one whole picture at a time, with its length before it, as the fielded cameras V1 to V3 send them. */
export function jpegUnits(): PictureUnits {
  const splitter = new JpegSplitter();
  return {
    push: (bytes) =>
      splitter.push(bytes).map((jpeg) => ({
        bytes: encodeLengthPrefixed(jpeg),
        begins: "keyframe",
      })),
  };
}

/** Looks no further than the first slice, before which they stand (ISO/IEC 14496-10, clause 7.4.1.2.3). */
function hasParameterSets(bytes: Uint8Array): boolean {
  for (let at = nextStartCode(bytes, 2); at >= 0; at = nextStartCode(bytes, at + 3)) {
    const type = nalType(bytes[at + 1] ?? 0);
    if (type === NAL.sequenceParameters) return true;
    if (type >= NAL.slice && type <= NAL.idrSlice) return false;
  }
  return false;
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const all = new Uint8Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
}
