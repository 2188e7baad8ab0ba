import type { BackupHost } from "../../../command_line/host/backup_host.ts";
import type {
  HostBackupAttempt,
  HostBackupFault,
  HostBackupReport,
} from "../../../protocols/api/host_backup.ts";
import { TIME } from "./samples.ts";

/** The backup that every fake makes. */
export const BACKUP_NAME = "signalbox-20260301T093000Z.tar.gz.age";

type Tools = { -readonly [K in keyof BackupHost]: Parameters<BackupHost[K]>[0] };

/** Backups on a disk that is none; `refusal` stands in the way of everything. */
export class FakeBackups {
  readonly made: Tools["make"][] = [];
  readonly restored: Tools["restore"][] = [];
  readonly saved: (Omit<Tools["saveDownload"], "from"> & { readonly content: string })[] = [];
  refusal: { readonly reason: HostBackupFault; readonly detail: string } | undefined;

  readonly tools: BackupHost = {
    readPassphrase: (path) => this.#unless(`passphrase in ${path}`),
    make: (order, onProgress) => {
      this.made.push(order);
      onProgress({ phase: "archive", doneBytes: 50, totalBytes: 100 });
      return this.#unless({ name: BACKUP_NAME, bytes: 1_234_567, sha256: "ab" });
    },
    restore: (order, onProgress) => {
      this.restored.push(order);
      onProgress({ phase: "verify", doneBytes: 100, totalBytes: 100 });
      const configPath = `${order.dataDir}/config.yaml`;
      const madeAt = Date.parse(TIME);
      return this.#unless({ madeAt, version: "9.8.7", files: 4, bytes: 2_000, configPath });
    },
    saveDownload: async ({ from, ...rest }) => {
      this.saved.push({ ...rest, content: await new Response(from).text() });
      await this.#unless(null);
    },
    reasonOf: () => this.refusal?.reason ?? "failed",
  };

  #unless<T>(value: T): Promise<T> {
    if (this.refusal) return Promise.reject(new Error(this.refusal.detail));
    return Promise.resolve(value);
  }
}

/** A control host's own backups: each is running at the first look, and ends as `ending` says at the second. */
export class FakeHostBackups {
  ending: Pick<HostBackupAttempt, "state" | "reason"> = { state: "made", reason: null };
  readonly attempts: HostBackupAttempt[] = [];
  #looks = 0;

  make(): Response {
    const attempt: HostBackupAttempt = {
      id: "bkp_1",
      trigger: "asked",
      state: "running",
      startedAt: TIME,
      endedAt: null,
      phase: "database",
      doneBytes: 0,
      totalBytes: 0,
      name: null,
      bytes: null,
      sha256: null,
      reason: null,
    };
    this.attempts.unshift(attempt);
    return Response.json(attempt, { status: 202 });
  }

  report(): Response {
    if (this.#looks++ > 0) this.#end();
    const body: HostBackupReport = {
      folder: "/backups",
      schedule: null,
      keep: 7,
      attempts: this.attempts,
      items: [],
    };
    return Response.json(body);
  }

  #end(): void {
    const [attempt] = this.attempts;
    if (!attempt) return;
    const made = this.ending.state === "made"
      ? { name: BACKUP_NAME, bytes: 1_234_567, sha256: "ab" }
      : {};
    this.attempts[0] = { ...attempt, endedAt: TIME, phase: null, ...this.ending, ...made };
  }
}
