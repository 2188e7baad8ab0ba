import fc from "fast-check";
import { concat } from "../protocols/video/streams.ts";
import { utf8 } from "./attack.ts";

const MASK = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

/** The request that opens a WebSocket (RFC 6455, section 4.1). */
export function upgradeRequest(path: string): Uint8Array {
  return utf8(
    `GET ${path} HTTP/1.1\r\nHost: signalbox.example\r\nUpgrade: websocket\r\n` +
      "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
}

/** One frame as a client sends it (RFC 6455, section 5.2). @param first flags and opcode: 0x81 is a whole text */
export function frame(payload: Uint8Array, first = 0x81, masked = true): Uint8Array {
  const body = masked ? payload.map((byte, at) => byte ^ (MASK[at % 4] ?? 0)) : payload;
  return concat(Uint8Array.of(first), lengthOf(payload.length, masked), masked ? MASK : NONE, body);
}

const NONE = new Uint8Array();

function lengthOf(length: number, masked: boolean): Uint8Array {
  const flag = masked ? 0x80 : 0;
  if (length < 126) return Uint8Array.of(flag | length);
  if (length < 0x10000) return Uint8Array.of(flag | 126, length >> 8, length & 255);
  const bytes = new Uint8Array(9);
  bytes[0] = flag | 127;
  new DataView(bytes.buffer).setUint32(5, length);
  return bytes;
}

/** A head that promises more than anybody takes: 2^62 bytes, or 4 GB. */
const giant = fc.constantFrom(
  Uint8Array.of(0x81, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, ...MASK, 1, 2, 3),
  Uint8Array.of(0x82, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, ...MASK),
);

/** Frames around payloads: mostly right, else of an odd kind, without a mask, too long, or no frames at all. */
export function frames(payload: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  const odd = fc.tuple(payload, fc.nat(255), fc.boolean())
    .map(([bytes, first, masked]) => frame(bytes, first, masked));
  const fragmented = fc.tuple(payload, fc.nat(), fc.constantFrom(0x80, 0x89, 0x00, 0x81))
    .map(([bytes, at, second]) => {
      const cut = at % (bytes.length + 1);
      return concat(frame(bytes.subarray(0, cut), 0x01), frame(bytes.subarray(cut), second));
    });
  const one = fc.oneof(
    { weight: 6, arbitrary: payload.map((bytes) => frame(bytes)) },
    { weight: 2, arbitrary: odd },
    { weight: 2, arbitrary: fragmented },
    { weight: 1, arbitrary: giant },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }) },
  );
  return fc.array(one, { maxLength: 6 }).map((all) => concat(...all));
}
