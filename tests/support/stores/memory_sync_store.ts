import { BadCursor, type Page } from "../../../actors/ledger/store.ts";
import type {
  HistoryQuery,
  KeptNote,
  SyncChange,
  SyncHostRecord,
  SyncStore,
} from "../../../actors/sync_hosts/store.ts";
import type { FinishedEntry, WallEntry, WallNote } from "../../../actors/walls/timeline.ts";
import { CommitGate } from "./commit_gate.ts";

/** Sync hosts, walls and their histories in memory. */
export class MemorySyncStore implements SyncStore {
  readonly gate = new CommitGate();
  readonly #hosts = new Map<number, SyncHostRecord>();
  #notes: KeptNote[] = [];
  #entries: WallEntry[] = [];
  #wallNotes: WallNote[] = [];
  readonly #last = { host: 0, note: 0, entry: 0, wallNote: 0 };

  commit(changes: readonly SyncChange[]): Promise<void> {
    return this.gate.pass(() => changes.forEach((change) => this.#apply(change)));
  }

  hosts(): readonly SyncHostRecord[] {
    return [...this.#hosts.values()].sort((a, b) => a.id - b.id);
  }

  nextHostId(): number {
    return ++this.#last.host;
  }

  nextEntryId(): number {
    return ++this.#last.entry;
  }

  nextNoteId(): number {
    return ++this.#last.wallNote;
  }

  hostHistory(hostId: number, query: HistoryQuery): Page<KeptNote> {
    const notes = this.#notes.filter((note) => note.hostId === hostId)
      .sort((a, b) => b.at - a.at || b.id - a.id);
    return page(notes, query);
  }

  wallHistory(wall: string, query: HistoryQuery): Page<FinishedEntry> {
    const entries = this.#entriesOf(wall);
    const finished = entries.map((entry, index) => ({
      ...entry,
      until: entries[index + 1]?.at ?? null,
    }));
    return page(finished.reverse(), query);
  }

  wallEntry(wall: string, id: number): WallEntry | undefined {
    return this.#entriesOf(wall).find((entry) => entry.id === id);
  }

  lastWallEntry(wall: string): WallEntry | undefined {
    return this.#entriesOf(wall).at(-1);
  }

  notesOf(entryIds: readonly number[]): readonly WallNote[] {
    return this.#wallNotes.filter(({ entryId }) => entryIds.includes(entryId));
  }

  lastNotes(wall: string, atMost: number): readonly WallNote[] {
    return this.#wallNotes.filter((note) => fold(note.wall) === fold(wall)).reverse()
      .slice(0, atMost);
  }

  #entriesOf(wall: string): WallEntry[] {
    return this.#entries.filter((entry) => fold(entry.wall) === fold(wall));
  }

  #apply(change: SyncChange): void {
    switch (change.type) {
      case "hostSaved":
        this.#last.host = Math.max(this.#last.host, change.host.id);
        this.#hosts.set(change.host.id, change.host);
        return;
      case "hostRemoved":
        return this.#remove(change.id, change.into);
      case "hostNoted":
        this.#notes.push({ ...change.note, id: ++this.#last.note });
        return;
      case "wallJudged":
        this.#last.entry = Math.max(this.#last.entry, change.entry.id);
        this.#entries.push(change.entry);
        return;
      case "wallNoted":
        this.#last.wallNote = Math.max(this.#last.wallNote, change.note.id);
        this.#wallNotes.push(change.note);
        return;
      case "historyPruned":
        return this.#prune(change.before);
    }
  }

  #remove(id: number, into: number | null): void {
    this.#hosts.delete(id);
    this.#notes = this.#notes.flatMap((note) => {
      if (note.hostId !== id) return [note];
      return into === null ? [] : [{ ...note, hostId: into }];
    });
  }

  #prune(before: number): void {
    this.#notes = this.#notes.filter(({ at }) => at >= before);
    this.#entries = this.#entries.filter((entry) =>
      entry.at >= before || entry === this.lastWallEntry(entry.wall)
    );
    const kept = new Set(this.#entries.map(({ id }) => id));
    this.#wallNotes = this.#wallNotes.filter(({ at, entryId }) =>
      at >= before || kept.has(entryId)
    );
  }
}

function fold(name: string): string {
  return name.toLowerCase();
}

function page<T>(rows: readonly T[], { cursor, limit }: HistoryQuery): Page<T> {
  if (cursor !== undefined && !/^row \d+$/.test(cursor)) throw new BadCursor(cursor);
  const from = Number(cursor?.slice(4) ?? 0);
  const items = rows.slice(from, from + limit);
  return { items, nextCursor: from + limit < rows.length ? `row ${from + limit}` : null };
}
