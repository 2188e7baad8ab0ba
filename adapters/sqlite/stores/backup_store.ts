import type {
  Backup,
  BackupChange,
  BackupQuery,
  BackupStore,
  NewBackup,
} from "../../../actors/backups/messages.ts";
import { BadCursor, type Page } from "../../../actors/ledger/store.ts";
import { ChangeStore } from "./change_store.ts";
import { decodeCursor, pageOf } from "../cursor.ts";
import type { SqlValue, Statement } from "../writer/writer_messages.ts";

const ADD = `INSERT INTO backups (server_id, container, file, at, source, command_id)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (server_id, container, file) DO UPDATE SET
  command_id = coalesce(command_id, excluded.command_id)`;
const TRIM = `DELETE FROM backups WHERE server_id = ? AND container = ? AND id NOT IN (
  SELECT id FROM backups WHERE server_id = ? AND container = ? ORDER BY at DESC, id DESC LIMIT ?)`;
const PRUNE = "DELETE FROM backups WHERE at < ?";

interface BackupRow {
  readonly id: number;
  readonly server_id: string;
  readonly container: string;
  readonly file: string | null;
  readonly at: number;
  readonly source: Backup["source"];
  readonly command_id: string | null;
}

/** Backups of keys on disk, newest first. */
export class SqliteBackupStore extends ChangeStore<BackupChange> implements BackupStore {
  backups({ serverId, container, cursor, limit }: BackupQuery): Page<Backup> {
    const filters: (readonly [sql: string, ...values: SqlValue[]])[] = [];
    if (serverId !== undefined) filters.push(["server_id = ?", serverId]);
    if (container !== undefined) filters.push(["container = ?", container]);
    if (cursor !== undefined) filters.push(["(at, id) < (?, ?)", ...positionOf(cursor)]);
    const where = filters.length > 0 ? `WHERE ${filters.map(([sql]) => sql).join(" AND ")}` : "";
    const sql = `SELECT * FROM backups ${where} ORDER BY at DESC, id DESC LIMIT ?`;
    const values = filters.flatMap(([, ...each]) => each);
    const rows = this.reader.all<BackupRow>(sql, ...values, limit + 1).map(backupOf);
    const placed = rows.map((backup) => ({ createdAt: backup.at, id: String(backup.id), backup }));
    const { items, nextCursor } = pageOf(placed, limit);
    return { items: items.map(({ backup }) => backup), nextCursor };
  }

  protected override statements(change: BackupChange): readonly Statement[] {
    return statementsOf(change);
  }
}

function positionOf(cursor: string): readonly [at: number, id: number] {
  const { createdAt, id } = decodeCursor(cursor);
  if (!/^\d{1,15}$/.test(id)) throw new BadCursor(cursor);
  return [createdAt, Number(id)];
}

function statementsOf(change: BackupChange): readonly Statement[] {
  if (change.type === "backupsPruned") return [[PRUNE, [change.before]]];
  const { backup, keepEach } = change;
  const { serverId, container } = backup;
  return [add(backup), [TRIM, [serverId, container, serverId, container, keepEach]]];
}

function add({ serverId, container, file, at, source, commandId }: NewBackup): Statement {
  return [ADD, [serverId, container, file, at, source, commandId]];
}

function backupOf(row: BackupRow): Backup {
  return {
    id: row.id,
    serverId: row.server_id,
    container: row.container,
    file: row.file,
    at: row.at,
    source: row.source,
    commandId: row.command_id,
  };
}
