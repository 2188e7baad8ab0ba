// RFC 4291, section 2.5.5.2: ::ffff:a.b.c.d, also written as two groups of hexadecimal digits.
const MAPPED_DOTTED = /^(?:0*:){2,5}ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;
const MAPPED_HEX = /^(?:0*:){2,5}ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i;

/**
 * The one spelling of a peer's address that counting, comparing and showing go by: IPv4-mapped IPv6 becomes
 * IPv4 (a socket bound to `::` reports IPv4 peers that way), letters become lower case. A socket that has
 * lost its peer already reports none: `unknown`.
 */
export function normalizePeerAddress(address: string | undefined): string {
  if (address === undefined || address === "") return "unknown";
  const dotted = MAPPED_DOTTED.exec(address)?.[1];
  if (dotted !== undefined) return dotted;
  const hex = MAPPED_HEX.exec(address);
  return hex === null ? address.toLowerCase() : dottedOf(`${hex[1]}`, `${hex[2]}`);
}

function dottedOf(high: string, low: string): string {
  const groups = [high, low].map((group) => parseInt(group, 16));
  return groups.flatMap((group) => [group >> 8, group & 0xff]).join(".");
}
