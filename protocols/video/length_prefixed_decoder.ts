import { AnnexBDecoder } from "./annex_b_decoder.ts";
import { ByteChain } from "./byte_chain.ts";
import type { PictureFormat, VideoEvent } from "./events.ts";
import { describeJpeg, wholeJpeg } from "./jpeg.ts";
import { LENGTH_BYTES } from "./length_prefixed.ts";
import { HEAD_BYTES, type PayloadKind, payloadKind } from "./payload.ts";

/**
 * Payloads with a length of four bytes, big endian, before each (fielded cameras, V1 to V3). Each is told apart by
 * its first bytes, so a camera may change its codec: a JPEG is collected, H.264 is passed on as it comes, and what is
 * neither is skipped, as fielded viewers do.
 */
export class LengthPrefixedDecoder {
  readonly #maxFrameBytes: number;
  #h264: AnnexBDecoder;
  readonly #payload = new ByteChain();
  #length = 0;
  #lengthBytes = 0;
  /** Bytes of the payload that have not come. */
  #left = 0;
  #kind: PayloadKind | undefined;
  /** Of the JPEGs since the last H.264. */
  #described: PictureFormat | undefined;
  #violated = false;
  /** Bytes that have been looked at, lengths included. */
  #place = 0;
  /** Place before which nothing is kept. */
  #keptFrom = 0;

  constructor(maxFrameBytes: number) {
    this.#maxFrameBytes = maxFrameBytes;
    this.#h264 = new AnnexBDecoder(maxFrameBytes);
  }

  /** Bytes at the end of what has come that may come out again: whole payloads, as far as they have come. */
  get keptBytes(): number {
    return this.#place - this.#keptFrom;
  }

  /** Takes in bytes, and adds to `events` what they complete. */
  push(chunk: Uint8Array, events: VideoEvent[]): void {
    for (let at = 0; at < chunk.length && !this.#violated;) {
      if (this.#left === 0) {
        this.#place++;
        this.#readLength(chunk[at++] ?? 0, events);
        continue;
      }
      const piece = chunk.subarray(at, at + this.#left);
      at += piece.length;
      this.#place += piece.length;
      this.#readPayload(piece, events);
    }
  }

  /** The stream is over: a payload that is not whole is none. */
  end(events: VideoEvent[]): void {
    if (this.#violated) return;
    if (this.#left === 0) this.#h264.end(events);
    else if (this.#kind !== "h264") {
      const bytes = this.#length - this.#left;
      events.push({ type: "bytesSkipped", bytes, reason: "A payload that was cut off." });
    }
  }

  #readLength(byte: number, events: VideoEvent[]): void {
    this.#length = this.#length * 256 + byte;
    if (++this.#lengthBytes < LENGTH_BYTES) return;
    if (this.#length > this.#maxFrameBytes) {
      this.#violated = true;
      const detail = `A length of ${this.#length} bytes; at most ${this.#maxFrameBytes} are taken.`;
      events.push({ type: "streamViolated", code: "tooLong", detail });
      return;
    }
    if (this.#length === 0) events.push({ type: "keepAliveReceived" });
    this.#left = this.#length;
    if (this.#left === 0) this.#begin();
  }

  #readPayload(piece: Uint8Array, events: VideoEvent[]): void {
    this.#left -= piece.length;
    this.#payload.add(piece);
    this.#kind ??= this.#judge();
    if (this.#kind === "h264") this.#passOn(events);
    else if (this.#kind === "other") this.#payload.drop(this.#payload.end);
    if (this.#left > 0 || this.#violated) return;
    this.#complete(events);
    this.#begin();
  }

  #judge(): PayloadKind | undefined {
    const { start, end } = this.#payload;
    const kind = payloadKind(this.#payload.view(start, Math.min(end, start + HEAD_BYTES)));
    return kind ?? (this.#left === 0 ? "other" : undefined);
  }

  #passOn(events: VideoEvent[]): void {
    this.#described = undefined;
    const { start, end } = this.#payload;
    for (const piece of this.#payload.views(start, end)) this.#h264.push(piece, events);
    this.#payload.drop(this.#payload.end);
    this.#violated = this.#h264.violated;
  }

  #complete(events: VideoEvent[]): void {
    if (this.#kind === "jpeg") this.#completeJpeg(events);
    else if (this.#kind === "h264") this.#h264.endUnit(events);
    else events.push(skipped(this.#length));
    this.#violated = this.#h264.violated;
  }

  #completeJpeg(events: VideoEvent[]): void {
    const bytes = wholeJpeg(this.#payload.take(this.#payload.end));
    const picture = bytes === undefined ? undefined : describeJpeg(bytes);
    if (bytes === undefined || picture === undefined) {
      return void events.push(skipped(this.#length));
    }
    const { width, height } = this.#described ?? {};
    if (width !== picture.width || height !== picture.height) {
      this.#described = picture;
      // H.264 that comes later is a new stream, and is described anew.
      this.#h264 = new AnnexBDecoder(this.#maxFrameBytes);
      events.push({ type: "pictureDescribed", picture });
    }
    const frame = { codec: "jpeg", bytes, keyframe: true, nalUnits: [] } as const;
    events.push({ type: "frameCompleted", frame });
  }

  #begin(): void {
    this.#length = 0;
    this.#lengthBytes = 0;
    this.#kind = undefined;
    if (this.#h264.keptBytes === 0) this.#keptFrom = this.#place;
  }
}

function skipped(bytes: number): VideoEvent {
  return { type: "bytesSkipped", bytes, reason: "A payload that is no image." };
}
