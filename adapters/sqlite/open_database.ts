import type { AccessStore } from "../../actors/access/messages.ts";
import type { AccountStore } from "../../actors/accounts/messages.ts";
import type { DeliveryStore } from "../../actors/alerts/deliveries/store.ts";
import type { AlertStore } from "../../actors/alerts/store.ts";
import type { AuditStore } from "../../actors/audit/store.ts";
import type { BackupStore } from "../../actors/backups/messages.ts";
import type { CameraStore } from "../../actors/cameras/store.ts";
import type { DisplayStore } from "../../actors/displays/store.ts";
import type { LedgerStore } from "../../actors/ledger/store.ts";
import type { HistoryStore } from "../../actors/nodes/history/store.ts";
import type { NodeStore } from "../../actors/nodes/store.ts";
import type { PresenceStore } from "../../actors/presence/store.ts";
import type { PresetStore } from "../../actors/presets/messages.ts";
import type { ScheduleStore } from "../../actors/schedules/store.ts";
import type { SessionKeyRows } from "../../actors/session_keys/rows.ts";
import { StorageError } from "../../actors/storage_error.ts";
import type { SyncStore } from "../../actors/sync_hosts/store.ts";
import { SqliteAccessStore } from "./stores/access_store.ts";
import { SqliteAccountStore } from "./stores/account_store.ts";
import { SqliteAlertStore } from "./stores/alert_store.ts";
import { SqliteAuditStore } from "./stores/audit_store.ts";
import { SqliteBackupStore } from "./stores/backup_store.ts";
import { SqliteCameraStore } from "./stores/camera_store.ts";
import { openForReading, openForWriting } from "./connection.ts";
import { lockFolder, prepareFolder } from "./data_folder.ts";
import type { FileLock } from "../file_lock.ts";
import type { DataFolder } from "./data_folder.ts";
import { SqliteDeliveryStore } from "./stores/delivery_store.ts";
import { SqliteDisplayStore } from "./stores/display_store.ts";
import { SqliteLedgerStore } from "./stores/ledger_store.ts";
import {
  migrate,
  MIGRATIONS,
  refuseForeign,
  refuseNewer,
  schemaVersion,
  type Upgrade,
  upgradeOf,
} from "./schemas/migrations.ts";
import { SqlitePresenceStore } from "./stores/presence_store.ts";
import { SqlitePresetStore } from "./stores/preset_store.ts";
import { SqliteHistoryStore } from "./stores/history_store.ts";
import { SqliteNodeStore } from "./stores/node_store.ts";
import { Reader } from "./reader.ts";
import { SqliteScheduleStore } from "./stores/schedule_store.ts";
import { SqliteSessionKeyRows } from "./stores/session_key_rows.ts";
import { SqliteSyncStore } from "./stores/sync_store.ts";
import { describeFailure } from "./writer/write_failure.ts";
import { Writer } from "./writer/writer.ts";

/** Everything durable, as the actors see it. */
export interface Database {
  /** The database's file, for a thread with a {@link Reader} of its own; it ends before `close()`. */
  readonly path: string;
  readonly ledger: LedgerStore;
  readonly displays: DisplayStore;
  readonly presets: PresetStore;
  readonly access: AccessStore;
  readonly accounts: AccountStore;
  readonly sync: SyncStore;
  readonly nodes: NodeStore;
  readonly nodeHistory: HistoryStore;
  readonly sessionKeys: SessionKeyRows;
  readonly schedules: ScheduleStore;
  readonly backups: BackupStore;
  readonly cameras: CameraStore;
  readonly presence: PresenceStore;
  readonly alerts: AlertStore;
  readonly alertDeliveries: DeliveryStore;
  readonly audit: AuditStore;
  /** Commits that are not on the disk yet. */
  waiting(): number;
  /** Finishes what was committed, leaves one whole file, and frees the folder. Later commits reject. */
  close(): Promise<void>;
}

/** Where the data is. */
export interface DatabaseOptions {
  /** Made with mode 0700 where it is missing; holds `signalbox.db` and `signalbox.lock`. */
  readonly dataDir: string;
  /** Refuse writes past this size of the database as if the disk were full; default: no limit. */
  readonly maxBytes?: number;
  /** Called before a database of an older schema is brought up to date, which may take minutes. */
  readonly onUpgrade?: (upgrade: Upgrade) => void;
  /** Makes the writing worker; tests put a faulty one here. */
  readonly spawnWriter?: () => Worker;
}

/** Another process has the data folder: a control host, or a command that must be alone on it. */
export class FolderInUse extends StorageError {
  override readonly name = "FolderInUse";
}

