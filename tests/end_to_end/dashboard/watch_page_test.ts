import assert from "node:assert/strict";
import {
  missingChromium,
  openPage,
  UNTRUSTED_HOST,
  type WatchedPage,
  withBrowser,
} from "../../support/machine/browser.ts";
import { missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { h264Tape, jpegTape } from "../../support/cameras/test_pictures.ts";
import { signIn, tileOf, type WatchStage, withCameras } from "../../support/watch_stage.ts";

const missing = missingChromium ?? missingFfmpeg;
/** A third of a second of each camera is enough to know that it plays. */
const SOME_FRAMES = 10;

async function watch(
  browser: Parameters<typeof openPage>[0],
  { url }: WatchStage,
  host: string,
  path: string,
): Promise<WatchedPage> {
  const { port } = new URL(url);
  const watched = await openPage(browser, `http://${host}:${port}${path}`);
  await signIn(watched.page);
  return watched;
}

Deno.test({
  ...needing(
    "the watch page plays cameras side by side from localhost and from elsewhere",
    missing,
  ),
  async fn() {
    const tapes = {
      Entrance: await h264Tape({ width: 320, height: 240, frames: 60 }),
      Hall: await h264Tape({ width: 640, height: 360, frames: 60 }),
      "Attic 2": await jpegTape({ width: 160, height: 120, frames: 30 }),
    };
    await withCameras(tapes, (stage) =>
      withBrowser(async (browser) => {
        for (
          const [host, player] of [["localhost", "webcodecs"], [UNTRUSTED_HOST, "mse"]] as const
        ) {
          const path = "/cameras/Entrance/watch?also=Hall&also=Attic%202";
          const { page, errors, requests } = await watch(browser, stage, host, path);
          for (const [nth, expected] of [player, player, "jpeg"].entries()) {
            const tile = tileOf(page, nth);
            await tile.decodes(SOME_FRAMES);
            await tile.isLive();
            assert.equal(await tile.player(), expected);
          }
          const figures = page.locator(".figures").nth(1);
          await figures.filter({ hasText: /^[\d.]+ fps · 640×360 · latency \d+ ms/ }).waitFor();
          const counted = await page.evaluate("document.documentElement.dataset.decodedFrames");
          assert.ok(Number(counted) >= 3 * SOME_FRAMES, `${counted}`);
          const strangers = requests.filter((url) => !url.startsWith(`http://${host}:`));
          assert.deepEqual(strangers.filter((url) => !/^(blob|data):/.test(url)), []);
          // The first look whether there is a session.
          assert.deepEqual(errors.filter((error) => !error.includes("401")), []);
          await page.context().close();
        }
      }));
  },
});

Deno.test({
  ...needing(
    "the watch page says that a camera is gone or silent, and plays when it is back",
    missing,
  ),
  async fn() {
    const tape = await h264Tape({ width: 320, height: 240, frames: 60 });
    await withCameras({ Entrance: tape }, (stage) =>
      withBrowser(async (browser) => {
        const { Entrance: camera = assert.fail() } = stage.cameras;
        const pages = [
          await watch(browser, stage, "localhost", "/cameras/Entrance/watch"),
          await watch(browser, stage, UNTRUSTED_HOST, "/cameras/Entrance/watch"),
        ];
        const tiles = pages.map(({ page }) => tileOf(page));
        for (const tile of tiles) await tile.decodes(SOME_FRAMES);
        await camera.stop();
        for (const tile of tiles) {
          assert.match(await tile.gone(/gone/), /since \d\d:\d\d:\d\d: 127\.0\.0\.1:\d+/);
        }
        await camera.start();
        for (const tile of tiles) await tile.decodes(SOME_FRAMES);
        camera.stalled = true;
        for (const tile of tiles) await tile.gone(/No picture|silent/);
        camera.stalled = false;
        for (const tile of tiles) await tile.decodes(SOME_FRAMES);
      }));
  },
});

Deno.test({
  ...needing(
    "the watch page asks again for a token that is not valid, and names what is not there",
    missing,
  ),
  async fn() {
    await withCameras({}, (stage) =>
      withBrowser(async (browser) => {
        const { page } = await openPage(browser, `${stage.url}/cameras/Nowhere/watch`, {
          locale: "ko-KR",
        });
        await page.locator("form input").fill("sbx_wrong");
        await page.locator("form button").click();
        await page.locator("form p").filter({ hasText: "유효하지 않은 토큰" }).waitFor();
        await signIn(page);
        await tileOf(page).gone(/그런 카메라가 없습니다/);
        assert.equal(await page.locator("form").isVisible(), false);
      }));
  },
});
