/** Where Linux has an id of its own for each installation, in 32 hexadecimal digits (machine-id(5)). */
const FILES = ["/etc/machine-id", "/var/lib/dbus/machine-id"];
/** Fielded builds use so many digits. */
const DIGITS = 12;

/** A machine that cannot be told from others. */
export class NoServerId extends Error {
  readonly code = "noServerId";

  constructor() {
    super("this machine has no id of its own");
    this.name = "NoServerId";
  }
}

/**
 * The server id of a machine that was given none: the head of its machine id, else `MAC-` and a network address, as
 * fielded builds have it. @throws {NoServerId}
 */
export async function machineServerId(
  readText: (path: string) => Promise<string> = (path) => Deno.readTextFile(path),
  macs: () => readonly string[] = ownMacs,
): Promise<string> {
  for (const path of FILES) {
    const id = (await readText(path).catch(() => "")).trim().replaceAll("-", "");
    if (/^[0-9a-f]{32}$/i.test(id) && !/^0+$/.test(id)) return id.slice(0, DIGITS);
  }
  const [mac] = macs();
  if (mac === undefined) throw new NoServerId();
  return `MAC-${mac}`;
}

/** Without those that machines make up anew at each start, which have the second bit set (IEEE 802, section 8.2). */
function ownMacs(): readonly string[] {
  return Deno.networkInterfaces().map(({ mac }) => mac.replace(/[^0-9a-f]/gi, "").toLowerCase())
    .filter((mac) => mac.length === DIGITS && !/^0+$/.test(mac) && !/^.[2367abef]/.test(mac))
    .toSorted();
}
