import { BitReader } from "../bit_reader.ts";
import type { Codec } from "../events.ts";
import { WITH_CHROMA } from "../sequence_parameters.ts";
import { box, fullBox, u16, u32, u8 } from "./boxes.ts";
import type { ParameterSets } from "./parameter_sets.ts";

/** What stands in the file's head about the pictures of its one track. */
export interface TrackDescription {
  readonly codec: Codec;
  readonly width: number;
  readonly height: number;
  /** Of H.264; undefined for JPEG. */
  readonly parameterSets: ParameterSets | undefined;
}

/** 72 dpi as 16.16; what everybody writes, and nobody reads. */
const RESOLUTION = 0x00480000;
/** Colour without alpha (ISO/IEC 14496-12, clause 12.1.3.2). */
const DEPTH = 0x0018;
/** Chroma format that has a flag of its own (ITU-T H.264, clause 7.3.2.1.1). */
const CHROMA_444 = 3;
/** ISO/IEC 14496-1, table 5, as registered at mp4ra.org: "Visual ISO/IEC 10918-1 (JPEG)". */
const OBJECT_JPEG = 0x6c;
/** ISO/IEC 14496-1, table 6: stream type "visual", and the bit that is always one. */
const STREAM_VISUAL = (0x04 << 2) | 1;

/** `avc1` for H.264 (ISO/IEC 14496-15, clause 5.4.2), `mp4v` for JPEG (ISO/IEC 14496-14, clause 5.6). */
export function sampleEntry(track: TrackDescription): Uint8Array {
  return track.parameterSets === undefined
    ? box("mp4v", visualFields(track), jpegDescriptor())
    : box("avc1", visualFields(track), avcConfiguration(track.parameterSets));
}

function visualFields({ width, height }: TrackDescription): Uint8Array[] {
  return [
    u32(0), // reserved
    u16(0, 1), // reserved; the first data reference: this file
    new Uint8Array(16), // reserved
    u16(width, height),
    u32(RESOLUTION, RESOLUTION, 0),
    u16(1), // pictures per sample
    new Uint8Array(32), // compressor's name: none
    u16(DEPTH, 0xffff),
  ];
}

/** Lengths before NAL units have four bytes. */
function avcConfiguration({ sps, pps }: ParameterSets): Uint8Array {
  const first = sps[0] ?? new Uint8Array();
  const [, profile = 0, compatibility = 0, level = 0] = first;
  return box(
    "avcC",
    u8(1, profile, compatibility, level, 0xfc | 3, 0xe0 | sps.length),
    sps.map(withLength),
    u8(pps.length),
    pps.map(withLength),
    WITH_CHROMA.has(profile) ? chromaFields(first) : [],
  );
}

/** Of the profiles that have them (ISO/IEC 14496-15, clause 5.3.3.1.2). */
function chromaFields(sps: Uint8Array): Uint8Array {
  const reader = new BitReader(sps, 4);
  reader.unsigned(); // its id
  const format = reader.unsigned();
  if (format === CHROMA_444) reader.skip(1); // planes coded one by one
  const [luma, chroma] = [reader.unsigned(), reader.unsigned()];
  return u8(0xfc | format & 3, 0xf8 | luma & 7, 0xf8 | chroma & 7, 0);
}

function withLength(unit: Uint8Array): Uint8Array[] {
  return [u16(unit.length), unit];
}

/** An elementary stream descriptor with neither decoder set-up nor synchronization (ISO/IEC 14496-1, clause 7.2.6). */
function jpegDescriptor(): Uint8Array {
  const decoder = [u8(0x04, 13, OBJECT_JPEG, STREAM_VISUAL, 0, 0, 0), u32(0, 0)];
  const layer = u8(0x06, 1, 0x02);
  return fullBox("esds", 0, 0, u8(0x03, 3 + 15 + 3), u16(1), u8(0), decoder, layer);
}
