import { isIP } from "node:net";

/** What clients may call a host, as far as the host knows. */
export interface HostNames {
  /** Host names in lower case, and addresses; sorted, each once. */
  readonly names: readonly string[];
  /** False: the operating system may not be asked (`--allow-sys`), so its name and addresses are missing. */
  readonly complete: boolean;
}

const LOOPBACK = ["localhost", "127.0.0.1", "::1"] as const;
/** Addresses of one cable's length (RFC 3927 and RFC 4291, section 2.5.6): no client is configured with one. */
const LINK_LOCAL = /^(169\.254\.|fe[89ab][0-9a-f]:)/i;
/** "Any address", which stands for no host. */
const ANY = /^(0\.0\.0\.0|::)$/;

/** The names and addresses of this host, with `extra` ones. */
export async function hostNames(extra: readonly string[] = []): Promise<HostNames> {
  const own = await ownNames();
  const all = [...LOOPBACK, ...extra, ...own ?? []]
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && !ANY.test(name) && !LINK_LOCAL.test(name));
  return { names: [...new Set(all)].sort(), complete: own !== undefined };
}

/** True for an IPv4 or IPv6 address. */
export function isAddress(name: string): boolean {
  return isIP(name) !== 0;
}

async function ownNames(): Promise<string[] | undefined> {
  // Asking without the permission would stop at a question to whoever sits at the terminal.
  if (!await maySee("hostname") || !await maySee("networkInterfaces")) return undefined;
  return [Deno.hostname(), ...Deno.networkInterfaces().map(({ address }) => address)];
}

async function maySee(kind: "hostname" | "networkInterfaces"): Promise<boolean> {
  return (await Deno.permissions.query({ name: "sys", kind })).state === "granted";
}
