import type { Page } from "../../../actors/ledger/store.ts";
import type {
  HistoryQuery,
  KeptNote,
  SyncChange,
  SyncHostRecord,
  SyncStore,
} from "../../../actors/sync_hosts/store.ts";
import type { FinishedEntry, WallEntry, WallNote } from "../../../actors/walls/timeline.ts";
import { ChangeStore } from "./change_store.ts";
import { historyPage, placeOf } from "./history_page.ts";
import { IdCounter } from "../id_counter.ts";
import {
  syncHostOf,
  type SyncHostRow,
  syncNoteOf,
  type SyncNoteRow,
  wallEntryOf,
  type WallEntryRow,
  wallNoteOf,
  type WallNoteRow,
} from "./sync_rows.ts";
import { syncStatements, wallKey } from "./sync_statements.ts";
import type { Statement } from "../writer/writer_messages.ts";

/** Sync hosts, walls and their histories on disk. Histories are newest first, and steady while rows are added. */
export class SqliteSyncStore extends ChangeStore<SyncChange> implements SyncStore {
  readonly #hostIds = new IdCounter(this.reader, "last_sync_host_id");
  readonly #entryIds = new IdCounter(this.reader, "last_wall_entry_id");
  readonly #noteIds = new IdCounter(this.reader, "last_wall_note_id");

  hosts(): readonly SyncHostRecord[] {
    return this.reader.all<SyncHostRow>("SELECT * FROM sync_hosts ORDER BY id").map(syncHostOf);
  }

  nextHostId(): number {
    return this.#hostIds.next();
  }

  nextEntryId(): number {
    return this.#entryIds.next();
  }

  nextNoteId(): number {
    return this.#noteIds.next();
  }

  hostHistory(hostId: number, { cursor, limit }: HistoryQuery): Page<KeptNote> {
    const { createdAt, id } = placeOf(cursor);
    const sql = `SELECT * FROM sync_host_notes WHERE host_id = ? AND (at, id) < (?, ?)
      ORDER BY at DESC, id DESC LIMIT ?`;
    const rows = this.reader.all<SyncNoteRow>(sql, hostId, createdAt, id, limit + 1);
    return historyPage(rows.map(syncNoteOf), limit);
  }

  wallHistory(wall: string, { cursor, limit }: HistoryQuery): Page<FinishedEntry> {
    const { id } = placeOf(cursor);
    const sql = `SELECT *, (SELECT next.at FROM wall_entries AS next
        WHERE next.wall_key = entry.wall_key AND next.id > entry.id ORDER BY next.id LIMIT 1) AS until
      FROM wall_entries AS entry WHERE wall_key = ? AND id < ? ORDER BY id DESC LIMIT ?`;
    const rows = this.reader.all<WallEntryRow>(sql, wallKey(wall), id, limit + 1);
    return historyPage(rows.map((row) => ({ ...wallEntryOf(row), until: row.until })), limit);
  }

  wallEntry(wall: string, id: number): WallEntry | undefined {
    const sql = "SELECT * FROM wall_entries WHERE wall_key = ? AND id = ?";
    const row = this.reader.get<WallEntryRow>(sql, wallKey(wall), id);
    return row && wallEntryOf(row);
  }

  lastWallEntry(wall: string): WallEntry | undefined {
    const sql = "SELECT * FROM wall_entries WHERE wall_key = ? ORDER BY id DESC LIMIT 1";
    const row = this.reader.get<WallEntryRow>(sql, wallKey(wall));
    return row && wallEntryOf(row);
  }

  notesOf(entryIds: readonly number[]): readonly WallNote[] {
    const sql = `SELECT * FROM wall_notes
      WHERE entry_id IN (SELECT value FROM json_each(?)) ORDER BY id`;
    return this.reader.all<WallNoteRow>(sql, JSON.stringify(entryIds)).map(wallNoteOf);
  }

  lastNotes(wall: string, atMost: number): readonly WallNote[] {
    const sql = "SELECT * FROM wall_notes WHERE wall_key = ? ORDER BY id DESC LIMIT ?";
    return this.reader.all<WallNoteRow>(sql, wallKey(wall), atMost).map(wallNoteOf);
  }

  #used(change: SyncChange): readonly Statement[] {
    switch (change.type) {
      case "hostSaved":
        return [this.#hostIds.used(change.host.id)];
      case "wallJudged":
        return [this.#entryIds.used(change.entry.id)];
      case "wallNoted":
        return [this.#noteIds.used(change.note.id)];
      default:
        return [];
    }
  }

  protected override statements(change: SyncChange): readonly Statement[] {
    return [...syncStatements(change), ...this.#used(change)];
  }
}
