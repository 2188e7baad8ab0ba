import { AccessUnit, type NalPlace, withoutTrailingZeros } from "./access_unit.ts";
import { ByteChain } from "./byte_chain.ts";
import type { VideoEvent } from "./events.ts";
import { MAX_NAL_UNITS, MAX_PARAMETER_BYTES } from "./limits.ts";
import { isSlice, NAL, nalType, opensAccessUnit } from "./nal_unit.ts";
import { PictureHeads } from "./picture_heads.ts";
import { SLICE_HEADER_BYTES } from "./slice_header.ts";
import { StartCodeScanner } from "./start_codes.ts";

/**
 * Raw H.264 from its first start code on (ISO/IEC 14496-10, Annex B): passes the bytes on as they come, says where
 * access units begin, and gives each as a whole when the next one begins.
 *
 * Of an access unit that begins, the bytes up to the head of its first slice are held back, as only that says whether
 * it is a keyframe; and of a chunk that ends with zeros, up to three, as they may belong to what comes next.
 */
export class AnnexBDecoder {
  readonly #maxFrameBytes: number;
  readonly #bytes = new ByteChain();
  readonly #scanner = new StartCodeScanner();
  readonly #heads = new PictureHeads();
  #unit = new AccessUnit();
  /** The NAL unit that has begun and not ended. */
  #nal: NalPlace | undefined;
  /** False while it is not known to which access unit that one belongs. */
  #assigned = true;
  /** Place up to which bytes were passed on. */
  #sent = 0;
  #begins: "keyframe" | "frame" | null = null;
  #violated = false;

  constructor(maxFrameBytes: number) {
    this.#maxFrameBytes = maxFrameBytes;
  }

  /** True after `streamViolated`: nothing more is taken in. */
  get violated(): boolean {
    return this.#violated;
  }

  /** Bytes at the end of what has come that may come out again. */
  get keptBytes(): number {
    return this.#bytes.end - this.#bytes.start;
  }

