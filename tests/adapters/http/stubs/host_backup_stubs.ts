import type {
  HostBackupAttempt,
  HostBackupsMessage,
} from "../../../../actors/host_backups/messages.ts";
import { accept } from "../../../../actors/outcome.ts";
import type { HostBackupFiles } from "../../../../adapters/http/dependencies.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { StubRef } from "./stub_ref.ts";

/** The one backup of the stubs. */
export const BACKUP = {
  name: "signalbox-20260301T040000Z.tar.gz.age",
  bytes: 3,
  madeAt: AT,
  verifiedAt: AT + 1_000,
} as const;

/** An attempt that has just begun. */
export const RUNNING: HostBackupAttempt = {
  id: "bkp_1_00000001",
  trigger: "asked",
  dueAt: null,
  startedAt: AT,
  endedAt: null,
  progress: { phase: "archive", doneBytes: 40, totalBytes: 100 },
  made: null,
  reason: null,
};

const ENDED = { ...RUNNING, trigger: "scheduled", dueAt: AT, endedAt: AT + 1_000 } as const;

/** One is being made, one was made, one has failed. */
export function stubHostBackups(): StubRef<HostBackupsMessage> {
  return new StubRef<HostBackupsMessage>({
    makeHostBackup: () => accept(RUNNING),
    listHostBackups: () => ({
      folder: "/backups",
      plan: { schedule: { cron: "0 4 * * *", timeZone: "UTC" }, keep: 7, hasPassphrase: true },
      nextAt: AT + 60_000,
      attempts: [
        RUNNING,
        { ...ENDED, id: "bkp_1_00000002", made: { ...BACKUP, sha256: "ab" } },
        { ...ENDED, id: "bkp_1_00000003", reason: "There is no space left on the disk." },
      ],
      files: [BACKUP],
    }),
  });
}

/** Its three bytes. */
export const stubBackupFiles: HostBackupFiles = {
  open(name) {
    const stream = new Blob(["abc"]).stream();
    return Promise.resolve(name === BACKUP.name ? { bytes: 3, stream } : undefined);
  },
};
