/** Everybody on the cable, whatever their network. RFC 919, section 7. */
export const LIMITED_BROADCAST = "255.255.255.255";

/** One of our own places in a network. */
export interface Ipv4Place {
  readonly address: string;
  readonly netmask: string;
}

/** What a network without a known mask most often has. */
const USUAL_MASK = "255.255.255.0";

/**
 * The address that reaches everybody in the network of `address`. RFC 922, section 7. Null when one of the two is no
 * IPv4 address: IPv6 has no broadcast, and a card that is asleep answers no multicast group.
 */
export function subnetBroadcast(address: string, netmask: string): string | null {
  const [host, mask] = [numberOf(address), numberOf(netmask)];
  if (host === null || mask === null) return null;
  return dotted((host & mask) | ~mask);
}

/**
 * Where to call a machine that was last seen at `peer`: on the cable, in each network of our own, and in its network,
 * whose mask is ours where we are in it too. A machine that was seen on loopback is this one: it is called there, and
 * nobody else is disturbed. In the order named, none twice.
 */
export function wakeTargets(peer: string | null, own: readonly Ipv4Place[]): readonly string[] {
  const last = peer === null ? null : numberOf(peer);
  if (peer !== null && last !== null && last >>> 24 === 127) return ["127.255.255.255"];
  const places = own.flatMap(({ address, netmask }) => {
    const [host, mask] = [numberOf(address), numberOf(netmask)];
    if (host === null || mask === null || host >>> 24 === 127) return [];
    return { network: host & mask, mask, broadcast: dotted((host & mask) | ~mask) };
  });
  const shared = last !== null && places.some(({ network, mask }) => (last & mask) === network);
  const distant = peer === null || shared ? null : subnetBroadcast(peer, USUAL_MASK);
  const targets = [LIMITED_BROADCAST, ...places.map(({ broadcast }) => broadcast)];
  return [...new Set(distant === null ? targets : [...targets, distant])];
}

/** The 32 bits of an address as a signed number; null when it is none. */
function numberOf(address: string): number | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return null;
  const bytes = address.split(".").map(Number);
  if (bytes.some((byte) => byte > 255)) return null;
  return bytes.reduce((sum, byte) => (sum << 8) | byte, 0);
}

function dotted(bits: number): string {
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join(".");
}
