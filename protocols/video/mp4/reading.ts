import { BOX_HEADER_BYTES, viewOf } from "./boxes.ts";
import { ROW_BYTES } from "./fragment.ts";
import { TICKS_PER_SECOND } from "./movie_head.ts";

/** A box of a file: its type and how long it says it is, header included. */
export interface BoxPlace {
  readonly type: string;
  readonly bytes: number;
}

/** What the head of a file of ours says. */
export interface HeadFacts {
  readonly width: number;
  readonly height: number;
  /** How long the file plays; null: it was not finished. */
  readonly durationMs: number | null;
  /** Where the length belongs, see `finishedLength()`. */
  readonly lengthAt: number;
}

const RUN_HEAD_BYTES = 20;
/** Header, version and flags; ids, times and layers; the matrix (ISO/IEC 14496-12, clause 8.3.2). */
const TRACK_WIDTH_AT = 84;

/** Reads a box's header; undefined where fewer than its 8 bytes are left, or it is shorter than itself. */
export function boxAt(bytes: Uint8Array, at = 0): BoxPlace | undefined {
  if (at + BOX_HEADER_BYTES > bytes.length) return undefined;
  const size = viewOf(bytes).getUint32(at);
  const type = String.fromCharCode(...bytes.subarray(at + 4, at + BOX_HEADER_BYTES));
  return size < BOX_HEADER_BYTES ? undefined : { type, bytes: size };
}

/** Reads `ftyp` and `moov` as `movieHead()` writes them; undefined when they are something else, or not whole. */
export function readHead(bytes: Uint8Array): HeadFacts | undefined {
  const track = find(bytes, ["moov", "trak", "tkhd"]);
  const extend = find(bytes, ["moov", "mvex"]);
  if (track === undefined || extend === undefined) return undefined;
  const lengthAt = extend + BOX_HEADER_BYTES;
  const length = boxAt(bytes, lengthAt);
  const view = viewOf(bytes);
  if (length === undefined || lengthAt + length.bytes > bytes.length) return undefined;
  if (track + TRACK_WIDTH_AT + 8 > bytes.length) return undefined;
  return {
    width: view.getUint16(track + TRACK_WIDTH_AT),
    height: view.getUint16(track + TRACK_WIDTH_AT + 4),
    durationMs: length.type === "mehd" ? toMs(view.getBigUint64(lengthAt + 12)) : null,
    lengthAt,
  };
}

/** When the last picture of a fragment of ours ends (in decoding), in ticks; undefined when it is no whole `moof`. */
export function fragmentEndTicks(moof: Uint8Array): number | undefined {
  const time = find(moof, ["moof", "traf", "tfdt"]);
  const run = find(moof, ["moof", "traf", "trun"]);
  if (time === undefined || run === undefined) return undefined;
  const view = viewOf(moof);
  const rows = view.getUint32(run + 12);
  if (run + RUN_HEAD_BYTES + rows * ROW_BYTES > moof.length) return undefined;
  let end = Number(view.getBigUint64(time + 12));
  for (let row = 0; row < rows; row++) {
    end += view.getUint32(run + RUN_HEAD_BYTES + row * ROW_BYTES);
  }
  return end;
}

/** Where the box at the end of a path begins, headers on the way passed. */
function find(bytes: Uint8Array, path: readonly string[]): number | undefined {
  let at = 0;
  let end = bytes.length;
  for (const [depth, type] of path.entries()) {
    const place = findBetween(bytes, at, end, type);
    if (place === undefined) return undefined;
    if (depth === path.length - 1) return place;
    end = Math.min(end, place + (boxAt(bytes, place)?.bytes ?? 0));
    at = place + BOX_HEADER_BYTES;
  }
  return undefined;
}

function findBetween(
  bytes: Uint8Array,
  from: number,
  end: number,
  type: string,
): number | undefined {
  for (let at = from; at < end;) {
    const place = boxAt(bytes, at);
    if (place === undefined) return undefined;
    if (place.type === type) return at;
    at += place.bytes;
  }
  return undefined;
}

function toMs(ticks: bigint): number {
  return Number(ticks) / (TICKS_PER_SECOND / 1_000);
}
