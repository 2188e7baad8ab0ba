import { z } from "zod";

/** A session key as the old server has written it to a file. */
export interface OldKey {
  /** What the old server called the client. */
  readonly serverId: string;
  readonly container: string;
  /** Secret: never in a log, an error or an address. */
  readonly sessionKey: string;
  /** When: a moment with its zone, or the old server's own clock without one (`2025-07-04T09:30:05`). */
  readonly time: string;
}

/** Why a file is no session key. */
export type KeyFileFault =
  | "notJson"
  | "noClient"
  | "noContainer"
  | "noKey"
  | "noTime";

/** A key file has some 400 bytes, and four times that with the longest key; anything far larger is another file. */
export const MAX_KEY_FILE_BYTES = 65_536;

/** As a server id of this program: 64 characters, none that cannot be shown, and no slash. */
const Client = z.string().min(1).max(64).regex(/^[^\p{Cc}\p{Cs}/]+$/u);
const Container = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$/);
const Key = z.string().regex(/^0x(?:[0-9a-fA-F]{2}){32,1024}$/);
/** Finer than nanoseconds, which nobody reads. */
const TOO_FINE = /\.\d{10}/;
/** Python's `isoformat()`: with or without a fraction and a zone; a day that there is. */
const IsoTime = z.iso.datetime({ local: true, offset: true })
  .refine((time) => !TOO_FINE.test(time));
/** The time in the file's name. */
const COMPACT = /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/;

/**
 * Reads one file: `client_id`, `container`, `session_key`, and `created_at` or, where that is missing or unreadable,
 * `timestamp`. What the file is called says nothing: both names in it may have underscores. Source: node guide,
 * section 3.2.
 */
export function readOldKeyFile(
  text: string,
): { readonly ok: true; readonly key: OldKey } | {
  readonly ok: false;
  readonly fault: KeyFileFault;
} {
  const content = z.record(z.string(), z.unknown()).safeParse(jsonOf(text));
  if (!content.success) return { ok: false, fault: "notJson" };
  const { client_id, container, session_key, created_at, timestamp } = content.data;
  const serverId = Client.safeParse(client_id);
  if (!serverId.success) return { ok: false, fault: "noClient" };
  const named = Container.safeParse(container);
  if (!named.success) return { ok: false, fault: "noContainer" };
  const key = Key.safeParse(session_key);
  if (!key.success) return { ok: false, fault: "noKey" };
  const time = timeOf(created_at) ?? timeOf(timestamp);
  if (time === undefined) return { ok: false, fault: "noTime" };
  const [sessionKey, where] = [key.data, named.data];
  return { ok: true, key: { serverId: serverId.data, container: where, sessionKey, time } };
}

function timeOf(value: unknown): string | undefined {
  const parts = typeof value === "string" ? COMPACT.exec(value) : null;
  const spelt = parts ? `${parts.slice(1, 4).join("-")}T${parts.slice(4).join(":")}` : value;
  return IsoTime.safeParse(spelt).data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}
