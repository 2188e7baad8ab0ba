const IPV4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i;

/**
 * The address that a line claims: what was given, else the IPv4 address that this machine uses towards the target,
 * which is the one that the control host sees and that a machine with several networks has no doubt about. Null where
 * there is none, as a line has no room for IPv6.
 */
export function claimOf(given: string | null, localAddress: string | undefined): string | null {
  return given ?? IPV4.exec(localAddress ?? "")?.[1] ?? null;
}
