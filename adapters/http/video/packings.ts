import type { Viewer, ViewerKind, ViewerUnit } from "../../../actors/cameras/link.ts";
import { LiveMp4 } from "../../../protocols/video/mp4/live_mp4.ts";

/** How one kind of stream puts units of video on the wire. Made anew for each viewer. */
export interface Packing extends Pick<Viewer, "takes" | "codecs"> {
  readonly kind: ViewerKind;
  readonly contentType: string;
  /**
   * What goes out for a unit, in order; nothing before it can begin; null: the stream cannot go on, and a new one must
   * be asked for. No bytes of the unit are kept.
   */
  pack(unit: ViewerUnit): readonly Uint8Array[] | null;
}

/** Annex B as it came from the camera, from a keyframe on. */
export function h264Packing(): Packing {
  return {
    kind: "h264",
    takes: "pieces",
    codecs: ["h264"],
    contentType: "video/h264",
    pack: ({ bytes }) => [bytes],
  };
}

/** Fragmented MP4 with a fragment for each picture. It ends where the pictures change, for its head holds no more. */
export function mp4Packing(): Packing {
  let mp4: LiveMp4 | undefined;
  return {
    kind: "mp4",
    takes: "frames",
    codecs: ["h264", "jpeg"],
    contentType: "video/mp4",
    pack({ frame, picture, receivedAtMs }) {
      if (frame === undefined || picture === undefined) return [];
      if (mp4) return mp4.fits(frame, picture) ? mp4.fragment(frame, receivedAtMs) : null;
      mp4 = frame.keyframe ? LiveMp4.begin(picture, frame) : undefined;
      return mp4 ? [mp4.head, ...mp4.fragment(frame, receivedAtMs)] : [];
    },
  };
}

/** Between two pictures of a multipart stream (RFC 2046, section 5.1.1). No JPEG holds it behind a line break. */
const BOUNDARY = "signalbox-picture";
const utf8 = new TextEncoder();
const LINE_END = utf8.encode("\r\n");

/** JPEG pictures as `multipart/x-mixed-replace`, which browsers show in an `img`, and players know as MJPEG. */
export function mjpegPacking(): Packing {
  return {
    kind: "mjpeg",
    takes: "frames",
    codecs: ["jpeg"],
    contentType: `multipart/x-mixed-replace; boundary=${BOUNDARY}`,
    pack: ({ bytes }) => [partHead(bytes.length), bytes, LINE_END],
  };
}

function partHead(bytes: number): Uint8Array {
  const lines = [`--${BOUNDARY}`, "Content-Type: image/jpeg", `Content-Length: ${bytes}`, "", ""];
  return utf8.encode(lines.join("\r\n"));
}
