import assert from "node:assert/strict";
import type { DisplayPage } from "../../../protocols/api/display.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { LightDisplay } from "../../support/displays/light_display.ts";

const DISPLAYS = 500;
/** The library gives an automatic reconnect this long, then hangs up. */
const ACK_LIMIT_MS = 1_000;

Deno.test("500 displays that connect at once are acknowledged within 1 s each, and all registered", async () => {
  await withDataDir(async (dataDir) => {
    // A process of its own: the clients' work must not be counted as the host's.
    const host = await ControlHostProcess.start(dataDir);
    const displays = Array.from(
      { length: DISPLAYS },
      (_, index) => new LightDisplay(host.url, `Storm-${index}`),
    );
    try {
      await Promise.all(displays.map((display) => display.registered));
      const slowest = Math.max(...displays.map(({ ackMs }) => ackMs));
      assert.ok(slowest < ACK_LIMIT_MS, `the slowest acknowledgement took ${slowest} ms`);
      const ids = new Set(await Promise.all(displays.map((display) => display.registered)));
      assert.equal(ids.size, DISPLAYS);
      const page = await host.api.call<DisplayPage>("/api/v1/displays?liveness=online&limit=500");
      assert.equal(page.items.length, DISPLAYS);
      assert.ok(page.items.every(({ connected }) => connected));
    } finally {
      for (const display of displays) display.close();
      await host.stop();
    }
  });
});
