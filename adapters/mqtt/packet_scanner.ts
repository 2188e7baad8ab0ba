/** The peer does not keep to MQTT, or to what is allowed it. */
export class MqttViolation extends Error {
  override readonly name = "MqttViolation";
}

/** MQTT 3.1.1, section 2.2.3: the length has at most four bytes of seven bits. */
const MAX_LENGTH_BYTES = 4;

/** What a stream of packets may look like. */
export interface PacketRules {
  /** One packet, its header included. */
  readonly maxPacketBytes: number;
  /** What the first packet begins with: its type and its flags. Undefined: anything. */
  readonly firstByte?: number | undefined;
}

/** How far a chunk may be handed on. */
export interface Portion {
  readonly end: number;
  /** Packets that begin in it. */
  readonly packets: number;
}

/**
 * Finds where packets begin (MQTT 3.1.1, section 2.2) and looks at nothing else of them, so that one that is too
 * long is refused at its length, and packets can be counted before anybody works on them.
 */
export class PacketScanner {
  readonly #rules: PacketRules;
  #first = true;
  /** Bytes of the packet in hand that are still to come. */
  #body = 0;
  #lengthBytes = 0;
  #length = 0;
  #inHeader = false;

  constructor(rules: PacketRules) {
    this.#rules = rules;
  }

  /** Goes through `chunk` from `start` to its end, or to where the packet after the `most`th begins. */
  scan(chunk: Uint8Array, start: number, most: number): Portion {
    let at = start;
    let packets = 0;
    while (at < chunk.length) {
      if (this.#body > 0) {
        const skipped = Math.min(this.#body, chunk.length - at);
        this.#body -= skipped;
        at += skipped;
      } else if (this.#inHeader) {
        this.#takeLength(chunk[at++] ?? 0);
      } else if (packets === most) {
        break;
      } else {
        this.#begin(chunk[at++] ?? 0);
        packets++;
      }
    }
    return { end: at, packets };
  }

  #begin(byte: number): void {
    const { firstByte } = this.#rules;
    if (this.#first && firstByte !== undefined && byte !== firstByte) {
      throw new MqttViolation(`began with byte 0x${byte.toString(16)}, which is no MQTT`);
    }
    this.#first = false;
    this.#inHeader = true;
    this.#length = 0;
    this.#lengthBytes = 0;
  }

  #takeLength(byte: number): void {
    this.#length += (byte & 0x7f) << (7 * this.#lengthBytes++);
    if (byte > 0x7f) {
      if (this.#lengthBytes < MAX_LENGTH_BYTES) return;
      throw new MqttViolation(`a packet's length has more than ${MAX_LENGTH_BYTES} bytes`);
    }
    const whole = 1 + this.#lengthBytes + this.#length;
    const { maxPacketBytes } = this.#rules;
    if (whole > maxPacketBytes) {
      throw new MqttViolation(`a packet of ${whole} bytes, ${maxPacketBytes} allowed`);
    }
    this.#inHeader = false;
    this.#body = this.#length;
  }
}
