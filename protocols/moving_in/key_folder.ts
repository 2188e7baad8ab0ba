import type { KeyFileFault, OldKey } from "./old_key_file.ts";

/** Why a file of a folder is not read: what is in it, or where it is. */
export type FolderFault = KeyFileFault | "tooLarge" | "notText" | "brokenLink" | "linkOut";

/** What a folder of session-key files holds. Holds secrets. */
export interface KeyFolder {
  /** By the files' names. */
  readonly keys: readonly { readonly file: string; readonly key: OldKey }[];
  /** Files whose names end in `.json` and that are no keys. */
  readonly leftOut: readonly { readonly file: string; readonly fault: FolderFault }[];
  /** How many other files and folders there are. */
  readonly others: number;
}

/**
 * Each key of a container once: `_latest.json` is a copy of another file where links need a privilege, and a key may
 * have been told twice. The one that is named first stays, which is the earliest of a container.
 */
export function distinctKeys(keys: KeyFolder["keys"]): KeyFolder["keys"] {
  const first = new Map<string, KeyFolder["keys"][number]>();
  for (const each of keys) {
    const { serverId, container, sessionKey } = each.key;
    const same = [serverId, container, sessionKey.toLowerCase()].join("\n");
    if (!first.has(same)) first.set(same, each);
  }
  return [...first.values()];
}
