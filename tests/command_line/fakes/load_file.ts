import { loadSettings, type SettingsOutcome } from "../../../command_line/settings/settings.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";

/** The settings that a config file with this content gives, or what is wrong with it. */
export function loadFile(content: string, language = "en"): Promise<SettingsOutcome> {
  return loadSettings({
    flags: {},
    env: {},
    configPath: "s.yaml",
    readTextFile: () => Promise.resolve(content),
    texts: textsFor(language, ""),
  });
}
