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

/**
 * True when a browser says that a request comes from a page of another place than the one it asks. A request
 * without `Origin` is no browser's; programs that send one name the place that they ask themselves.
 *
 * Both values are compared as URLs: letter case and a default port that one of them leaves out make no difference
 * (RFC 6454, section 5), but http and https of one place are the same here, as one port serves both.
 *
 * @param origin the `Origin` header @param host the `Host` header
 */
export function isForeignOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return false;
  const own = /^(https?):\/\//.exec(origin)?.[1];
  if (own === undefined || host === undefined || !URL.canParse(origin)) return true;
  const asked = `${own}://${host}`;
  return !URL.canParse(asked) || new URL(origin).origin !== new URL(asked).origin;
}
