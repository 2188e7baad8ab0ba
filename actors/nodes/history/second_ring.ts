import {
  packCount,
  packHeight,
  type Point,
  syncCode,
  syncOf,
  unpackCount,
  unpackHeight,
} from "./point.ts";
import { CPU_UNIT, pack, unpack } from "./scale.ts";

/** Ten minutes at a reading a second, the fastest that the installer sets. */
export const RING_POINTS = 600;
/**
 * Bytes of a point: six quantities, second, lag and peers in 16 bits each, the height in 32, sync state and spare in
 * 8 each. So the ten minutes of one container take 14,400 bytes at most, and of 8,000 containers 115 MB.
 */
export const POINT_BYTES = 24;
/** The first allocation; it doubles as points come, so that a slow client's ring stays small. */
const FIRST_POINTS = 75;
const SECOND_MS = 1_000;
/** Seconds are kept modulo this; a ring covers far less. */
const SECOND_ROOM = 0x1_0000;
/** Sooner than this after the last, a point is left out, so that a flood does not push ten minutes out. */
const CLOSEST_MS = 500;

/** The newest readings of one container, at most two a second. */
export class SecondRing {
  #bytes = new DataView(new ArrayBuffer(0));
  #capacity = 0;
  #count = 0;
  #next = 0;
  #newestAt = -Infinity;

  /** Bytes that the ring holds in memory. */
  get byteLength(): number {
    return this.#bytes.byteLength;
  }

  /** Keeps a point; the oldest gives way. One that is older than the newest is left out. */
  push(point: Point): void {
    if (point.at - this.#newestAt < CLOSEST_MS) return;
    if (this.#count === this.#capacity && this.#capacity < RING_POINTS) this.#grow();
    this.#newestAt = point.at;
    this.#write(this.#next * POINT_BYTES, point);
    this.#next = (this.#next + 1) % this.#capacity;
    if (this.#count < this.#capacity) this.#count++;
  }

  /** Points from `from` up to `to`, oldest first; their times are whole seconds. */
  points(from: number, to: number): Point[] {
    const found: Point[] = [];
    const oldest = this.#next - this.#count;
    for (let step = 0; step < this.#count; step++) {
      const index = (oldest + step + this.#capacity) % this.#capacity;
      const point = this.#read(index * POINT_BYTES);
      if (point.at >= from && point.at < to) found.push(point);
    }
    return found;
  }

  #grow(): void {
    // Full for the first time at each size, so the oldest is at the front and the order stays.
    const capacity = Math.min(RING_POINTS, Math.max(FIRST_POINTS, this.#capacity * 2));
    const larger = new Uint8Array(capacity * POINT_BYTES);
    larger.set(new Uint8Array(this.#bytes.buffer));
    this.#bytes = new DataView(larger.buffer);
    this.#next = this.#capacity;
    this.#capacity = capacity;
  }

  #write(offset: number, point: Point): void {
    const bytes = this.#bytes;
    bytes.setUint16(offset, Math.floor(point.at / SECOND_MS) % SECOND_ROOM);
    bytes.setUint16(offset + 2, pack(point.cpuPercent * CPU_UNIT));
    bytes.setUint16(offset + 4, pack(point.memoryBytes));
    bytes.setUint16(offset + 6, pack(point.receivedRate));
    bytes.setUint16(offset + 8, pack(point.sentRate));
    bytes.setUint16(offset + 10, pack(point.readRate));
    bytes.setUint16(offset + 12, pack(point.writtenRate));
    bytes.setUint16(offset + 14, packCount(point.lag));
    bytes.setUint32(offset + 16, packHeight(point.height));
    bytes.setUint16(offset + 20, packCount(point.peers));
    bytes.setUint8(offset + 22, syncCode(point.syncState));
  }

  #read(offset: number): Point {
    const bytes = this.#bytes;
    return {
      at: this.#timeOf(bytes.getUint16(offset)),
      cpuPercent: unpack(bytes.getUint16(offset + 2)) / CPU_UNIT,
      memoryBytes: unpack(bytes.getUint16(offset + 4)),
      receivedRate: unpack(bytes.getUint16(offset + 6)),
      sentRate: unpack(bytes.getUint16(offset + 8)),
      readRate: unpack(bytes.getUint16(offset + 10)),
      writtenRate: unpack(bytes.getUint16(offset + 12)),
      lag: unpackCount(bytes.getUint16(offset + 14)),
      height: unpackHeight(bytes.getUint32(offset + 16)),
      peers: unpackCount(bytes.getUint16(offset + 20)),
      syncState: syncOf(bytes.getUint8(offset + 22)),
      dataBytes: null,
    };
  }

  /** The last moment before the newest point that has these seconds. */
  #timeOf(seconds: number): number {
    const newest = Math.floor(this.#newestAt / SECOND_MS);
    const behind = (newest - seconds) % SECOND_ROOM;
    return (newest - (behind < 0 ? behind + SECOND_ROOM : behind)) * SECOND_MS;
  }
}
