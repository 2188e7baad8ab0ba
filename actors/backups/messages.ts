import type { Question, Topic } from "../kernel/mod.ts";
import type { Page } from "../ledger/store.ts";
import type { Outcome } from "../outcome.ts";
import type { Command } from "../ledger/command.ts";

/** A backup of a container's keys that a client told of. */
export interface NewBackup {
  readonly serverId: string;
  readonly container: string;
  /** A path or name on the client's machine; null: it was not told. */
  readonly file: string | null;
  /** Epoch ms of our clock. */
  readonly at: number;
  /** `message`: `backup_complete`. `command`: the answer to `backup_keys`, which is all that fielded builds send. */
  readonly source: "message" | "command";
  readonly commandId: string | null;
}

/** The same as it is kept. */
export interface Backup extends NewBackup {
  readonly id: number;
}

/** Keeps a backup's news; answered when it is on the disk, however long that takes. */
export interface KeepBackup extends Question<Outcome<null>> {
  readonly type: "keepBackup";
  readonly backup: NewBackup;
}

/** To the actor that keeps the list of backups. */
export type BackupsMessage =
  | KeepBackup
  | { readonly type: "commandMoved"; readonly command: Command }
  | { readonly type: "kept" }
  | { readonly type: "notKept" }
  | { readonly type: "retryDue" }
  | { readonly type: "pruneDue" };

/** Filters and paging; newest first. */
export interface BackupQuery {
  readonly serverId?: string;
  readonly container?: string;
  readonly cursor?: string;
  /** 1 to 500. */
  readonly limit: number;
}

export type BackupChange =
  /** The same file of the same container again is one backup, told twice: it keeps its place and first teller. */
  | { readonly type: "backupAdded"; readonly backup: NewBackup; readonly keepEach: number }
  | { readonly type: "backupsPruned"; readonly before: number };

/** Durable storage of the list; `commit` as in the ledger's store. */
export interface BackupStore {
  commit(changes: readonly BackupChange[]): Promise<void>;
  backups(query: BackupQuery): Page<Backup>;
}

/** Published when a backup's news is on the disk. */
export const backupStored: Topic<NewBackup> = { name: "backup.stored" };
