import type { Reader } from "./reader.ts";
import type { Statement } from "./writer/writer_messages.ts";

const RAISE = `INSERT INTO meta (key, value) VALUES (?, ?)
  ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)`;

/** Hands out 1, 2, 3… and never goes back: an id that was saved once is not used again, even after a restart. */
export class IdCounter {
  readonly #key: string;
  #last: number;

  /** `key` is the counter's row in `meta`. */
  constructor(reader: Reader, key: string) {
    this.#key = key;
    const row = reader.get<{ value: number }>("SELECT value FROM meta WHERE key = ?", key);
    this.#last = row?.value ?? 0;
  }

  next(): number {
    return ++this.#last;
  }

  /** Remembers on disk that `id` is used; to be committed together with the row that uses it. */
  used(id: number): Statement {
    this.#last = Math.max(this.#last, id);
    return [RAISE, [this.#key, id]];
  }
}
