/** UTF-16 units of a name: those of a host name, which devices fall back to. */
export const MAX_NAME_CHARS = 255;

/** Two names that differ only in letter case or Unicode composition are one; the old server wrote them in capitals. */
export function foldOldName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** True for what this program takes as a name: 1 to 255 characters, not blank, none that cannot be shown. */
export function isUsableName(name: string): boolean {
  return name.length >= 1 && name.length <= MAX_NAME_CHARS && /\S/.test(name) &&
    !/[\p{Cc}\p{Cs}]/u.test(name);
}

/** Of two spellings the one that is not all capitals: devices compare names exactly, and the old server did not. */
export function betterSpelling(one: string, other: string): string {
  return one === one.toUpperCase() && other !== other.toUpperCase() ? other : one;
}

/** A name that none before it has: the name itself, or with a number behind it. Adds it to `taken`. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) {
    const end = ` (${n})`;
    free = name.slice(0, MAX_NAME_CHARS - end.length).toWellFormed().replaceAll("\ufffd", "") + end;
  }
  taken.add(free);
  return free;
}
