/**
 * What can come out of a camera's byte stream: one event per fact, whichever way the camera frames its pictures.
 *
 * @module
 */

/**
 * How a camera sends its pictures.
 *
 * - `annexB`: raw H.264, start codes between NAL units (the camera guide's design).
 * - `lengthPrefixedH264`: u32 big endian, then so many bytes of Annex B: one access unit.
 * - `lengthPrefixedJpeg`: u32 big endian, then one whole JPEG (the fielded builds).
 */
export type VideoFormat = "annexB" | "lengthPrefixedH264" | "lengthPrefixedJpeg";

/** What the pictures themselves are. */
export type Codec = "h264" | "jpeg";

/** What a sequence parameter set, or the head of a JPEG, says of the pictures. */
export interface PictureFormat {
  readonly codec: Codec;
  /** Pixels, after cropping. */
  readonly width: number;
  readonly height: number;
  /** Frames per second as the stream itself claims; null where it does not say. */
  readonly framesPerSecond: number | null;
  /** RFC 6381, for example `avc1.64001f`; null for JPEG. */
  readonly codecString: string | null;
  /** In people's words, for example `High 3.1`; null for JPEG. */
  readonly profile: string | null;
}

/** One whole picture. */
export interface VideoFrame {
  readonly codec: Codec;
  /** H.264: one access unit as Annex B, start codes as they came. JPEG: one image, FFD8 to FFD9. */
  readonly bytes: Uint8Array;
  /** A decoder can begin here: an IDR picture with its parameter sets before it or known; every JPEG. */
  readonly keyframe: boolean;
  /** H.264: its NAL units without start codes, as views of `bytes`. Empty for JPEG. */
  readonly nalUnits: readonly Uint8Array[];
}

/**
 * Why a stream cannot be read any further; always the peer's fault, and final.
 *
 * - `tooLong`: a length or a NAL unit beyond the cap.
 * - `notVideo`: nothing that is known came within the sniffer's limit.
 */
export type VideoViolation = "tooLong" | "notVideo";

export type VideoEvent =
  /** Said once, when enough bytes have come to know. */
  | { readonly type: "streamIdentified"; readonly format: VideoFormat }
  /** The first parameter set or image, and each one that differs: size, profile or rate have changed. */
  | {
    readonly type: "pictureDescribed";
    readonly picture: PictureFormat;
    /**
     * H.264: the parameter sets that are known, as Annex B, to be put before a keyframe that does not carry them, for
     * a viewer that joins there. Said anew when they change, even if the picture does not. Absent for JPEG.
     */
    readonly parameterSets?: Uint8Array;
  }
  /**
   * H.264 bytes in stream order, as soon as they are there, for viewers that take them as they come. `begins` says
   * that they start a new access unit, and of which kind; null: more of the one before. Never said of JPEG.
   */
  | {
    readonly type: "bytesArrived";
    readonly bytes: Uint8Array;
    readonly begins: "keyframe" | "frame" | null;
  }
  /** A picture is whole: in `annexB` that is known when the next one begins. */
  | { readonly type: "frameCompleted"; readonly frame: VideoFrame }
  /** A length of zero: the camera is there and has no picture. */
  | { readonly type: "keepAliveReceived" }
  /**
   * Bytes that belong to no picture: before the first start code, a payload that is no image, or (said beside
   * `bytesArrived`, which passes them on) a parameter set that cannot be read.
   */
  | { readonly type: "bytesSkipped"; readonly bytes: number; readonly reason: string }
  | {
    readonly type: "streamViolated";
    readonly code: VideoViolation;
    /** One sentence with the value and the limit. */
    readonly detail: string;
  };
