import assert from "node:assert/strict";
import type { DisplayPage } from "../../../protocols/api/display.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { LightDisplay } from "../../support/displays/light_display.ts";

const DISPLAYS = 500;
/** The library gives an automatic reconnect this long, then hangs up and comes again. */
const ACK_LIMIT_MS = 1_000;
/** On the busiest machine; `deno task bench:storm` tells how long it takes. */
const MOST_TRIES = 10;

/** Connects until somebody answers soon enough. */
async function comesIn(url: string, name: string, here: Set<LightDisplay>): Promise<number> {
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const display = new LightDisplay(url, name);
    here.add(display);
    const id = await display.registered;
    if (display.ackMs < ACK_LIMIT_MS) return id;
    here.delete(display);
    display.close();
  }
  throw new Error(`${name} was not answered in time ${MOST_TRIES} times`);
}

Deno.test("500 displays that connect at once, and give up after 1 s each, are all registered", async () => {
  await withDataDir(async (dataDir) => {
    // A process of its own: the clients' work must not be counted as the host's.
    const host = await ControlHostProcess.start(dataDir);
    const here = new Set<LightDisplay>();
    const names = Array.from({ length: DISPLAYS }, (_, index) => `Storm-${index}`);
    try {
      const ids = await Promise.all(names.map((name) => comesIn(host.url, name, here)));
      assert.equal(new Set(ids).size, DISPLAYS);
      const page = await host.api.call<DisplayPage>("/api/v1/displays?liveness=online&limit=500");
      assert.equal(page.items.length, DISPLAYS);
      assert.ok(page.items.every(({ connected }) => connected));
    } finally {
      for (const display of here) display.close();
      await host.stop();
    }
  });
});
