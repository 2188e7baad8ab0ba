import { z } from "zod";
import type { AgentLog } from "./agent_log.ts";
import { describeError } from "./describe_error.ts";

/** What a journal holds, and where. */
export interface PageJournalOptions<Notes> {
  /** A folder that is there, and this agent's alone. */
  readonly folder: string;
  readonly schema: z.ZodType<Notes>;
  /** The notes of an agent that has none yet. */
  readonly nothing: Notes;
  /** What goes on all the same while nothing can be written, for the log. */
  readonly meanwhile: string;
  readonly log: AgentLog;
}

/** Room that each page takes ahead where it can, so that a full disk later does not matter. */
const PAGE_BYTES = 64 * 1_024;
/** Room that each takes in any case: both together half of a disk of 64 KiB, whose other half is for others. */
const SMALL_PAGE_BYTES = 16 * 1_024;
const PAGES = 2;

interface ReadPage<Notes> {
  readonly sequence: number;
  readonly notes: Notes;
  /** With the blanks behind them. */
  readonly chars: number;
}

const Page = z.object({ sequence: z.int(), notes: z.unknown(), end: z.int() });

/**
 * An agent's notes in its state folder. Two pages are written in turn, in place: a write that is cut short spoils one
 * of them and leaves the one before, and neither needs room that a full disk would not give.
 */
export class PageJournal<Notes> {
  readonly #options: PageJournalOptions<Notes>;
  #sequence = 0;
  #latest: Notes | undefined;
  #writing: Promise<boolean> | undefined;
  #failing = false;
  #pageBytes = SMALL_PAGE_BYTES;
  /** Less is enough: a failure is no trouble. */
  #probing = false;

  constructor(options: PageJournalOptions<Notes>) {
    this.#options = options;
  }

  /** The last notes; none when there are none, or when none can be read. */
  async read(): Promise<Notes> {
    const pages = await Promise.all(Array.from({ length: PAGES }, (_, n) => this.#readPage(n)));
    const [last] = pages.filter((page) => page !== undefined)
      .sort((one, other) => other.sequence - one.sequence);
    this.#sequence = last?.sequence ?? 0;
    // Room that an earlier life has taken is not given away.
    if (pages.every((page) => (page?.chars ?? 0) >= PAGE_BYTES)) this.#pageBytes = PAGE_BYTES;
    return last?.notes ?? this.#options.nothing;
  }

  /** Writes all pages, which takes the room that they need from now on. */
  async prepare(notes: () => Notes): Promise<void> {
    if (!await this.#writeAll(notes) || this.#pageBytes === PAGE_BYTES) return;
    this.#pageBytes = PAGE_BYTES;
    this.#probing = true;
    const fits = await this.#writeAll(notes);
    this.#probing = this.#failing = false;
    if (fits) return;
    this.#pageBytes = SMALL_PAGE_BYTES;
    await this.#writeAll(notes);
  }

  async #writeAll(notes: () => Notes): Promise<boolean> {
    for (let page = 0; page < PAGES; page++) {
      if (!await this.write(notes())) return false;
    }
    return true;
  }

  /** True when these notes, or later ones, are written; false when they cannot be, which is logged once. */
  write(notes: Notes): Promise<boolean> {
    this.#latest = notes;
    return this.#writing ??= this.#writeLatest();
  }

  /** Writes again what could not be written. */
  async retry(): Promise<void> {
    if (this.#failing && this.#latest !== undefined) await this.write(this.#latest);
  }

  async #writeLatest(): Promise<boolean> {
    // Whoever else has something to write in this turn joins in.
    await Promise.resolve();
    let written: Notes | undefined;
    while (written !== this.#latest && this.#latest !== undefined) {
      written = this.#latest;
      await this.#writePage(written);
    }
    this.#writing = undefined;
    return !this.#failing;
  }

  async #writePage(notes: Notes): Promise<void> {
    const { log, meanwhile } = this.#options;
    const sequence = ++this.#sequence;
    const text = JSON.stringify({ sequence, notes, end: sequence });
    const bytes = new TextEncoder().encode(text);
    const page = new Uint8Array(Math.max(this.#pageBytes, bytes.length)).fill(0x20);
    page.set(bytes);
    try {
      await writeInPlace(this.#pathOf(sequence % PAGES), page);
      if (this.#failing) log("info", "the state folder can be written again");
      this.#failing = false;
    } catch (cause) {
      const why = describeError(cause);
      if (!this.#failing && !this.#probing) {
        log("error", `the state folder cannot be written (${why}); ${meanwhile}`);
      }
      this.#failing = true;
    }
  }

  async #readPage(number: number): Promise<ReadPage<Notes> | undefined> {
    try {
      const text = await Deno.readTextFile(this.#pathOf(number));
      const { sequence, notes, end } = Page.parse(JSON.parse(text));
      if (sequence !== end) return undefined;
      return { sequence, notes: this.#options.schema.parse(notes), chars: text.length };
    } catch {
      // Not there yet, or cut short: the other page counts.
      return undefined;
    }
  }

  #pathOf(number: number): string {
    return `${this.#options.folder}/notes.${number}.json`;
  }
}

async function writeInPlace(path: string, page: Uint8Array): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, mode: 0o600 });
  for (let at = 0; at < page.length;) at += await file.write(page.subarray(at));
  await file.truncate(page.length);
}
