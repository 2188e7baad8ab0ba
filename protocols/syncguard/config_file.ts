/**
 * The config file that a SyncGuard keeps beside itself, in every form it ever had.
 *
 * @example
 * ```ts
 * readSyncGuardConfig("TARGET_IP=192.0.2.10\nTARGET_PORT=8080\nENABLE_EXTERNAL_SEND=true\n");
 * // { ok: true, config: { format: "keyValue", targetAddress: "192.0.2.10", targetPort: 8080, … } }
 * ```
 * @module
 */
import { readJsonConfig } from "./config_json.ts";
import { readKeyValues } from "./config_key_values.ts";
import { readTwoLines } from "./config_two_lines.ts";

/** Where a SyncGuard sends its state, and how often. */
export interface SyncGuardConfig {
  /**
   * `keyValue`: `KEY=value` lines (SyncGuard guide, "설정 파일"). `json`: what builds ship since 2025-06-27, under
   * the name `.json` or `.txt`. `twoLines`: address and port on two lines, or `address:port` on one (2025-06-26).
   */
  readonly format: "keyValue" | "json" | "twoLines";
  /** The control host, as the SyncGuard knows it: an IPv4 address. */
  readonly targetAddress: string;
  /** 1 to 65,535; the guide's 8080 where none is given. */
  readonly targetPort: number;
  /** Whether it sends at all; null where the file does not say. The shipped default is false. */
  readonly enabled: boolean | null;
  /** Time between two reports, 100 ms to 1 h; null where the file does not say. */
  readonly intervalMs: number | null;
}

/** A config, or what is wrong with the file and where. */
export type ConfigReading =
  | { readonly ok: true; readonly config: SyncGuardConfig }
  | { readonly ok: false; readonly problem: ConfigProblem };

/** Why a file cannot be read: its own fault, to be shown to whoever gave it to us. */
export interface ConfigProblem {
  /** Line, from 1; null where the file as a whole is wrong. */
  readonly line: number | null;
  /** The key as the file spells it; null where no single key is wrong. */
  readonly key: string | null;
  /** A sentence with the rule and the value that breaks it. */
  readonly detail: string;
}

/** A config holds some 200 characters; a file of this size is another file. */
export const MAX_CONFIG_CHARS = 65_536;

/** Reads a config file of any form, a byte-order mark and Windows line ends included. Never throws. */
export function readSyncGuardConfig(text: string): ConfigReading {
  if (text.length > MAX_CONFIG_CHARS) {
    const detail =
      `A SyncGuard config has at most ${MAX_CONFIG_CHARS} characters, not ${text.length}.`;
    return { ok: false, problem: { line: null, key: null, detail } };
  }
  const content = text.replace(/^\ufeff/, "");
  if (content.trimStart().startsWith("{")) return readJsonConfig(content);
  const lines = content.split(/\r\n|\r|\n/);
  return /^\s*[A-Za-z_]+\s*=/m.test(content) ? readKeyValues(lines) : readTwoLines(lines);
}