/**
 * Opens the database for the control host: alone on its folder, and with the newest schema.
 *
 * @throws {StorageError} The folder is in use by another control host ({@link FolderInUse}), cannot be written, or was
 * written by a newer version; the message names the folder or file and what to do.
 *
 * @example
 * ```ts
 * const database = await openDatabase({ dataDir: "./data" });
 * await database.ledger.commit([]);
 * await database.close();
 * ```
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const folder = await prepareFolder(options.dataDir);
  const lock = await lockFolder(folder);
  if (lock === undefined) {
    throw new FolderInUse(
      "failed",
      `The data folder ${folder.folder} is in use by another control host. ` +
        "Stop it, or give this one another folder with --data-dir.",
    );
  }
  try {
    withConnection(folder, (connection) => {
      const upgrade = upgradeOf(connection);
      if (upgrade !== undefined) options.onUpgrade?.(upgrade);
      migrate(connection);
    });
    return await connectStores(folder, options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Opens the database for a short command beside a control host that may be running, such as
 * `signalbox token new`. Reads and writes like the host's own; a write waits up to 5 s for the host's.
 *
 * @throws {StorageError} As {@link openDatabase}, but never because the host runs; only when a running host
 * has an older schema, which must not change under it.
 */
export async function openDatabaseShared(options: DatabaseOptions): Promise<Database> {
  const folder = await prepareFolder(options.dataDir);
  // Without the lock where it can be: a host that starts at this moment must not take us for another host.
  if (!withConnection(folder, isCurrent)) await migrateAlone(folder);
  return await connectStores(folder, options, undefined);
}

async function migrateAlone(folder: DataFolder): Promise<void> {
  const lock = await lockFolder(folder);
  if (lock === undefined) {
    throw new StorageError(
      "failed",
      `The control host that runs on ${folder.folder} is of an older version. ` +
        "Restart it with this version first.",
    );
  }
  try {
    withConnection(folder, (connection) => migrate(connection));
  } finally {
    lock.release();
  }
}

type Connection = ReturnType<typeof openForWriting>;

function withConnection<T>({ database }: DataFolder, use: (connection: Connection) => T): T {
  let connection: Connection | undefined;
  try {
    refuseUnusable(database);
    connection = openForWriting(database);
    return use(connection);
  } catch (error) {
    if (error instanceof StorageError) throw error;
    const { reason, detail } = describeFailure(error);
    const message = `The database ${database} cannot be used: ${detail}.`;
    throw new StorageError(reason, message, { cause: error });
  } finally {
    connection?.close();
  }
}

/** Looks without writing: what is refused stays as it is, its journal mode included. */
function refuseUnusable(path: string): void {
  const connection = openForReading(path);
  try {
    refuseNewer(connection, path);
    refuseForeign(connection, path);
  } finally {
    connection.close();
  }
}

function isCurrent(connection: Connection): boolean {
  return schemaVersion(connection) === MIGRATIONS.length;
}

async function connectStores(
  { database: path }: DataFolder,
  { maxBytes = null, spawnWriter }: { maxBytes?: number | null; spawnWriter?: () => Worker },
  lock: FileLock | undefined,
): Promise<Database> {
  const writer = await Writer.open({ path, maxBytes, ...(spawnWriter && { spawn: spawnWriter }) });
  try {
    return stores({ path, reader: new Reader(path), writer }, lock);
  } catch (error) {
    await writer.close();
    throw error;
  }
}

interface Connections {
  readonly path: string;
  readonly reader: Reader;
  readonly writer: Writer;
}

function stores(connections: Connections, lock: FileLock | undefined): Database {
  const { path, reader, writer } = connections;
  let closing: Promise<void> | undefined;
  return {
    path,
    ledger: new SqliteLedgerStore(reader, writer),
    displays: new SqliteDisplayStore(reader, writer),
    presets: new SqlitePresetStore(reader, writer),
    access: new SqliteAccessStore(reader, writer),
    accounts: new SqliteAccountStore(reader, writer),
    sync: new SqliteSyncStore(reader, writer),
    nodes: new SqliteNodeStore(reader, writer),
    nodeHistory: new SqliteHistoryStore(reader, writer),
    sessionKeys: new SqliteSessionKeyRows(reader, writer),
    schedules: new SqliteScheduleStore(reader, writer),
    backups: new SqliteBackupStore(reader, writer),
    cameras: new SqliteCameraStore(reader, writer),
    presence: new SqlitePresenceStore(reader, writer),
    alerts: new SqliteAlertStore(reader, writer),
    alertDeliveries: new SqliteDeliveryStore(reader, writer),
    audit: new SqliteAuditStore(reader, writer),
    waiting: () => writer.waiting,
    close: () => closing ??= closeAll(connections, lock),
  };
}

async function closeAll(
  { reader, writer }: Connections,
  lock: FileLock | undefined,
): Promise<void> {
  try {
    // The reader goes first: an open reader may keep the log from being moved into the file.
    reader.close();
    await writer.close();
  } finally {
    lock?.release();
  }
}
