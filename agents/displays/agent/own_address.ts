import { readMacAddress } from "../../../protocols/mac_address.ts";

/** Of one cable's length (RFC 3927): no server can do anything with it. */
const LINK_LOCAL = /^169\.254\./;
const CONNECT_MS = 3_000;

/**
 * The address that this machine uses towards a server: found by a connection that is closed at once, as nothing else
 * asks the system for its way. Where that fails, the first of its own that others could reach.
 */
export async function addressTowards(url: string): Promise<string> {
  const { hostname, port, protocol } = new URL(url);
  const target = {
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port) || (protocol === "https:" ? 443 : 80),
    signal: AbortSignal.timeout(CONNECT_MS),
  };
  try {
    using connection = await Deno.connect(target);
    return connection.localAddr.hostname;
  } catch {
    return firstAddress();
  }
}

function firstAddress(): string {
  try {
    const found = Deno.networkInterfaces().find(({ family, address, name }) =>
      family === "IPv4" && name !== "lo" && !address.startsWith("127.") && !LINK_LOCAL.test(address)
    );
    return found?.address ?? "127.0.0.1";
  } catch {
    // Not allowed to look.
    return "127.0.0.1";
  }
}

/** The MAC address of the network card that has an address; undefined where there is none, or we may not look. */
export function macOfAddress(address: string): string | undefined {
  try {
    const card = Deno.networkInterfaces().find((each) => each.address === address);
    return card === undefined ? undefined : readMacAddress(card.mac) ?? undefined;
  } catch {
    return undefined;
  }
}
