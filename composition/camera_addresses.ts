import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

/** Where a camera may be that nobody has configured: on this machine, or on a network of the site's own. */
const OWN_NETWORKS: ReadonlySet<string> = new Set([
  "loopback",
  "private",
  "linkLocal",
  "uniqueLocal",
]);

/**
 * Makes the test of addresses that have come over MQTT: true for an IP address within one of the given ranges (CIDR, or
 * one address), and without any, for a private, link-local or loopback one. False for everything else, host names
 * included: whoever answers must not make us look up names.
 */
export function createAddressRule(): (address: string, ranges: readonly string[]) => boolean {
  // The same list comes again with every answer, until the config file is read anew.
  let known: readonly string[] = [];
  let parsed: readonly Range[] = [];
  return (address, ranges) => {
    if (!isPlain(address)) return false;
    const candidate = ipaddr.process(address);
    if (ranges.length === 0) return OWN_NETWORKS.has(candidate.range());
    if (ranges !== known) {
      known = ranges;
      parsed = ranges.map(parseRange);
    }
    return parsed.some((range) => lies(candidate, range));
  };
}

/** IPv4 in four decimal parts only: `10.1` and `0x7f000001` are addresses to some, and mean what nobody expects. */
function isPlain(address: string): boolean {
  return ipaddr.IPv6.isValid(address) || ipaddr.IPv4.isValidFourPartDecimal(address);
}

function parseRange(text: string): Range {
  if (text.includes("/")) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

function lies(address: Address, [network, bits]: Range): boolean {
  if (address instanceof ipaddr.IPv4) {
    return network instanceof ipaddr.IPv4 && address.match(network, bits);
  }
  return network instanceof ipaddr.IPv6 && address.match(network, bits);
}
