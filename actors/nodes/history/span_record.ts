import type { SyncState } from "../../../protocols/mserver/events.ts";
import { packCount, packHeight, syncCode, syncOf } from "./point.ts";
import { type Field, FIELDS, NO_DATA, readField } from "./record_fields.ts";
import { CPU_UNIT, pack } from "./scale.ts";

/** The least, the mean and the most of a quantity within a span. */
export interface Spread {
  readonly min: number;
  readonly avg: number;
  readonly max: number;
}

/** The mean and the most of a rate within a span, in bytes a second. */
export interface Rate {
  readonly avg: number;
  readonly max: number;
}

/** What a container did in one minute or one hour. */
export interface SpanRecord {
  /** Minutes or hours since 1970. */
  readonly span: number;
  /** Readings behind it; 1 to 65,535. */
  readonly samples: number;
  /** 100 is one core. */
  readonly cpu: Spread;
  readonly memory: Spread;
  readonly received: Rate;
  readonly sent: Rate;
  readonly read: Rate;
  readonly written: Rate;
  /** The least and the mean. */
  readonly peersMin: number | null;
  readonly peersAvg: number | null;
  /** The last. */
  readonly height: number | null;
  /** The most. */
  readonly lag: number | null;
  /** The worst. */
  readonly syncState: SyncState | null;
  /** The last. */
  readonly dataBytes: number | null;
}

/**
 * Bytes of a packed record: span within its block and sync state in 8 bits each, fourteen quantities, samples,
 * peers twice, lag and chain data in 16 each, and the height in 32.
 */
export const RECORD_BYTES = 44;

/** Packs a record. `offset` is its place within its block: 0 to 255. */
export function packRecord(record: SpanRecord, offset: number): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(RECORD_BYTES));
  const { cpu, memory, received, sent, read, written } = record;
  bytes.setUint8(0, offset);
  bytes.setUint8(1, syncCode(record.syncState));
  bytes.setUint16(2, Math.min(record.samples, 0xffff));
  const quantities = [
    cpu.min * CPU_UNIT,
    cpu.avg * CPU_UNIT,
    cpu.max * CPU_UNIT,
    memory.min,
    memory.avg,
    memory.max,
    received.avg,
    received.max,
    sent.avg,
    sent.max,
    read.avg,
    read.max,
    written.avg,
    written.max,
    record.dataBytes ?? NO_DATA,
  ];
  quantities.forEach((quantity, index) => bytes.setUint16(4 + 2 * index, pack(quantity)));
  bytes.setUint16(34, packCount(record.peersMin));
  bytes.setUint16(36, packCount(record.peersAvg === null ? null : Math.round(record.peersAvg)));
  bytes.setUint16(38, packCount(record.lag));
  bytes.setUint32(40, packHeight(record.height));
  return new Uint8Array(bytes.buffer);
}

/** The records of a block, in the order in which they were added. A torn tail is left out. */
export function unpackRecords(block: Uint8Array, firstSpan: number): SpanRecord[] {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const records: SpanRecord[] = [];
  for (let at = 0; at + RECORD_BYTES <= block.byteLength; at += RECORD_BYTES) {
    records.push(unpackRecord(view, at, firstSpan + view.getUint8(at)));
  }
  return records;
}

/** The record that begins at `start`. */
export function unpackRecord(bytes: DataView, start: number, span: number): SpanRecord {
  const of = (field: Field) => readField(bytes, start, field);
  const orNull = (field: Field) => {
    const value = of(field);
    return Number.isNaN(value) ? null : value;
  };
  return {
    span,
    samples: of(FIELDS.samples),
    cpu: { min: of(FIELDS.cpuMin), avg: of(FIELDS.cpuAvg), max: of(FIELDS.cpuMax) },
    memory: { min: of(FIELDS.memoryMin), avg: of(FIELDS.memoryAvg), max: of(FIELDS.memoryMax) },
    received: { avg: of(FIELDS.receivedAvg), max: of(FIELDS.receivedMax) },
    sent: { avg: of(FIELDS.sentAvg), max: of(FIELDS.sentMax) },
    read: { avg: of(FIELDS.readAvg), max: of(FIELDS.readMax) },
    written: { avg: of(FIELDS.writtenAvg), max: of(FIELDS.writtenMax) },
    peersMin: orNull(FIELDS.peersMin),
    peersAvg: orNull(FIELDS.peersAvg),
    height: orNull(FIELDS.height),
    lag: orNull(FIELDS.lag),
    syncState: syncOf(of(FIELDS.syncState)),
    dataBytes: orNull(FIELDS.dataBytes),
  };
}
