import { z } from "zod";
import { checkBackupSettings, type FindCronProblem } from "./backup.ts";
import { checkAlertSettings } from "./alert.ts";
import { checkAlertChannels } from "./alert_channel.ts";
import { checkCameraSettings } from "./camera.ts";
import {
  FILE_SETTING_NAMES,
  FILE_SETTINGS,
  type FileSettingName,
  type FileSettings,
} from "./file_settings.ts";
import { checkReadySettings } from "./ready.ts";
import type { Source } from "./settings.ts";
import type { FileEntry } from "./settings_file.ts";
import { checkSyncSettings } from "./sync.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";

/** Faults of one list that are told: more would not be read. */
const MOST_PROBLEMS = 10;

/** Takes the lists out of a config file, and tells what is wrong with them and where. */
export class ListReader {
  readonly values: { -readonly [K in FileSettingName]?: FileSettings[K] } = {};
  readonly sources: { [K in FileSettingName]?: Source } = {};
  readonly #texts: Texts;
  readonly #problems: string[] = [];
  #entry: FileEntry | undefined;

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  /** Answers whether an entry is a list of ours; if it is, it was taken. */
  take(entry: FileEntry): boolean {
    const name = FILE_SETTING_NAMES.find((known) => known === entry.key);
    if (name === undefined) return false;
    this.#entry = entry;
    this.sources[name] = { kind: "file", place: entry.keyPlace };
    const read = FILE_SETTINGS[name].safeParse(entry.value, { error: this.#texts.schemaErrors });
    if (read.success) Object.assign(this.values, { [name]: read.data });
    else {
      for (const issue of read.error.issues.slice(0, MOST_PROBLEMS)) {
        this.#say([name, ...issue.path, ...unknownKey(issue)], issue.message);
      }
    }
    return true;
  }

  /** Everything that is wrong; also what only shows when all lists are there. Without a way to read cron, cron is good. */
  problems(findCronProblem?: FindCronProblem): readonly string[] {
    if (this.#problems.length > 0) return this.#problems;
    const checks = [
      checkSyncSettings,
      checkCameraSettings,
      checkReadySettings,
      checkBackupSettings,
      checkAlertChannels,
      checkAlertSettings,
    ];
    const found = checks.flatMap((check) => check(this.values, this.#texts, findCronProblem));
    for (const { path, text } of found) {
      this.#say(path, text);
    }
    return this.#problems;
  }

  #say(path: readonly PropertyKey[], text: string): void {
    const place = this.#entry?.placeAt(path) ?? "";
    this.#problems.push(`${place}: ${visible(path.map(String).join("."))}: ${visible(text)}`);
  }
}

function unknownKey(issue: z.core.$ZodIssue): readonly string[] {
  return issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
}
