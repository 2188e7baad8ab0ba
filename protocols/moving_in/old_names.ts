import { foldOldName, isUsableName } from "./names.ts";
import { type OldTables, textOf } from "./old_tables.ts";

/** Names that one display may bring along: a PC that was renamed more often is another PC. */
const MAX_OTHER_NAMES = 16;

/** Who was called what before: by folded new name and address, the original names. */
type Renames = ReadonlyMap<string, readonly string[]>;

/**
 * Reads who was renamed. A device goes on registering under its original name, which the old server kept by address;
 * a name counts only where name and address are the display's, because several devices claim one address.
 */
export function readRenames(
  { ip_name_history: rows }: Pick<OldTables, "ip_name_history">,
): Renames {
  const renames = new Map<string, string[]>();
  for (const row of rows) {
    const [address, later, original] = [row.ip_address, row.user_modified_name, row.original_name]
      .map(textOf);
    if (!address || !later || !original || !isUsableName(original)) continue;
    const key = keyOf(address, later);
    const known = renames.get(key);
    if (known === undefined) renames.set(key, [original]);
    else known.push(original);
  }
  return renames;
}

/** The names that a display had before, the one before last included; not its own. */
export function namesBefore(name: string, address: string | undefined, renames: Renames): string[] {
  const found = new Map([[foldOldName(name), name]]);
  const queue = address === undefined ? [] : [name];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const before of renames.get(keyOf(address ?? "", next)) ?? []) {
      const folded = foldOldName(before);
      if (found.has(folded) || found.size > MAX_OTHER_NAMES) continue;
      found.set(folded, before);
      queue.push(before);
    }
  }
  return [...found.values()].slice(1);
}

function keyOf(address: string, name: string): string {
  return `${address}\n${foldOldName(name)}`;
}
