import { join } from "node:path";
import { backupTools } from "../../composition/backup_tools.ts";
import type { HostBackupReport } from "../../protocols/api/host_backup.ts";
import { ControlHostProcess } from "../../tests/support/processes/control_host_process.ts";
import { eventually } from "../../tests/support/eventually.ts";
import { type Figure, milliseconds, whole } from "../displays/figure.ts";
import { startLoad } from "../displays/loads.ts";
import { type Exposition, readMetrics } from "../soak/exposition.ts";
import { ADMIN_TOKEN } from "../../tests/support/host_settings.ts";
import type { YearFolder } from "./data.ts";

const PASSPHRASE = "correct horse battery staple";
const DISPLAYS = 200;
const PATIENCE_MS = 600_000;
/** As in normal service: fewer than one look in a hundred finds the event loop later than 20 ms. */
const MAX_LATE_SHARE = 0.01;
const LATE = 'signalbox_event_loop_delay_seconds_bucket{le="0.02"}';
const LOOKS = "signalbox_event_loop_delay_seconds_count";
/** Of beats before the backup, to compare. */
const QUIET_S = 20;
const PORTION_S = 2;

/** A backup while displays beat, and its restore: how long they take, and who notices. */
export async function backups({ dataDir, size }: YearFolder): Promise<Figure[]> {
  const host = await ControlHostProcess.start(dataDir, {}, {
    gateway: { limits: { registrationBurst: 1_000 } },
  });
  const load = startLoad();
  const folder = await Deno.makeTempDir({ prefix: "signalbox-restore-" });
  try {
    await load.call("storm", { url: host.url, count: DISPLAYS, prefix: "Display" });
    const start = await metricsOf(host);
    await load.call("tick", { seconds: QUIET_S });
    const before = await metricsOf(host);
    let isMade = false;
    const [made] = await Promise.all([
      makeBackup(host).finally(() => isMade = true),
      (async () => {
        while (!isMade) await load.call("tick", { seconds: PORTION_S });
      })(),
    ]);
    const late = lateShare(before, await metricsOf(host));
    const lateBefore = lateShare(start, before);
    await load.stop();
    await host.stop();
    const restored = await restore(join(made.folder, made.name), join(folder, "data"));
    return [
      {
        arm: `backup of ${
          megabytes(size.databaseBytes)
        } while ${DISPLAYS} displays beat each second`,
        figure: seconds(made.tookMs),
        remark: `${megabytes(made.bytes)} compressed, encrypted and read back`,
      },
      {
        arm: "the event loop is later than 20 ms meanwhile",
        figure: share(late),
        target: `< ${share(MAX_LATE_SHARE)}`,
        met: late < MAX_LATE_SHARE,
        remark: `of 20 looks a second; before the backup ${share(lateBefore)}`,
      },
      {
        arm: "restore into an empty folder, checked",
        figure: seconds(restored.tookMs),
        remark:
          `${megabytes(restored.bytes)} in ${whole(restored.files)} files; the control host ` +
          `serves ${milliseconds(restored.startMs)} after its start on it`,
      },
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function makeBackup({ api }: ControlHostProcess) {
  const began = performance.now();
  const path = "/api/v1/host-backups";
  await api.call(path, { method: "POST", json: { passphrase: PASSPHRASE } });
  const { folder, attempts } = await eventually(
    () => api.call<HostBackupReport>(path),
    ({ attempts: [newest] }) => newest?.state !== "running",
    PATIENCE_MS,
  );
  const { name, bytes, reason } = attempts[0] ?? { name: null, bytes: null, reason: "none" };
  if (name === null || bytes === null) throw new Error(`no backup was made: ${reason}`);
  return { folder, name, bytes, tookMs: performance.now() - began };
}

async function restore(file: string, dataDir: string) {
  const began = performance.now();
  const { bytes, files } = await backupTools.restore(
    { file, passphrase: PASSPHRASE, dataDir },
    () => {},
  );
  const tookMs = performance.now() - began;
  const starting = performance.now();
  const host = await ControlHostProcess.start(dataDir);
  const startMs = performance.now() - starting;
  await host.stop();
  await Deno.remove(file);
  return { bytes, files, tookMs, startMs };
}

function metricsOf({ url }: ControlHostProcess): Promise<Exposition> {
  return readMetrics(url, ADMIN_TOKEN);
}

function lateShare(from: Exposition, to: Exposition): number {
  const looks = to.value(LOOKS) - from.value(LOOKS);
  return 1 - (to.value(LATE) - from.value(LATE)) / looks;
}

function share(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function megabytes(bytes: number): string {
  return `${whole(bytes / 2 ** 20)} MB`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
