/**
 * What nobody means to run in a node's container, over the whole command text: `*` stands for any characters. It keeps
 * people from mistakes, not from harm: whoever may use exec can write the same in other words. Keys are rotated by
 * rotate_keys, which stores what comes back.
 */
export const DEFAULT_EXEC_BLOCK_LIST: readonly string[] = [
  "rm *",
  "*/rm *",
  "*rm -rf*",
  "*rm -fr*",
  "mkfs*",
  "*/mkfs*",
  "dd *",
  "*/dd *",
  "shutdown*",
  "reboot*",
  "halt*",
  "poweroff*",
  "kill *",
  "killall *",
  "pkill *",
  "*purge-chain*",
  "*author_rotateKeys*",
  "*author_insertKey*",
];

/** Patterns of commands that are refused. Immutable. */
export class ExecBlockList {
  readonly #patterns: readonly { readonly pattern: string; readonly parts: readonly string[] }[];

  constructor(patterns: readonly string[] = DEFAULT_EXEC_BLOCK_LIST) {
    this.#patterns = patterns.map((pattern) => ({ pattern, parts: fold(pattern).split("*") }));
  }

  /** The first pattern that a command matches; undefined: it may run. */
  find(command: string): string | undefined {
    const text = fold(command);
    return this.#patterns.find(({ parts }) => matches(text, parts))?.pattern;
  }
}

/** Letter case and the number of blanks do not count; the client splits at blanks. */
function fold(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLowerCase();
}

/** Finds the parts one after the other, so that no pattern takes longer than the text is long. */
function matches(text: string, parts: readonly string[]): boolean {
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
