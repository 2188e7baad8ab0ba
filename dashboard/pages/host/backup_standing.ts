import type { HostBackupReport } from "../../../protocols/api/host_backup.ts";

/** How it stands with backups, and everything that is missing. */
export interface BackupStanding {
  readonly verdict: "none" | "failed" | "old" | "good";
  readonly missing: readonly ("none" | "failed" | "old" | "schedule" | "local")[];
}

/** Without a schedule a backup is old after this long. */
const OLD_MS = 7 * 86_400_000;
/** A scheduled one takes its time; after its moment it is late only so much later. */
const LATE_MS = 3_600_000;

/** Judges what the control host tells of its backups. @param now epoch ms */
export function standingOf(report: HostBackupReport, now: number): BackupStanding {
  const { items, attempts, schedule } = report;
  const [newest] = items;
  const [last] = attempts.filter(({ state }) => state !== "running");
  const plan = schedule === null ? ["schedule"] as const : [];
  if (newest === undefined) return { verdict: "none", missing: ["none", ...plan] };
  const always = [...plan, "local"] as const;
  const isNewer = Date.parse(newest.madeAt) > Date.parse(last?.startedAt ?? newest.madeAt);
  if (last?.state === "failed" && !isNewer) {
    return { verdict: "failed", missing: ["failed", ...always] };
  }
  if (isOld(Date.parse(newest.madeAt), report, now)) {
    return { verdict: "old", missing: ["old", ...always] };
  }
  return { verdict: "good", missing: always };
}

/** With a schedule: its next moment was over an hour ago, and nothing came. */
function isOld(madeAt: number, { schedule }: HostBackupReport, now: number): boolean {
  if (schedule === null || schedule.nextAt === null) return now - madeAt > OLD_MS;
  return now - Date.parse(schedule.nextAt) > LATE_MS;
}

/** What restores the newest backup, to be typed on the machine that is to be the control host. */
export function restoreCommand({ folder, items: [newest] }: HostBackupReport): string {
  const name = newest?.name ?? "signalbox-….tar.gz.age";
  const file = `${folder.replace(/[\\/]+$/, "")}/${name}`;
  return `signalbox restore ${quoted(file)} --data-dir /var/lib/signalbox ` +
    "--passphrase-file ~/backup-passphrase";
}

/** For a shell; the folder may hold anything. */
function quoted(path: string): string {
  return /^[\w./…-]+$/u.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
