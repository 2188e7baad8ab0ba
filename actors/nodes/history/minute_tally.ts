import { type Point, syncCode, syncOf } from "./point.ts";
import type { SpanRecord } from "./span_record.ts";

const MINUTE_MS = 60_000;

/** Sums up the readings of one container, minute by minute. */
export class MinuteTally {
  #minute = -1;
  #samples = 0;
  #cpu = new Tally();
  #memory = new Tally();
  #received = new Tally();
  #sent = new Tally();
  #read = new Tally();
  #written = new Tally();
  #peers = new Tally();
  #height: number | null = null;
  #lag: number | null = null;
  #sync = 0;
  #dataBytes: number | null = null;

  /** Adds a reading. Returns the minute before, when this one begins another. */
  add(point: Point): SpanRecord | undefined {
    const minute = Math.floor(point.at / MINUTE_MS);
    const finished = minute === this.#minute ? undefined : this.close();
    this.#minute = minute;
    this.#samples++;
    this.#cpu.add(point.cpuPercent);
    this.#memory.add(point.memoryBytes);
    this.#received.add(point.receivedRate);
    this.#sent.add(point.sentRate);
    this.#read.add(point.readRate);
    this.#written.add(point.writtenRate);
    if (point.peers !== null) this.#peers.add(point.peers);
    this.#height = point.height;
    if (point.lag !== null) this.#lag = Math.max(this.#lag ?? 0, point.lag);
    this.#sync = Math.max(this.#sync, syncCode(point.syncState));
    this.#dataBytes = point.dataBytes;
    return finished;
  }

  /** Ends the minute in hand; undefined when nothing was read in it. */
  close(): SpanRecord | undefined {
    const record = this.peek();
    this.#samples = 0;
    this.#lag = null;
    this.#sync = 0;
    for (const tally of this.#all()) tally.clear();
    return record;
  }

  /** The minute in hand as far as it goes; undefined when nothing was read in it. */
  peek(): SpanRecord | undefined {
    if (this.#samples === 0) return undefined;
    const peers = this.#peers;
    return {
      span: this.#minute,
      samples: this.#samples,
      cpu: this.#cpu.spread(),
      memory: this.#memory.spread(),
      received: this.#received.spread(),
      sent: this.#sent.spread(),
      read: this.#read.spread(),
      written: this.#written.spread(),
      peersMin: peers.count === 0 ? null : peers.spread().min,
      peersAvg: peers.count === 0 ? null : peers.spread().avg,
      height: this.#height,
      lag: this.#lag,
      syncState: syncOf(this.#sync),
      dataBytes: this.#dataBytes,
    };
  }

  #all(): readonly Tally[] {
    return [
      this.#cpu,
      this.#memory,
      this.#received,
      this.#sent,
      this.#read,
      this.#written,
      this.#peers,
    ];
  }
}

/** Least, sum and most of what was added. */
class Tally {
  count = 0;
  #min = Infinity;
  #sum = 0;
  #max = 0;

  add(value: number): void {
    this.count++;
    this.#sum += value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  spread(): { readonly min: number; readonly avg: number; readonly max: number } {
    return { min: this.#min, avg: this.#sum / this.count, max: this.#max };
  }

  clear(): void {
    this.count = 0;
    this.#min = Infinity;
    this.#sum = 0;
    this.#max = 0;
  }
}
