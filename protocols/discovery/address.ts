import { z } from "zod";
import { normalizePeerAddress } from "../addresses.ts";

/** RFC 1035: the longest name; every address is shorter. */
export const MAX_ADDRESS_BYTES = 253;

const IPV4 = z.ipv4();
const IPV6 = z.ipv6();
// RFC 1123, section 2.1. What ends in a number, hexadecimal ones included, is an address to every resolver, and would
// go past what is allowed of addresses.
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const HOST_NAME = new RegExp(`^(?:${LABEL}\\.)*(?!0x)(?=[0-9-]*[a-z])${LABEL}$`);

/**
 * The one spelling of an address or host name at which a camera serves, so that one that answers twice is one;
 * null when the text is neither. A loopback address is one: fielded cameras say it when they find no other, and
 * whether it is wanted is not decided here. A name has no port, no scheme and no underscore.
 */
export function readAddress(text: string): string | null {
  if (text.length > MAX_ADDRESS_BYTES) return null;
  if (IPV4.safeParse(text).success) return isOneMachine(text) ? text : null;
  if (IPV6.safeParse(text).success) return readIpv6(text);
  const name = text.toLowerCase().replace(/\.$/, "");
  return HOST_NAME.test(name) ? name : null;
}

function readIpv6(text: string): string | null {
  // The shortest spelling (RFC 5952), as URLs have it.
  const shortest = new URL(`http://[${text}]`).hostname.slice(1, -1);
  const address = normalizePeerAddress(shortest);
  if (address.includes(".")) return isOneMachine(address) ? address : null;
  return address === "::" || address.startsWith("ff") ? null : address;
}

/** "This network", multicast, reserved and broadcast addresses are nobody's (RFC 6890). */
function isOneMachine(ipv4: string): boolean {
  const first = Number(ipv4.split(".")[0]);
  return first > 0 && first < 224;
}
