import { mergeSpans } from "./span_merge.ts";
import { packRecord, RECORD_BYTES, type SpanRecord, unpackRecord } from "./span_record.ts";

/**
 * Records as they are packed on the disk, oldest first, each span once. A week of minutes as objects would be 70,000
 * of them, which the garbage collector feels; so they stay bytes until somebody reads a value.
 */
export interface PackedSpans {
  /** Minutes or hours since 1970, ascending. */
  readonly spans: Int32Array;
  /** Where in `bytes` the record of each of them begins; the span within it counts for nothing. */
  readonly offsets: Int32Array;
  readonly bytes: DataView;
}

/** Records of one block, or the like: packed ones whose spans count from `firstSpan`. */
export interface SpanPart {
  readonly firstSpan: number;
  readonly bytes: Uint8Array;
}

/** Room for the number of a record beside its span, in one exact number: spans have 31 bits. */
const MAX_RECORDS = 2 ** 21;

/**
 * Puts records of spans `first` to `last` in order. Several of one span become one: a client's queue may tell of a
 * minute twice. But what is the same to the last byte came over two ways, from the disk and from what waits for it.
 * Beyond 2 million records, 200 times a week, the rest is left out.
 */
export function collectSpans(
  parts: readonly SpanPart[],
  first: number,
  last: number,
): PackedSpans {
  const bytes = joined(parts);
  const keys = keysOf(parts, first, last).sort();
  const spans = new Int32Array(keys.length);
  const offsets = new Int32Array(keys.length);
  let count = 0;
  for (let from = 0, to = 0; from < keys.length; from = to) {
    const span = spanOf(keys[from]);
    while (to < keys.length && spanOf(keys[to]) === span) to++;
    if (to - from > 1) mergeIntoFirst(bytes, Array.from(keys.subarray(from, to), offsetOf), span);
    spans[count] = span;
    offsets[count++] = offsetOf(keys[from]);
  }
  return { spans: spans.subarray(0, count), offsets: offsets.subarray(0, count), bytes };
}

/** A packed record by itself. */
export function partOf(record: SpanRecord): SpanPart {
  return { firstSpan: record.span, bytes: packRecord(record, 0) };
}

/** The records behind the bytes. For a few: each is an object of seven. */
export function unpackSpans({ spans, offsets, bytes }: PackedSpans): SpanRecord[] {
  return Array.from(spans, (span, index) => unpackRecord(bytes, offsets[index] ?? 0, span));
}

/** Span and number of each record in one number, so that they can be sorted without a comparison of our own. */
function keysOf(parts: readonly SpanPart[], first: number, last: number): Float64Array {
  const keys: number[] = [];
  let number = 0;
  for (const { firstSpan, bytes } of parts) {
    for (let at = 0; at + RECORD_BYTES <= bytes.length; at += RECORD_BYTES) {
      const span = firstSpan + (bytes[at] ?? 0);
      if (span >= first && span <= last && number < MAX_RECORDS) {
        keys.push(span * MAX_RECORDS + number);
      }
      number++;
    }
  }
  return Float64Array.from(keys);
}

/** Whole records, one after the other: a torn tail is left out. */
function joined(parts: readonly SpanPart[]): DataView {
  const wholeBytes = (part: SpanPart) => part.bytes.length - part.bytes.length % RECORD_BYTES;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + wholeBytes(part), 0));
  let at = 0;
  for (const part of parts) {
    all.set(part.bytes.subarray(0, wholeBytes(part)), at);
    at += wholeBytes(part);
  }
  return new DataView(all.buffer);
}

function spanOf(key = 0): number {
  return Math.floor(key / MAX_RECORDS);
}

function offsetOf(key = 0): number {
  return key % MAX_RECORDS * RECORD_BYTES;
}

function mergeIntoFirst(bytes: DataView, offsets: readonly number[], span: number): void {
  const all = new Uint8Array(bytes.buffer);
  // All but the span within the block, which they have in common.
  const textOf = (at: number) => all.subarray(at + 1, at + RECORD_BYTES).join();
  const distinct = new Map(offsets.map((at) => [textOf(at), unpackRecord(bytes, at, span)]));
  const merged = distinct.size === 1 ? undefined : mergeSpans(span, [...distinct.values()]);
  if (merged !== undefined) all.set(packRecord(merged, 0), offsets[0]);
}
