import { z } from "zod";
import type { AgentLog } from "../../agent_log.ts";
import { describeError } from "./describe_error.ts";

/** Which preset a run belongs to, as the server named it; null: none. */
const PresetKey = z.union([z.number(), z.string(), z.null()]);

const Run = z.object({
  /** Its processes carry it. */
  id: z.string().regex(/^[0-9a-z]{1,64}$/),
  presetId: PresetKey,
  executionId: z.string().nullable(),
  command: z.string(),
  /** The program's file name. */
  program: z.string(),
  /** Null until it was started. */
  pid: z.int().nullable(),
  /** As in `ProcessIdentity`; null until it is known. */
  startedAt: z.string().nullable(),
  /** Epoch milliseconds. */
  since: z.number(),
  /** The server was told, or is about to be, that it runs. */
  told: z.boolean(),
});

const Report = z.object({
  id: z.string(),
  event: z.string(),
  payload: z.record(z.string(), z.unknown()),
});

const Notes = z.object({
  runs: z.array(Run),
  reports: z.array(Report),
  /** Executions that were taken up, oldest first. */
  executions: z.array(z.string()),
});

const Page = z.object({ sequence: z.int(), notes: Notes, end: z.int() });

/** A program that was started, or is about to be. */
export type RunRecord = z.infer<typeof Run>;
/** Something that the server has to hear, and may not have heard yet. */
export type ReportRecord = z.infer<typeof Report>;
/** What an agent must still know when it is started again. */
export type AgentNotes = z.infer<typeof Notes>;

/** Room that each page takes from the beginning, so that a full disk later does not matter: some 100 runs. */
const PAGE_BYTES = 64 * 1_024;
const PAGES = 2;
const NOTHING: AgentNotes = { runs: [], reports: [], executions: [] };

/**
 * The agent's notes in its state folder. Two pages are written in turn, in place: a write that is cut short spoils one
 * of them and leaves the one before, and neither needs room that a full disk would not give.
 */
export class Journal {
  readonly #folder: string;
  readonly #log: AgentLog;
  #sequence = 0;
  #latest: AgentNotes | undefined;
  #writing: Promise<void> | undefined;
  #failing = false;

  constructor(folder: string, log: AgentLog) {
    this.#folder = folder;
    this.#log = log;
  }

  /** The last notes; none when there are none, or when none can be read. */
  async read(): Promise<AgentNotes> {
    const pages = await Promise.all(Array.from({ length: PAGES }, (_, n) => this.#readPage(n)));
    const [last] = pages.filter((page) => page !== undefined)
      .sort((one, other) => other.sequence - one.sequence);
    this.#sequence = last?.sequence ?? 0;
    return last?.notes ?? NOTHING;
  }

  /** Writes all pages, which takes the room that they need from now on. */
  async prepare(notes: () => AgentNotes): Promise<void> {
    for (let page = 0; page < PAGES; page++) await this.write(notes());
  }

  /** Resolves when these notes, or later ones, are written; also when they cannot be, which is logged once. */
  write(notes: AgentNotes): Promise<void> {
    this.#latest = notes;
    return this.#writing ??= this.#writeLatest();
  }

  /** Writes again what could not be written. */
  async retry(): Promise<void> {
    if (this.#failing && this.#latest !== undefined) await this.write(this.#latest);
  }

  async #writeLatest(): Promise<void> {
    // Whoever else has something to write in this turn joins in.
    await Promise.resolve();
    let written: AgentNotes | undefined;
    while (written !== this.#latest && this.#latest !== undefined) {
      written = this.#latest;
      await this.#writePage(written);
    }
    this.#writing = undefined;
  }

  async #writePage(notes: AgentNotes): Promise<void> {
    const sequence = ++this.#sequence;
    const text = JSON.stringify({ sequence, notes, end: sequence });
    const bytes = new TextEncoder().encode(text);
    const page = new Uint8Array(Math.max(PAGE_BYTES, bytes.length)).fill(0x20);
    page.set(bytes);
    try {
      await writeInPlace(this.#pathOf(sequence % PAGES), page);
      if (this.#failing) this.#log("info", "the state folder can be written again");
      this.#failing = false;
    } catch (cause) {
      const why = describeError(cause);
      if (!this.#failing) {
        this.#log("error", `the state folder cannot be written (${why}); shows go on`);
      }
      this.#failing = true;
    }
  }

  async #readPage(number: number): Promise<z.infer<typeof Page> | undefined> {
    try {
      const read = Page.safeParse(JSON.parse(await Deno.readTextFile(this.#pathOf(number))));
      return read.success && read.data.sequence === read.data.end ? read.data : undefined;
    } catch {
      // Not there yet, or cut short: the other page counts.
      return undefined;
    }
  }

  #pathOf(number: number): string {
    return `${this.#folder}/notes.${number}.json`;
  }
}

async function writeInPlace(path: string, page: Uint8Array): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, mode: 0o600 });
  for (let at = 0; at < page.length;) at += await file.write(page.subarray(at));
  await file.truncate(page.length);
}
