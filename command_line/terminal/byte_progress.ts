import type { BackupProgress } from "../host/backup_host.ts";
import type { CommandLine } from "../command_line.ts";

/** Redrawn at most so often: nobody reads faster. */
const REDRAW_MS = 100;
const BACK = "\r\u001b[K";

/** One line on a terminal that tells how far something has come; nothing anywhere else. */
export interface ByteProgress {
  show(progress: BackupProgress): void;
  /** Takes the line away. */
  end(): void;
}

/** For a command's own terminal. Not where the answer is JSON. */
export function byteProgress(
  { console, texts, clock }: CommandLine,
  { json }: { readonly json?: true },
): ByteProgress {
  if (!console.terminal || json) return { show() {}, end() {} };
  let phase = "";
  let shownAt = -Infinity;
  return {
    show(progress) {
      if (progress.phase === phase && clock.now() - shownAt < REDRAW_MS) return;
      phase = progress.phase;
      shownAt = clock.now();
      const { doneBytes, totalBytes } = progress;
      const share = totalBytes === 0 ? "" : ` ${Math.floor(100 * doneBytes / totalBytes)} %`;
      console.raw(`${BACK}${texts.backups.phases[progress.phase]}${share}`);
    },
    end: () => {
      if (phase !== "") console.raw(BACK);
    },
  };
}

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** `1.2 MB`, in powers of ten as file managers count. */
export function wordBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}
