/**
 * The thread that makes one backup of the control host, and ends.
 *
 * @module
 */
import type { HostBackupProgress, MadeHostBackup } from "../../actors/host_backups/messages.ts";
import { backupProblem } from "../../adapters/host_backups/backup_problem.ts";
import { type BackupOrder, makeBackup } from "../../adapters/host_backups/make_backup.ts";
import { readPassphrase } from "../../adapters/host_backups/passphrase.ts";

/** What is to be made; the passphrase itself, or the file that holds it. */
export interface BackupThreadOrder extends Omit<BackupOrder, "passphrase"> {
  readonly passphrase: string | { readonly file: string };
}

/** From the thread. */
export type BackupThreadNews =
  | { readonly type: "progress"; readonly progress: HostBackupProgress }
  | { readonly type: "made"; readonly made: MadeHostBackup }
  | { readonly type: "failed"; readonly reason: string; readonly detail: string };

interface Endpoint {
  onmessage: ((event: MessageEvent<BackupThreadOrder>) => void) | null;
  postMessage(news: BackupThreadNews): void;
}

/** Told at most so often: a person looks at it. */
const PROGRESS_MS = 200;

const endpoint = globalThis as unknown as Endpoint;
endpoint.onmessage = ({ data: order }) => void carryOut(order);

async function carryOut({ passphrase: given, ...order }: BackupThreadOrder): Promise<void> {
  try {
    const passphrase = typeof given === "string" ? given : await readPassphrase(given.file);
    const made = await makeBackup({ ...order, passphrase }, thinnedOut());
    endpoint.postMessage({ type: "made", made });
  } catch (cause) {
    const { reason, message: detail } = backupProblem(cause);
    endpoint.postMessage({ type: "failed", reason, detail });
  }
}

function thinnedOut(): (progress: HostBackupProgress) => void {
  let phase = "";
  let toldAt = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && now - toldAt < PROGRESS_MS) return;
    phase = progress.phase;
    toldAt = now;
    endpoint.postMessage({ type: "progress", progress });
  };
}
