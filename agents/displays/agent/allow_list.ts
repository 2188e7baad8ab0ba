import type { LineDialect } from "./command_line.ts";

/** Which programs may be started. */
export class AllowList {
  readonly #entries: readonly string[];
  readonly #dialect: LineDialect;

  /**
   * @param entries a file name (`Stage.exe`: this name in whatever folder), a path (that file), or a folder with a
   * slash behind it (whatever lies in it, at any depth)
   */
  constructor(entries: readonly string[], dialect: LineDialect) {
    this.#entries = entries;
    this.#dialect = dialect;
  }

  /** @param program as a command line names it */
  allows(program: string): boolean {
    return this.#entries.some((entry) => this.#matches(entry, program));
  }

  /** The entries, for a message. */
  toString(): string {
    return this.#entries.join(", ");
  }

  #matches(entry: string, program: string): boolean {
    const { separator, sameFile } = this.#dialect;
    const wanted = entry.split(separator);
    const named = program.split(separator);
    if (wanted.length === 1) return sameFile(entry, named.at(-1) ?? "");
    if (wanted.at(-1) !== "") return sameFile(entry, program);
    // A path that climbs may lead anywhere.
    if (named.includes("..") || named.length < wanted.length) return false;
    return sameFile(wanted.slice(0, -1).join("/"), named.slice(0, wanted.length - 1).join("/"));
  }
}
