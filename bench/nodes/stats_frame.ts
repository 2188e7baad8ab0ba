import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { SimulatedMachine } from "../../agents/nodes/readings.ts";

/** RFC 6455, section 5.2: a final text frame, masked, with a length of two bytes. */
const TEXT = 0x81, MASKED_MEDIUM = 0x80 | 126;
const MIN_LENGTH = 126, MAX_LENGTH = 65_535;

/** Sequences of a fixed width, so that the next one can be written over the last. */
const FIRST_SEQUENCE = 100_000_001;
/** Where the length of a frame ends and its mask is, and where its payload begins. */
const MASK_AT = 4, PAYLOAD_AT = 8;

/** The stats of one host, reading after reading, at next to no cost: only sequence and time are written anew. */
export class StatsFrames {
  readonly #frame: Buffer;
  readonly #sequenceAt: number;
  readonly #timestampAt: number;
  #sequence = FIRST_SEQUENCE;

  constructor(serverId: string, containers: number) {
    const text = statsText(serverId, containers, FIRST_SEQUENCE);
    this.#frame = maskedFrame(text);
    this.#sequenceAt = text.indexOf(String(FIRST_SEQUENCE));
    this.#timestampAt = text.indexOf('"timestamp":') + '"timestamp":'.length;
  }

  /** The next frame, to be sent as it is. */
  next(): Buffer {
    this.#write(this.#sequenceAt, this.#sequence++);
    this.#write(this.#timestampAt, Date.now());
    return Buffer.from(this.#frame);
  }

  #write(at: number, value: number): void {
    const digits = String(value);
    for (let n = 0; n < digits.length; n++) {
      const mask = this.#frame[MASK_AT + ((at + n) & 3)] ?? 0;
      this.#frame[PAYLOAD_AT + at + n] = digits.charCodeAt(n) ^ mask;
    }
  }
}

/** A stats frame of build 1.1.0 with so many containers; 8 of them make 4.9 kB. */
function statsText(serverId: string, containers: number, sequence: number): string {
  const timestamp = Date.now();
  const names = Array.from({ length: containers }, (_, n) => `3node${n}`);
  const machine = new SimulatedMachine(serverId, "full", names, ["3node0", "node1"], Math.random);
  const data = machine.look(timestamp);
  return JSON.stringify({ type: "stats", serverId, timestamp, sequence, interval: 1, data });
}

/** A text frame with a random mask, as every real client sends it: taking the mask off is part of the work. */
export function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  if (length < MIN_LENGTH || length > MAX_LENGTH) {
    throw new RangeError(`a frame here holds ${MIN_LENGTH} to ${MAX_LENGTH} bytes, not ${length}`);
  }
  const mask = randomBytes(4);
  for (let at = 0; at < length; at++) payload[at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0);
  return Buffer.concat([
    new Uint8Array([TEXT, MASKED_MEDIUM, length >> 8, length & 255]),
    mask,
    payload,
  ]);
}
