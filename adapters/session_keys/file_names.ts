/** Longest part of a name that a client chooses; two of them, a time and `.json` stay below the 255 of ext4 and NTFS. */
const MAX_PART_CHARS = 90;
const HASH_CHARS = 12;

/**
 * `{client}_{container}`: how the names of a container's key files begin. Letters, digits, `.` and `-` stay as they
 * are, and `_` in the container; everything else becomes `%` and two hex digits a byte (RFC 3986, section 2.1), so
 * that no client can name a file outside the folder, a hidden one or a device of Windows. The first `_` therefore
 * ends the client's name: no host can take over the link of another one. A part that is too long ends in a digest of
 * the whole.
 */
export async function keyFileStem(serverId: string, container: string): Promise<string> {
  const client = await safePart(serverId, /[A-Za-z0-9.-]/);
  return `${client}_${await safePart(container, /[A-Za-z0-9_.-]/)}`;
}

/** `20250704_093005`: the node guide's time in file names, by the host's own clock, as people look for it. */
export function fileTime(at: number): string {
  const time = new Date(at);
  const date = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()];
  return [date, clock].map((part) => part.map(twoDigits).join("")).join("_");
}

function twoDigits(part: number): string {
  return String(part).padStart(2, "0");
}

async function safePart(part: string, plain: RegExp): Promise<string> {
  const safe = [...new TextEncoder().encode(part)].map((byte) => safeByte(byte, plain)).join("")
    .replace(/^\./, "%2E");
  if (safe.length <= MAX_PART_CHARS) return safe === "" ? "%00" : safe;
  const digest = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(part)),
  );
  const head = safe.slice(0, MAX_PART_CHARS - HASH_CHARS - 1).replace(/%.?$/, "");
  return `${head}-${digest.toHex().slice(0, HASH_CHARS)}`;
}

function safeByte(byte: number, plain: RegExp): string {
  const character = String.fromCharCode(byte);
  return plain.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
