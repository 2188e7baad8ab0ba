import assert from "node:assert/strict";
import { planDemo } from "../../agents/demo/demo_plan.ts";
import { DEFAULT_SCALE, MAX_DISPLAYS, scaleOf } from "../../agents/demo/demo_scale.ts";
import { MAX_SCALE } from "../../command_line/demo/settings.ts";
import { FILE_SETTINGS } from "../../command_line/settings/file_settings.ts";
import { checkSyncSettings } from "../../command_line/settings/sync.ts";
import { textsFor } from "../../command_line/texts/texts.ts";
import { demoConfig, freeCameraPort } from "../../composition/demo/demo_config.ts";

for (const [name, scale] of [["usual", DEFAULT_SCALE], ["greatest", scaleOf(MAX_SCALE)]] as const) {
  Deno.test(`demoConfig() is what a config file could say of the ${name} fleet`, () => {
    const plan = planDemo(scale, 1);
    const config = demoConfig(plan);
    for (const [key, value] of Object.entries(config)) {
      const schema = FILE_SETTINGS[key as keyof typeof FILE_SETTINGS];
      assert.deepEqual(schema.safeParse(value).error, undefined, key);
    }
    assert.deepEqual(checkSyncSettings(config, textsFor("en", "")), []);
    assert.deepEqual(config.walls[0]?.hosts.length, scale.syncHosts);
    assert.deepEqual(config.cameras.map(({ address }) => address), ["127.0.1.10", "127.0.1.11"]);
  });
}

Deno.test("demo takes as many displays as its fleet can play", () => {
  assert.equal(MAX_SCALE, MAX_DISPLAYS);
});

Deno.test("freeCameraPort() takes the usual port, and another where that is taken", () => {
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr;
  try {
    const ports = { cameraPort: port, httpPort: 8000 };
    assert.notEqual(freeCameraPort(["127.0.0.1"], ports), port);
    taken.close();
    assert.equal(freeCameraPort(["127.0.0.1"], ports), port);
    assert.notEqual(freeCameraPort(["127.0.0.1"], { ...ports, httpPort: 0 }), port);
  } finally {
    try {
      taken.close();
    } catch {
      // It is closed, as it should be.
    }
  }
});
