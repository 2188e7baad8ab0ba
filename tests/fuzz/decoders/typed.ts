import assert from "node:assert/strict";
import fc from "fast-check";
import { splitLine } from "../../../command_line/console/split_line.ts";
import { loadSettings } from "../../../command_line/settings/settings.ts";
import { SETTING_NAMES, variableOf } from "../../../command_line/settings/settings_table.ts";
import { FILE_SETTING_NAMES } from "../../../command_line/settings/file_settings.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";
import { FakeHost } from "../../command_line/fakes/fake_host.ts";
import { utf8, wounded } from "../attack.ts";
import { odd } from "../odd_json.ts";
import type { DecoderFuzzer } from "./decoder_fuzzer.ts";

const CONFIG = `httpPort: 8000
dataDir: /var/lib/signalbox
cameras:
  - { name: Entrance, address: 192.0.2.21, port: 8010 }
syncHosts: [{ name: Left, claimed: 10.0.0.31 }, { name: Top, poll: { address: 10.0.0.33 } }]
walls: [{ name: Main, hosts: [Left, Top] }]
ready: { displays: { required: [Wall-1], others: ignored } }
alertChannels: [{ name: hook, type: webhook, url: "https://alerts.example/hook" }]
backup: { cron: "0 4 * * *", passphraseFile: /etc/passphrase }
`;

const key = fc.oneof(
  fc.constantFrom<string>(...SETTING_NAMES, ...FILE_SETTING_NAMES),
  fc.string({ maxLength: 12 }),
);
const structured = fc.dictionary(key, odd, { maxKeys: 5 }).map((given) => JSON.stringify(given));
const file = fc.oneof(
  wounded(fc.constant(utf8(CONFIG))).map((bytes) => new TextDecoder().decode(bytes)),
  structured,
  fc.string({ unit: "binary", maxLength: 80 }),
);
const env = fc.dictionary(
  fc.constantFrom(...SETTING_NAMES.map(variableOf), "SIGNALBOX_X"),
  fc.string({ maxLength: 30 }),
  { maxKeys: 3 },
);

/** The config file and the environment: settings, or lines that each name a place and quote no whole file. */
export const CONFIG_FILE: DecoderFuzzer = {
  name: "config-file",
  property: fc.asyncProperty(
    file,
    env,
    fc.constantFrom("en", "ko"),
    async (text, env, language) => {
      const outcome = await loadSettings({
        flags: {},
        env,
        configPath: "site.yaml",
        readTextFile: () => Promise.resolve(text),
        texts: textsFor(language, ""),
      });
      if (outcome.ok) return;
      assert.ok(outcome.problems.length > 0);
      for (const line of outcome.problems) {
        assert.match(line, /site\.yaml|SIGNALBOX_/);
        assert.ok(line.length < 2_000, `${line.length} characters`);
      }
    },
  ),
};

const WORDS = [
  ...["start", "list", "displays", "preset", "run", "send", "broadcast", "token", "new", "account"],
  ...["schedule", "camera", "alert", "maintenance", "wall", "sync", "config", "backup", "restore"],
  ...["agent", "node", "demo", "doctor", "help", "--json", "--url", "http://127.0.0.1:1", "--yes"],
  ...["--data-dir", "--config", "-", "--", "--http-port=0", "Wall-1", "-1", "", "''", "--help"],
];
const typed = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  ),
  { maxLength: 6 },
);
/** Printed by a defect only: no user is to see where in the program something happened. */
const STACK = /\n\s+at .*\.ts:\d+/;

/** What is typed behind `signalbox`: an exit code and words for people, never a throw or a stack trace. */
export const ARGUMENTS: DecoderFuzzer = {
  name: "arguments",
  property: fc.asyncProperty(typed, async (args) => {
    splitLine(args.join(" "));
    // The console reads what is typed until it ends, which is a matter of its own tests.
    if (args[0] === "console") return;
    const { code, out, err } = await new FakeHost().run(...args);
    assert.ok([0, 1, 2].includes(code), `exit code ${code}`);
    assert.doesNotMatch(out + err, STACK);
  }),
};
