/**
 * The datagram that switches a machine on, and whom it may be sent to. Layout: six bytes of 0xFF, then the machine's
 * MAC address sixteen times, 102 bytes in all; a network card looks for this anywhere in a frame, so the port is of no
 * weight (9, discard, and 7, echo, are usual). Source: AMD, Magic Packet Technology, publication 20213; fielded server.
 *
 * @example
 * ```ts
 * encodeMagicPacket("60:83:E7:00:00:1A").length; // 102
 * subnetBroadcast("192.0.2.31", "255.255.255.0"); // "192.0.2.255"
 * ```
 * @module
 */
const SYNC_BYTES = 6;
const REPEATS = 16;
const MAC_BYTES = 6;

/** Bytes of a magic packet without a password. */
export const MAGIC_PACKET_BYTES = SYNC_BYTES + REPEATS * MAC_BYTES;

/** @param mac as `readMacAddress` spells it */
export function encodeMagicPacket(mac: string): Uint8Array<ArrayBuffer> {
  const address = mac.split(":").map((pair) => Number.parseInt(pair, 16));
  const packet = new Uint8Array(MAGIC_PACKET_BYTES).fill(0xff, 0, SYNC_BYTES);
  for (let at = SYNC_BYTES; at < packet.length; at += MAC_BYTES) packet.set(address, at);
  return packet;
}

/**
 * Whom a datagram is to wake, spelt as in {@link encodeMagicPacket}; null when it is no magic packet. A password of
 * four or six bytes may follow, and is not looked at; other bytes before or after are not looked for.
 */
export function decodeMagicPacket(datagram: Uint8Array): string | null {
  const more = datagram.length - MAGIC_PACKET_BYTES;
  if (more !== 0 && more !== 4 && more !== 6) return null;
  const address = datagram.subarray(SYNC_BYTES, SYNC_BYTES + MAC_BYTES);
  const mac = Array.from(address, (byte) => byte.toString(16).padStart(2, "0").toUpperCase())
    .join(":");
  const wanted = encodeMagicPacket(mac);
  return wanted.every((byte, at) => byte === datagram[at]) ? mac : null;
}
