import assert from "node:assert/strict";
import fc from "fast-check";
import {
  decodeMagicPacket,
  encodeMagicPacket,
  MAGIC_PACKET_BYTES,
} from "../../../protocols/wake/magic_packet.ts";

const MAC = "60:83:E7:00:00:1A";

Deno.test("encodeMagicPacket() writes six bytes of 0xFF and the address sixteen times", () => {
  const packet = encodeMagicPacket(MAC);
  assert.equal(packet.length, 102);
  assert.deepEqual([...packet.subarray(0, 6)], Array(6).fill(0xff));
  for (let at = 6; at < 102; at += 6) {
    assert.deepEqual([...packet.subarray(at, at + 6)], [0x60, 0x83, 0xe7, 0, 0, 0x1a]);
  }
});

Deno.test("decodeMagicPacket() reads what was written, a password behind it included", () => {
  const packet = encodeMagicPacket(MAC);
  for (const password of [0, 4, 6]) {
    const sent = new Uint8Array(MAGIC_PACKET_BYTES + password);
    sent.set(packet);
    assert.equal(decodeMagicPacket(sent), MAC);
  }
});

Deno.test("decodeMagicPacket() takes a datagram that differs in any byte for another, or for none", () => {
  const at = fc.integer({ min: 0, max: MAGIC_PACKET_BYTES - 1 });
  fc.assert(fc.property(at, fc.integer({ min: 1, max: 255 }), (place, change) => {
    const packet = encodeMagicPacket(MAC);
    packet[place] = (packet[place] ?? 0) ^ change;
    assert.equal(decodeMagicPacket(packet), null);
  }));
});

Deno.test("decodeMagicPacket() takes no other length, and never throws", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    assert.equal(decodeMagicPacket(bytes), null);
  }));
  assert.equal(decodeMagicPacket(encodeMagicPacket(MAC).subarray(0, 101)), null);
});
