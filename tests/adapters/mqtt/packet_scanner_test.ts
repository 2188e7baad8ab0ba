import assert from "node:assert/strict";
import fc from "fast-check";
import { MqttViolation, PacketScanner } from "../../../adapters/mqtt/packet_scanner.ts";

const RULES = { maxPacketBytes: 300 };

/** A packet of this type with so many bytes behind its header (MQTT 3.1.1, section 2.2). */
function packet(type: number, body: number): Uint8Array {
  const length: number[] = [];
  let rest = body;
  do {
    length.push(rest % 128 + (rest > 127 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return new Uint8Array([type << 4, ...length, ...new Array<number>(body).fill(0xff)]);
}

function joined(packets: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(packets.flatMap((one) => [...one]));
}

Deno.test("scan() counts as many packets however the bytes are cut", () => {
  const bodies = fc.array(fc.integer({ min: 0, max: 297 }), { minLength: 1, maxLength: 20 });
  fc.assert(fc.property(bodies, fc.array(fc.nat(400)), (lengths, cuts) => {
    const bytes = joined(lengths.map((length) => packet(3, length)));
    const scanner = new PacketScanner(RULES);
    let begun = 0;
    for (let at = 0, n = 0; at < bytes.length; n++) {
      const piece = bytes.subarray(at, at + 1 + (cuts[n] ?? 0));
      const { end, packets } = scanner.scan(piece, 0, Infinity);
      assert.equal(end, piece.length);
      begun += packets;
      at += piece.length;
    }
    assert.equal(begun, lengths.length);
  }));
});

Deno.test("scan() stops where the packet after the last that is wanted begins", () => {
  const bytes = joined([packet(1, 10), packet(3, 0), packet(3, 200), packet(12, 0)]);
  const scanner = new PacketScanner(RULES);
  const first = scanner.scan(bytes, 0, 2);
  assert.deepEqual(first, { end: 14, packets: 2 });
  const second = scanner.scan(bytes, first.end, 1);
  assert.deepEqual(second, { end: 14 + 203, packets: 1 });
  assert.deepEqual(scanner.scan(bytes, second.end, 5), { end: bytes.length, packets: 1 });
});

Deno.test("scan() refuses a packet at its length, not at its end", () => {
  const allowed = packet(3, 297);
  assert.equal(allowed.length, 300);
  new PacketScanner(RULES).scan(allowed, 0, 1);
  const header = packet(3, 298).subarray(0, 3);
  assert.throws(() => new PacketScanner(RULES).scan(header, 0, 1), {
    name: "MqttViolation",
    message: "a packet of 301 bytes, 300 allowed",
  });
});

Deno.test("scan() refuses 256 MB, the longest that MQTT allows, and a length of five bytes", () => {
  const rules = { maxPacketBytes: 65_536 };
  for (const bytes of [[0x30, 0xff, 0xff, 0xff, 0x7f], [0x30, 0xff, 0xff, 0xff, 0xff]]) {
    const sent = new Uint8Array(bytes);
    assert.throws(() => new PacketScanner(rules).scan(sent, 0, 1), MqttViolation);
  }
});

Deno.test("scan() refuses a stream that begins with another packet than it must", () => {
  const rules = { ...RULES, firstByte: 0x10 };
  for (const text of ["GET / HTTP/1.1", "\u0016\u0003\u0001", "0_state2"]) {
    const bytes = new TextEncoder().encode(text);
    assert.throws(() => new PacketScanner(rules).scan(bytes, 0, 1), /which is no MQTT/);
  }
  const scanner = new PacketScanner(rules);
  scanner.scan(joined([packet(1, 10), packet(3, 5)]), 0, 9);
});