  /** Takes in bytes, and adds to `events` what they complete. */
  push(chunk: Uint8Array, events: VideoEvent[]): void {
    if (this.#violated) return;
    const base = this.#bytes.end;
    this.#bytes.add(chunk);
    let at = this.#scanner.next(chunk, 0);
    while (at >= 0 && !this.#violated) {
      const payload = base + at + 1;
      this.#beginNal(payload - this.#scanner.length(chunk, at), payload, events);
      at = this.#scanner.next(chunk, at + 3);
    }
    this.#scanner.passed(chunk);
    if (this.#violated) return;
    if (!this.#assigned) this.#assign(this.#bytes.end - this.#scanner.zeros, false, events);
    if (!this.#violated) this.#pass(this.#settledEnd(), events);
  }

  /** The camera says that the picture is whole. What has come without a picture goes to the next one. */
  endUnit(events: VideoEvent[]): void {
    if (this.#violated) return;
    this.#endNal(this.#bytes.end, events);
    if (this.#unit.hasPicture && !this.#violated) {
      this.#completeUnit(this.#unit.nals.length, events);
    }
  }

  /** The stream is over. */
  end(events: VideoEvent[]): void {
    this.endUnit(events);
    if (!this.#violated) this.#send(this.#bytes.end, events);
  }

  #beginNal(code: number, payload: number, events: VideoEvent[]): void {
    this.#endNal(code, events);
    if (this.#violated) return;
    if (this.#isTooLong(code)) return this.#pass(code, events);
    const { nals } = this.#unit;
    if (nals.length === MAX_NAL_UNITS) {
      this.#pass(code, events);
      return this.#violate(`A picture of more than ${MAX_NAL_UNITS} NAL units.`, events);
    }
    this.#nal = { code, payload };
    nals.push(this.#nal);
    this.#assigned = false;
  }

  /** The last NAL unit ends where the next start code begins. */
  #endNal(end: number, events: VideoEvent[]): void {
    if (!this.#assigned) this.#assign(end, true, events);
    const payload = this.#nal?.payload ?? end;
    this.#nal = undefined;
    if (this.#violated || this.#isTooLong(end) || payload >= end) return;
    const type = nalType(this.#bytes.at(payload) ?? 0);
    if (!PictureHeads.wants(type)) return;
    const most = this.#bytes.view(payload, Math.min(end, payload + MAX_PARAMETER_BYTES + 1));
    const nal = most.subarray(0, withoutTrailingZeros(most, most.length));
    this.#heads.read(nal, end - payload, this.#unit, events);
  }

  /** Finds out to which access unit the open NAL unit belongs, if enough of it is there, or all there will be. */
  #assign(end: number, whole: boolean, events: VideoEvent[]): void {
    const payload = this.#nal?.payload ?? end;
    if (payload >= end) {
      this.#assigned = whole;
      return;
    }
    const type = nalType(this.#bytes.at(payload) ?? 0);
    if (isSlice(type)) return this.#assignSlice(payload, end, whole, events);
    this.#assigned = true;
    if (!this.#unit.hasPicture) return;
    if (opensAccessUnit(type)) this.#completeUnit(this.#unit.firstOfNext, events);
    else if (type === NAL.prefix) this.#unit.leaveUndecided();
  }

  #assignSlice(payload: number, end: number, whole: boolean, events: VideoEvent[]): void {
    const head = this.#bytes.view(payload, Math.min(end, payload + SLICE_HEADER_BYTES));
    const slice = this.#heads.readSlice(head);
    if (slice === undefined && !whole && head.length < SLICE_HEADER_BYTES) return;
    this.#assigned = true;
    if (slice !== undefined && this.#unit.endsBefore(slice)) {
      this.#completeUnit(this.#unit.firstOfNext, events);
      if (this.#violated) return;
    }
    if (!this.#unit.hasPicture) {
      this.#heads.begin(this.#unit, slice, events);
      this.#begins = this.#unit.keyframe ? "keyframe" : "frame";
    }
    this.#unit.addSlice(slice);
  }

  /** @param next index of the first NAL unit that does not belong to the access unit */
  #completeUnit(next: number, events: VideoEvent[]): void {
    const unit = this.#unit;
    const end = unit.nals[next]?.code ?? this.#bytes.end;
    this.#pass(end, events);
    if (this.#violated) return;
    this.#unit = new AccessUnit(unit.nals.splice(next));
    const { start } = this.#bytes;
    const bytes = this.#bytes.take(end);
    const nalUnits = unit.views(bytes, start);
    const frame = { codec: "h264", bytes, keyframe: unit.keyframe, nalUnits } as const;
    events.push({ type: "frameCompleted", frame });
  }

  /** Place up to which it is known to which access unit the bytes belong. */
  #settledEnd(): number {
    const { nals, firstOfNext, undecided } = this.#unit;
    if (this.#assigned && !undecided) return this.#bytes.end - this.#scanner.zeros;
    return nals[firstOfNext]?.code ?? this.#sent;
  }

  /** Passes on what belongs to the picture, up to a place; ends the stream when that is too long. */
  #pass(to: number, events: VideoEvent[]): void {
    const tooLong = this.#isTooLong(to);
    const end = tooLong ? this.#bytes.start + this.#maxFrameBytes : to;
    if (this.#unit.hasPicture) this.#send(end, events);
    if (tooLong) this.#violate(`A picture of more than ${this.#maxFrameBytes} bytes.`, events);
  }

  #isTooLong(to: number): boolean {
    return to - this.#bytes.start > this.#maxFrameBytes;
  }

  #send(to: number, events: VideoEvent[]): void {
    if (to <= this.#sent) return;
    for (const bytes of this.#bytes.views(this.#sent, to)) {
      events.push({ type: "bytesArrived", bytes, begins: this.#begins });
      this.#begins = null;
    }
    this.#sent = to;
  }

  #violate(detail: string, events: VideoEvent[]): void {
    this.#violated = true;
    this.#bytes.drop(this.#bytes.end);
    this.#unit = new AccessUnit();
    events.push({ type: "streamViolated", code: "tooLong", detail });
  }
}
