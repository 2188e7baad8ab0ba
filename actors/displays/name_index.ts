/** Two names that differ only in letter case or Unicode composition are one name. */
export function foldName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** Which display answers to which name. */
export class NameIndex {
  readonly #idByName = new Map<string, number>();

  /** The display of this name, if there is one. */
  find(name: string): number | undefined {
    return this.#idByName.get(foldName(name));
  }

  /** Gives names to a display; a name has one display. */
  add(id: number, names: Iterable<string>): void {
    for (const name of names) this.#idByName.set(foldName(name), id);
  }

  /** Takes all names of a display away. */
  remove(id: number, names: Iterable<string>): void {
    for (const name of names) {
      if (this.find(name) === id) this.#idByName.delete(foldName(name));
    }
  }
}
