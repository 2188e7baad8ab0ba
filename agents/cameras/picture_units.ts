import { VideoDecoder } from "../../protocols/video/decoder.ts";
import type { PictureFormat, VideoEvent } from "../../protocols/video/events.ts";
import { JPEG, MARK } from "../../protocols/video/jpeg.ts";
import { JpegSplitter } from "../../protocols/video/jpeg_splitter.ts";
import { encodeLengthPrefixed } from "../../protocols/video/length_prefixed.ts";
import { looksLikeNalHeader, NAL, nalType } from "../../protocols/video/nal_unit.ts";
import { nextStartCode } from "../../protocols/video/start_codes.ts";
import { joined, SetsSearch } from "./sets_search.ts";
import type { StreamUnit } from "./stream_viewer.ts";

/** Turns what one run of a source writes into what viewers get. */
export interface PictureUnits {
  /** The bytes are kept for a while; nobody may write to them afterwards. */
  push(bytes: Uint8Array): readonly StreamUnit[];
  /** True when a viewer that comes later misses nothing by bytes that are left out now. */
  readonly maySkip: boolean;
  /** Bytes are left out: what is pushed next is read from the next keyframe on. */
  skip(): void;
  /** Whether a picture, or a part of one, begins in bytes that are left out. */
  holdsPicture(bytes: Uint8Array): boolean;
}

/** What is told beside the pictures. */
export interface PictureNotes {
  described?(picture: PictureFormat): void;
  /** Nothing more can be read of this run; one sentence. */
  violated?(detail: string): void;
}

/**
 * H.264: raw, as soon as bytes are there, or framed, one whole picture at a time. Parameter sets are put before a
 * keyframe that lacks them, as some programs send theirs only once and viewers join later: of those, all is read.
 */
export function h264Units(framed: boolean, notes: PictureNotes = {}): PictureUnits {
  return new H264Units(framed, notes);
}

class H264Units implements PictureUnits {
  #decoder = new VideoDecoder();
  #search: SetsSearch | undefined;
  #parameterSets: Uint8Array | undefined;
  /** Keyframes that brought their own parameter sets; the first always does. */
  #complete = 0;

  constructor(private readonly framed: boolean, private readonly notes: PictureNotes) {}

  get maySkip(): boolean {
    return this.#complete > 1;
  }

  skip(): void {
    if (this.#search !== undefined) return;
    this.#decoder = new VideoDecoder();
    this.#search = new SetsSearch();
  }

  holdsPicture(bytes: Uint8Array): boolean {
    const at = nextStartCode(bytes, 2);
    return at >= 0 && looksLikeNalHeader(bytes[at + 1] ?? 0);
  }

  push(bytes: Uint8Array): readonly StreamUnit[] {
    const from = this.#search === undefined ? bytes : this.#search.find(bytes);
    if (from === undefined) return [];
    this.#search = undefined;
    const units: StreamUnit[] = [];
    for (const event of this.#decoder.push(from)) {
      this.#note(event);
      if (this.framed && event.type === "frameCompleted") {
        const { bytes, keyframe } = event.frame;
        const unit = this.#completed({ bytes, begins: keyframe ? "keyframe" : "frame" });
        units.push({ ...unit, bytes: encodeLengthPrefixed(unit.bytes) });
      } else if (!this.framed && event.type === "bytesArrived") {
        units.push(this.#completed(event));
      }
    }
    return units;
  }

  #completed(unit: StreamUnit): StreamUnit {
    if (unit.begins !== "keyframe") return unit;
    if (hasParameterSets(unit.bytes)) {
      this.#complete++;
      return unit;
    }
    this.#complete = 0;
    const sets = this.#parameterSets;
    return sets === undefined ? unit : { ...unit, bytes: joined(sets, unit.bytes) };
  }

  #note(event: VideoEvent): void {
    if (event.type === "streamViolated") return this.notes.violated?.(event.detail);
    if (event.type !== "pictureDescribed") return;
    this.#parameterSets = event.parameterSets;
    this.notes.described?.(event.picture);
  }
}

/** JPEG: one whole picture at a time, with its length before it, as the fielded cameras V1 to V3 send them. */
export function jpegUnits(): PictureUnits {
  return new JpegUnits();
}

class JpegUnits implements PictureUnits {
  #splitter = new JpegSplitter();
  #skipping = false;
  maySkip = false;

  skip(): void {
    if (!this.#skipping) this.#splitter = new JpegSplitter();
    this.#skipping = true;
  }

  holdsPicture(bytes: Uint8Array): boolean {
    for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
      if (bytes[at + 1] === JPEG.start && bytes[at + 2] === MARK) return true;
    }
    return false;
  }

  push(bytes: Uint8Array): readonly StreamUnit[] {
    this.#skipping = false;
    const images = this.#splitter.push(bytes);
    this.maySkip ||= images.length > 0;
    return images.map((jpeg) => ({ bytes: encodeLengthPrefixed(jpeg), begins: "keyframe" }));
  }
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
