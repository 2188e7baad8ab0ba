import type { HostBackupFault } from "../../protocols/api/host_backup.ts";

/** How far a backup or a restore has come. */
export interface BackupProgress {
  readonly phase: "database" | "archive" | "verify" | "download";
  readonly doneBytes: number;
  /** Of this phase; 0: nobody knows. */
  readonly totalBytes: number;
}

type OnProgress = (progress: BackupProgress) => void;

/** What `backup` and `restore` need of the disk; main.ts hands it in. Its errors have messages for people. */
export interface BackupHost {
  /** The passphrase in a file. */
  readPassphrase(path: string): Promise<string>;
  /** A backup of a data folder, whether or not a control host runs on it. */
  make(
    order: {
      readonly dataDir: string;
      readonly configPath: string | null;
      readonly folder: string;
      readonly passphrase: string;
    },
    onProgress: OnProgress,
  ): Promise<{ readonly name: string; readonly bytes: number; readonly sha256: string }>;
  restore(
    order: { readonly file: string; readonly passphrase: string; readonly dataDir: string },
    onProgress: OnProgress,
  ): Promise<{
    /** Epoch ms. */
    readonly madeAt: number;
    /** Of the program that made it. */
    readonly version: string;
    readonly files: number;
    readonly bytes: number;
    readonly configPath: string | null;
  }>;
  /** Writes a backup that comes over the network; under its name only when it is what was said. */
  saveDownload(
    download: {
      readonly from: ReadableStream<Uint8Array>;
      readonly folder: string;
      readonly name: string;
      readonly bytes: number;
      readonly sha256: string;
    },
    onProgress: OnProgress,
  ): Promise<void>;
  reasonOf(cause: unknown): HostBackupFault;
}
