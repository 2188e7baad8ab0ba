import {
  FILE_SETTING_NAMES,
  type FileSettingName,
  type FileSettings,
} from "../settings/file_settings.ts";
import type { SettingsOutcome } from "../settings/settings.ts";
import { SETTING_NAMES, type SettingName, type Settings } from "../settings/settings_table.ts";
import type { RunningHost, ServeNeeds } from "./serve.ts";

/** Settings that hold from the next moment on; all others need a restart. */
const LIVE_SETTINGS: ReadonlySet<SettingName> = new Set(["logLevel", "logFormat"]);
/** Lists of the config file that hold from the next moment on. */
const LIVE_LISTS: ReadonlySet<FileSettingName> = new Set([
  "syncHosts",
  "walls",
  "cameras",
  "cameraAddresses",
  "ready",
  "alerts",
  "alertChannels",
  "backup",
]);

/**
 * Reads the configuration again at each SIGHUP, one after the other: those that come before
 * `begin()` wait for it, those that come after `end()` do nothing.
 */
export class Reloading {
  readonly #host = Promise.withResolvers<RunningHost>();
  readonly #unsubscribe: () => void;
  #held: Promise<Settings>;
  #over = false;

  /** Listens from now on. `settings` are those of the start. */
  constructor(
    settings: Settings,
    reread: () => Promise<SettingsOutcome>,
    needs: Pick<ServeNeeds, "onSignal" | "configureLogging" | "say" | "texts">,
  ) {
    this.#held = Promise.resolve(settings);
    this.#unsubscribe = needs.onSignal("SIGHUP", () => {
      this.#held = this.#held.then(async (before) => {
        const host = await this.#host.promise;
        if (this.#over) return before;
        const outcome = await reread();
        return this.#over ? before : reload(before, outcome, host, needs);
      });
    });
  }

  /** What is read applies to this host. */
  begin(host: RunningHost): void {
    this.#host.resolve(host);
  }

  /** Nothing is applied any more; the signal is still heard, and so ends nothing. */
  end(): void {
    this.#over = true;
  }

  /** Leaves the signal to the system. */
  close(): void {
    this.end();
    this.#unsubscribe();
  }
}

function reload(
  before: Settings,
  outcome: SettingsOutcome,
  host: RunningHost,
  needs: Pick<ServeNeeds, "configureLogging" | "say" | "texts">,
): Settings {
  const { texts, say } = needs;
  if (!outcome.ok) {
    say(texts.reloadRefused(outcome.problems.join("; ")));
    return before;
  }
  const changed = SETTING_NAMES.filter((name) => before[name] !== outcome.settings[name]);
  const live = changed.filter((name) => LIVE_SETTINGS.has(name));
  if (live.length > 0) needs.configureLogging(outcome.settings);
  const lists = changedLists(before, outcome.settings);
  const liveLists = lists.filter((name) => LIVE_LISTS.has(name));
  if (liveLists.length > 0) host.reconfigure(outcome.settings);
  const later = [
    ...changed.filter((name) => !LIVE_SETTINGS.has(name)),
    ...lists.filter((name) => !LIVE_LISTS.has(name)),
  ];
  const applied = [...live, ...liveLists];
  host.reloaded?.(applied, later);
  const list = (names: readonly string[]) => names.length > 0 ? names.join(", ") : texts.nothing;
  say(texts.reloaded(list(applied), list(later)));
  return outcome.settings;
}

function changedLists(before: FileSettings, after: FileSettings): readonly FileSettingName[] {
  return FILE_SETTING_NAMES.filter((name) =>
    JSON.stringify(before[name]) !== JSON.stringify(after[name])
  );
}
