import { ByteChain } from "./byte_chain.ts";
import { JPEG, MARK, standsAlone } from "./jpeg.ts";
import { MAX_FRAME_BYTES } from "./limits.ts";

/** Where the next byte stands. */
type Stage =
  /** Outside of images, and after the first byte of what may be a start. */
  | "between"
  | "start"
  /** Before a marker, in it, in the length after it, and in what that counts. */
  | "mark"
  | "marker"
  | "lengthHigh"
  | "lengthLow"
  | "segment"
  /** In the data of a scan. */
  | "scan"
  | "scanMark";

const LENGTH_BYTES = 2;

/**
 * Splits JPEGs that come one after another without framing, as `ffmpeg -f image2pipe -c:v mjpeg` and
 * `libcamera-vid --codec mjpeg` write them, into whole images. The markers are walked (ISO/IEC 10918-1, clause B.1),
 * so that a preview inside an image does not end it. What is no image, or longer than the limit, is left out, and
 * counted. How the bytes were cut makes no difference.
 *
 * @example
 * ```ts
 * const splitter = new JpegSplitter();
 * for await (const chunk of pipe) for (const jpeg of splitter.push(chunk)) show(jpeg);
 * ```
 */
export class JpegSplitter {
  readonly #maxImageBytes: number;
  /** From the start of the image on. */
  readonly #bytes = new ByteChain();
  #stage: Stage = "between";
  #marker = 0;
  /** Bytes of the segment that have not come. */
  #left = 0;
  #tooLong = false;
  #skippedBytes = 0;

  /** @param maxImageBytes most bytes of one image, {@link MAX_FRAME_BYTES} unless told */
  constructor(maxImageBytes: number = MAX_FRAME_BYTES) {
    this.#maxImageBytes = maxImageBytes;
  }

  /** Bytes that belonged to no image that came out, so far. */
  get skippedBytes(): number {
    return this.#skippedBytes;
  }

  /**
   * Takes in bytes; gives the images that they complete: views where one came in one piece, else copies. The chunk is
   * kept, so nobody may write to it afterwards. Never throws.
   */
  push(chunk: Uint8Array): readonly Uint8Array[] {
    const images: Uint8Array[] = [];
    const base = this.#bytes.end;
    this.#bytes.add(chunk);
    for (let at = 0; at < chunk.length;) at = this.#read(chunk, at, base, images);
    if (this.#stage === "between") this.#skip(this.#bytes.end);
    else if (this.#stage === "start") this.#skip(this.#bytes.end - 1);
    else this.#limit(this.#bytes.end);
    return images;
  }

  /** Reads one byte, or all up to the next one that counts; gives the index after them. */
  #read(chunk: Uint8Array, at: number, base: number, images: Uint8Array[]): number {
    switch (this.#stage) {
      case "between":
        return this.#seek(chunk, at, "start");
      case "scan":
        return this.#seek(chunk, at, "scanMark");
      case "segment":
        return this.#readSegment(chunk, at);
      default:
        this.#readByte(chunk[at] ?? 0, base + at, images);
        return at + 1;
    }
  }

  #seek(chunk: Uint8Array, at: number, found: Stage): number {
    const mark = chunk.indexOf(MARK, at);
    if (mark < 0) return chunk.length;
    this.#stage = found;
    return mark + 1;
  }

  #readSegment(chunk: Uint8Array, at: number): number {
    const end = Math.min(chunk.length, at + this.#left);
    this.#left -= end - at;
    if (this.#left === 0) this.#stage = this.#marker === JPEG.scan ? "scan" : "mark";
    return end;
  }

  #readByte(byte: number, place: number, images: Uint8Array[]): void {
    switch (this.#stage) {
      case "start":
        if (byte === JPEG.start) this.#begin(place - 1);
        else if (byte !== MARK) this.#stage = "between";
        return;
      case "mark":
        this.#stage = byte === MARK ? "marker" : "between";
        return;
      case "scanMark":
        if (byte !== 0 && !isRestart(byte)) return this.#readMarker(byte, place, images);
        this.#stage = "scan";
        return;
      case "marker":
        return this.#readMarker(byte, place, images);
      case "lengthHigh":
        this.#left = byte << 8;
        this.#stage = "lengthLow";
        return;
      default:
        return this.#readLength(this.#left + byte);
    }
  }

  #readMarker(byte: number, place: number, images: Uint8Array[]): void {
    this.#marker = byte;
    if (byte === JPEG.start) this.#begin(place - 1);
    else if (byte === JPEG.end) this.#complete(place + 1, images);
    else if (byte === 0) this.#stage = "between";
    else if (byte !== MARK) this.#stage = standsAlone(byte) ? "mark" : "lengthHigh";
  }

  #readLength(bytes: number): void {
    this.#left = bytes - LENGTH_BYTES;
    if (this.#left > 0) this.#stage = "segment";
    else if (this.#left < 0) this.#stage = "between";
    else this.#stage = this.#marker === JPEG.scan ? "scan" : "mark";
  }

  #begin(place: number): void {
    this.#skip(place);
    this.#tooLong = false;
    this.#stage = "mark";
  }

  #complete(end: number, images: Uint8Array[]): void {
    this.#limit(end);
    this.#stage = "between";
    if (this.#tooLong) this.#skip(end);
    else images.push(this.#bytes.take(end));
  }

  /** Keeps no more of an image that is too long; it is still walked to its end. */
  #limit(end: number): void {
    this.#tooLong ||= end - this.#bytes.start > this.#maxImageBytes;
    if (this.#tooLong) this.#skip(end);
  }

  #skip(to: number): void {
    this.#skippedBytes += to - this.#bytes.start;
    this.#bytes.drop(to);
  }
}

function isRestart(byte: number): boolean {
  return byte >= JPEG.restart0 && byte <= JPEG.restart7;
}
