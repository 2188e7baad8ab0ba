import { createHash } from "node:crypto";

/** Longest readable part of a folder's name: 40 characters of four bytes, and a digest, stay below the 255 of ext4. */
const MAX_STEM_CHARS = 40;
/** 48 bits: nobody finds two names by accident. */
const DIGEST_CHARS = 12;
/** What every file system takes, in one spelling only: no capitals, as Windows and macOS do not tell them apart. */
const PLAIN = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9_-])?$/;
/** Names that are devices on Windows, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;
const SEGMENT = /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)\.(\d{3})\.mp4$/;
const ROWS = /^(\d{1,15})\.csv$/;

/**
 * A folder's name for any key of a camera or sensor: it stays as it is where every file system takes it, else it
 * becomes what can be read of it, `~` and a digest of the whole (SHA-256). No key leads out of its folder, and no two
 * share one.
 */
export function folderName(key: string): string {
  if (PLAIN.test(key) && !DEVICE.test(key)) return key;
  const stem = [...key.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}-]+/gu, "_")]
    .slice(0, MAX_STEM_CHARS).join("");
  const digest = createHash("sha256").update(key).digest("hex").slice(0, DIGEST_CHARS);
  return `${stem}~${digest}`;
}

/**
 * `20261121_101500.000.mp4`: when the first picture came in, in UTC, so that names sort by time and mean one moment
 * even when the clocks of a site change (camera guide's fielded viewers V2 and V3 use this form).
 */
export function segmentName(startedAt: number): string {
  const [date = "", time = ""] = new Date(startedAt).toISOString().split("T");
  return `${date.replaceAll("-", "")}_${time.replaceAll(":", "").replace("Z", "")}.mp4`;
}

/** When a segment of this name began, epoch milliseconds; undefined for every other name, a path included. */
export function segmentStart(name: string): number | undefined {
  const [, year, month, day, hour, minute, second, ms] = SEGMENT.exec(name) ?? [];
  if (year === undefined) return undefined;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** `1793095500000.csv`: a sensor's file, named as the fielded logger does while it writes. */
export function rowsName(startedAt: number): string {
  return `${startedAt}.csv`;
}

/** When a sensor's file of this name began, epoch milliseconds; undefined for every other name. */
export function rowsStart(name: string): number | undefined {
  const [, at] = ROWS.exec(name) ?? [];
  return at === undefined ? undefined : Number(at);
}
