import type { Answered } from "./wish.ts";

/** What operators were told, on a disk of their own before they believe it. */
export class WishJournal {
  readonly answered: Answered[] = [];
  readonly path: string;
  readonly #file: Deno.FsFile;

  constructor(path: string) {
    this.path = path;
    this.#file = Deno.openSync(path, { write: true, createNew: true });
  }

  note(answered: Answered): void {
    this.#file.writeSync(new TextEncoder().encode(`${JSON.stringify(answered)}\n`));
    this.#file.syncDataSync();
    this.answered.push(answered);
  }

  close(): void {
    this.#file.close();
  }
}
