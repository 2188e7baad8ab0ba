import assert from "node:assert/strict";
import {
  lostPermissions,
  missingPermissions,
  type Permission,
} from "../../../command_line/start/start_permissions.ts";
import { startTextsFor } from "../../../command_line/texts/start.ts";
import { testSettings } from "../../support/host_settings.ts";

const SETTINGS = testSettings("/srv/data", { deviceHost: "::", devicePort: 8080 });

function missing(name: Permission["name"], language = "en"): string[] {
  return missingPermissions(SETTINGS, (each) => each.name !== name, startTextsFor(language, ""));
}

for (const language of ["en", "ko"]) {
  Deno.test(`missingPermissions() names place and flag in one line when one is missing (${language})`, () => {
    const flags = {
      net: /127\.0\.0\.1:0.*--allow-net/,
      read: /\/srv\/data.*--allow-read/,
      write: /\/srv\/data.*--allow-write/,
      env: /--allow-env=SIGNALBOX_\*/,
    } as const;
    for (const name of ["net", "read", "write", "env"] as const) {
      const [line, ...more] = missing(name, language);
      assert.match(line ?? "", flags[name]);
      assert.deepEqual(more, []);
    }
    assert.deepEqual(missing("sys", language), []);
    assert.match(lostPermissions(() => false, startTextsFor(language, "")).join(), /statfs/);
  });
}

Deno.test("missingPermissions() asks for what these settings need, and for no more", () => {
  const asked: string[] = [];
  const may = (permission: Permission) => {
    if (permission.name === "net") asked.push(permission.host);
    return true;
  };
  const settings = { ...SETTINGS, mqttUrl: "mqtt://192.0.2.9" };
  assert.deepEqual(missingPermissions(settings, may, startTextsFor("en", "")), []);
  assert.deepEqual(asked, ["127.0.0.1:0", "[::]:8080"]);
});
