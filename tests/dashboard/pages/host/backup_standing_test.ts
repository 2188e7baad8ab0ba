import assert from "node:assert/strict";
import { restoreCommand, standingOf } from "../../../../dashboard/pages/host/backup_standing.ts";
import type { HostBackupAttempt, HostBackupReport } from "../../../../protocols/api/host_backup.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const HOUR = 3_600_000;
const ago = (ms: number) => new Date(NOW - ms).toISOString();

const item = (ms: number) => ({
  name: "signalbox-20261121T040000Z.tar.gz.age",
  bytes: 9,
  madeAt: ago(ms),
  verifiedAt: ago(ms),
});
const schedule = (nextMs: number) => ({
  cron: "0 4 * * *",
  timeZone: "UTC",
  nextAt: new Date(NOW + nextMs).toISOString(),
});
const attempt = (state: HostBackupAttempt["state"], ms: number): HostBackupAttempt => ({
  id: "bkp_1",
  trigger: "scheduled",
  state,
  startedAt: ago(ms),
  endedAt: state === "running" ? null : ago(ms),
  phase: null,
  doneBytes: 0,
  totalBytes: 0,
  name: null,
  bytes: null,
  sha256: null,
  reason: null,
});
const report = (changes: Partial<HostBackupReport>): HostBackupReport => ({
  folder: "/srv/backups",
  schedule: schedule(HOUR),
  keep: 7,
  attempts: [],
  items: [item(HOUR)],
  ...changes,
});

Deno.test("standingOf() says what is missing, the worst first", () => {
  const standing = (changes: Partial<HostBackupReport>) => {
    const { verdict, missing } = standingOf(report(changes), NOW);
    return [verdict, ...missing];
  };
  assert.deepEqual(standing({}), ["good", "local"]);
  assert.deepEqual(standing({ schedule: null }), ["good", "schedule", "local"]);
  assert.deepEqual(standing({ items: [], schedule: null }), ["none", "none", "schedule"]);
  assert.deepEqual(standing({ schedule: null, items: [item(8 * 24 * HOUR)] }), [
    "old",
    "old",
    "schedule",
    "local",
  ]);
  assert.deepEqual(standing({ schedule: schedule(-2 * HOUR) })[0], "old");
  assert.deepEqual(standing({ schedule: schedule(-HOUR / 2) })[0], "good");
});

Deno.test("standingOf() counts a failure until a later backup was made, and none that is under way", () => {
  const verdict = (attempts: readonly HostBackupAttempt[]) =>
    standingOf(report({ attempts: [...attempts] }), NOW).verdict;
  assert.equal(verdict([attempt("failed", HOUR / 2)]), "failed");
  assert.equal(verdict([attempt("running", 1), attempt("failed", HOUR / 2)]), "failed");
  assert.equal(verdict([attempt("failed", 2 * HOUR)]), "good");
  assert.equal(verdict([attempt("made", HOUR), attempt("failed", 2 * HOUR)]), "good");
});

Deno.test("restoreCommand() names the newest backup, as a shell takes it", () => {
  assert.equal(
    restoreCommand(report({})),
    "signalbox restore /srv/backups/signalbox-20261121T040000Z.tar.gz.age " +
      "--data-dir /var/lib/signalbox --passphrase-file ~/backup-passphrase",
  );
  assert.match(
    restoreCommand(report({ folder: "/it's $(here)/" })),
    /restore '\/it'\\''s \$\(here\)\/signalbox-/,
  );
  assert.match(restoreCommand(report({ items: [] })), /signalbox-…\.tar\.gz\.age/);
});
