import type { SyncState } from "../../../protocols/mserver/events.ts";
import { packCount, packHeight, syncCode, syncOf, unpackCount, unpackHeight } from "./point.ts";
import { CPU_UNIT, pack, unpack } from "./scale.ts";

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
/** Chain data of 0 bytes counts as not said, so that 0 can mean none. */
const NO_DATA = 0;

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
    records.push(unpackRecord(view, at, firstSpan));
  }
  return records;
}

function unpackRecord(view: DataView, at: number, firstSpan: number): SpanRecord {
  const quantity = (index: number) => unpack(view.getUint16(at + 4 + 2 * index));
  const data = view.getUint16(at + 4 + 2 * 14);
  return {
    span: firstSpan + view.getUint8(at),
    samples: view.getUint16(at + 2),
    cpu: {
      min: quantity(0) / CPU_UNIT,
      avg: quantity(1) / CPU_UNIT,
      max: quantity(2) / CPU_UNIT,
    },
    memory: { min: quantity(3), avg: quantity(4), max: quantity(5) },
    received: { avg: quantity(6), max: quantity(7) },
    sent: { avg: quantity(8), max: quantity(9) },
    read: { avg: quantity(10), max: quantity(11) },
    written: { avg: quantity(12), max: quantity(13) },
    peersMin: unpackCount(view.getUint16(at + 34)),
    peersAvg: unpackCount(view.getUint16(at + 36)),
    lag: unpackCount(view.getUint16(at + 38)),
    height: unpackHeight(view.getUint32(at + 40)),
    syncState: syncOf(view.getUint8(at + 1)),
    dataBytes: data === NO_DATA ? null : unpack(data),
  };
}
