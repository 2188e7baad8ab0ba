import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { createScriptedCamera } from "../../../agents/cameras/scripted_camera.ts";
import {
  createScriptedDisplay,
  type ScriptedDisplay,
} from "../../../agents/displays/scripted_display.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { missingChromium, withBrowser } from "../../support/machine/browser.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { h264Tape } from "../../support/cameras/test_pictures.ts";
import { type Dashboard, opener, PATIENCE_MS, untilAttribute } from "./stage.ts";

const TIME_SCALE = 20;
const SOME_FRAMES = 10;
/** Ten seconds are promised for a line that broke without a word; the rest is the machine's, which others use as well. */
const NOTICED_MS = 15_000;

/** A control host that can be killed, two pages of its dashboard, two displays and a camera. */
class Stage {
  constructor(
    public host: ControlHostProcess,
    readonly fleet: Dashboard,
    readonly cameras: Dashboard,
    readonly displays: readonly [ScriptedDisplay, ScriptedDisplay],
  ) {}

  get pages(): readonly Page[] {
    return [this.fleet.page, this.cameras.page];
  }

  /** Each page says that it is lost, since when, and shows nothing as if it were live. */
  async areLost(): Promise<void> {
    for (const page of this.pages) {
      const bar = page.locator(".connection[data-state=lost][role=alert]");
      await bar.waitFor();
      assert.match(
        await bar.innerText(),
        /^The control host does not answer\. What you see is as of .*\d{1,2}:\d{2}.*Trying again/,
      );
      await page.locator("main#content[data-connection=lost]").waitFor();
      const filter = await page.evaluate("getComputedStyle(document.querySelector('main')).filter");
      assert.equal(filter, "grayscale(1)");
    }
    const { page } = this.cameras;
    for (const button of ["Record all", "Stop all recordings", "Record"]) {
      const found = page.getByRole("button", { name: button, exact: true });
      assert.equal(await found.isDisabled(), true, button);
    }
    await untilAttribute(page.locator("section.camera"), "data-state", "gone");
    assert.equal(await page.locator("section.camera :is(canvas, video)").count(), 0, "a picture");
    await page.locator("section.camera .notice").getByText(/connection|lost|since/i).first()
      .waitFor();
  }

  /** Each page is live again, by itself: it is the page that it was. */
  async areLive(): Promise<void> {
    for (const page of this.pages) {
      await page.locator("main#content[data-connection=live]").waitFor();
      assert.equal(await page.locator(".connection").count(), 0);
      assert.equal(await page.evaluate("globalThis.untouched"), true, "it was loaded anew");
    }
    const { page } = this.cameras;
    await page.getByRole("button", { name: "Record all" }).and(page.locator(":enabled")).waitFor();
    await this.plays();
  }

  async plays(): Promise<void> {
    const camera = this.cameras.page.locator("section.camera");
    const decoded = async () => Number(await camera.getAttribute("data-decoded-frames"));
    const before = await decoded();
    await this.cameras.page.locator("section.camera[data-state=live] canvas").waitFor();
    while (await decoded() < before + SOME_FRAMES) await this.cameras.page.waitForTimeout(50);
  }

  /** How a display is shown on the fleet page. */
  tone(name: string): Promise<string | null> {
    return this.fleet.tile(`display:${name}`).getAttribute("data-tone");
  }
}

async function openStage(browser: Browser, host: ControlHostProcess, displays: Stage["displays"]) {
  const open = opener(browser, host.url, ADMIN_TOKEN);
  const stage = new Stage(host, await open(), await open({ at: "#/cameras" }), displays);
  for (const page of stage.pages) await page.evaluate("globalThis.untouched = true");
  for (const { name } of displays) {
    await untilAttribute(stage.fleet.tile(`display:${name}`), "data-tone", "ok");
  }
  await stage.plays();
  return stage;
}

function aDisplay(name: string, url: string): ScriptedDisplay {
  const display = createScriptedDisplay({ build: "T4", url, name, timeScale: TIME_SCALE });
  display.start();
  return display;
}

async function withStage(test: (stage: Stage) => Promise<void>): Promise<void> {
  const tape = await h264Tape({ width: 320, height: 240, frames: 60 });
  const camera = createScriptedCamera({ tape });
  await camera.start();
  const { address, port } = camera;
  await withDataDir(async (dataDir) => {
    const cameras = [{ name: "Hall", address, port }];
    let host = await ControlHostProcess.start(dataDir, { cameras });
    const displays = [aDisplay("Wall-1", host.url), aDisplay("Wall-2", host.url)] as const;
    try {
      await withBrowser(async (browser) => {
        const stage = await openStage(browser, host, displays);
        try {
          await test(stage);
        } finally {
          host = stage.host;
        }
      });
    } finally {
      for (const display of displays) display.stop();
      await host.kill();
      await camera.stop();
    }
  });
}

Deno.test({
  ...needing(
    "the dashboard says that the control host is gone, and is live again by itself",
    missingChromium ?? missingFfmpeg,
  ),
  fn: (t) =>
    withStage(async (stage) => {
      const [, leaving] = stage.displays;
      await t.step("the control host is killed", async () => {
        await stage.host.kill();
        await stage.areLost();
      });

      await t.step("it is there again, and a member is not", async () => {
        leaving.stop();
        stage.host = await stage.host.again();
        await stage.areLive();
        assert.notEqual(await stage.tone("Wall-2"), "ok", "a member that is gone is shown online");
        await untilAttribute(stage.fleet.tile("display:Wall-1"), "data-tone", "ok");
        assert.notEqual(await stage.tone("Wall-2"), "ok");
      });

      await t.step("it falls silent without a word, as behind a cut cable", async () => {
        Deno.kill(stage.host.pid, "SIGSTOP");
        try {
          const since = performance.now();
          await stage.areLost();
          const tookMs = performance.now() - since;
          assert.ok(tookMs < NOTICED_MS, `noticed after ${Math.round(tookMs)} ms`);
        } finally {
          Deno.kill(stage.host.pid, "SIGCONT");
        }
        await stage.areLive();
      });

      await t.step("it goes on where it was", async () => {
        leaving.start();
        await leaving.until(() => leaving.registered, PATIENCE_MS);
        await untilAttribute(stage.fleet.tile("display:Wall-2"), "data-tone", "ok");
        for (const { errors } of [stage.fleet, stage.cameras]) {
          assert.deepEqual(errors.filter((error) => !/ERR_|WebSocket/.test(error)), []);
        }
      });
    }),
});
