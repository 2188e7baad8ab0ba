import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { Camera } from "../../../protocols/api/camera.ts";
import { confirm, press, untilSeen } from "./jobs.ts";
import type { Dashboard, DashboardStage } from "./stage.ts";

/** A third of a second: enough to know that it plays. */
const SOME_FRAMES = 10;

function decodedFrames(tile: Locator): Promise<number> {
  return tile.getAttribute("data-decoded-frames").then(Number);
}

async function plays(tile: Locator): Promise<void> {
  const before = await decodedFrames(tile);
  await untilSeen(() => decodedFrames(tile), (frames) => frames >= before + SOME_FRAMES);
}

function tileOf(page: Page, camera: string): Locator {
  return page.locator(`[data-camera=${camera}] section.camera`);
}

/** Waits until the control host sends a camera's pictures to so many pages. */
function untilWatchers({ api }: DashboardStage, camera: string, wanted: number): Promise<unknown> {
  return untilSeen(async () => {
    const { viewers } = await api.call<Camera>(`/api/v1/cameras/${camera}`);
    return viewers.length;
  }, (count) => count === wanted);
}

/** Pictures move in the grid and on a camera's own page. */
export async function playsLive(stage: DashboardStage, { page, go, sees }: Dashboard) {
  await go("#/cameras");
  for (const camera of ["Camera_01", "Camera_02"]) {
    const tile = tileOf(page, camera);
    await plays(tile);
    assert.equal(await tile.getAttribute("data-state"), "live");
    assert.equal(await tile.getAttribute("data-player"), "webcodecs");
    await untilSeen(
      () => tile.locator(".figures").innerText(),
      (text) => /^[\d.]+ fps · 640×360 · latency/.test(text),
    );
  }
  await page.locator('[data-member="camera:Camera_02"]').getByRole("link").click();
  await sees("h1 >> text=Camera_02");
  await plays(tileOf(page, "Camera_02"));
  await untilWatchers(stage, "Camera_01", 0);
}

/** What is out of sight, by scrolling or behind another tab, does not stream; what comes back into it does. */
export async function streamsInSightOnly(stage: DashboardStage, { page, go }: Dashboard) {
  const all = page.viewportSize() ?? assert.fail("no viewport");
  await page.setViewportSize({ width: 390, height: 300 });
  await go("#/cameras");
  const [first, second] = [tileOf(page, "Camera_01"), tileOf(page, "Camera_02")];
  await plays(first);
  await untilWatchers(stage, "Camera_02", 0);
  assert.equal(await decodedFrames(second), 0);
  await second.scrollIntoViewIfNeeded();
  await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
  await plays(second);
  await untilWatchers(stage, "Camera_01", 0);
  await page.setViewportSize(all);
  await plays(first);
  await hide(page, true);
  for (const camera of ["Camera_01", "Camera_02"]) await untilWatchers(stage, camera, 0);
  await hide(page, false);
  await plays(first);
  await plays(second);
}

/** As a browser tells a page that another tab is in front of it. */
function hide(page: Page, hidden: boolean): Promise<unknown> {
  return page.evaluate(
    `Object.defineProperty(document, "hidden", { configurable: true, value: ${hidden} });
     document.dispatchEvent(new Event("visibilitychange"));`,
  );
}

/** A camera is recorded and stopped; what was recorded is played, and taken away. */
export async function records(stage: DashboardStage, { page, go, sees }: Dashboard) {
  const camera = await stage.api.call<Camera>("/api/v1/cameras/Camera_02");
  await go(`#/cameras/${camera.id}?tab=recordings`);
  await page.getByText("There are no recordings.").waitFor();
  await press(page, "Record");
  const rows = page.locator("[role=table] .rows [role=row]");
  await rows.first().waitFor();
  const size = () =>
    stage.api.call<Camera>("/api/v1/cameras/Camera_02").then(({ recording }) => recording?.bytes);
  await untilSeen(size, (bytes) => (bytes ?? 0) > 0);
  await press(page, "Stop recording");
  await confirm(page);
  await sees(".page-head button >> text=/^Record$/");
  await rows.first().getByText("being written").waitFor({ state: "detached" });
  await rows.first().getByRole("button", { name: "Play" }).click();
  const video = await sees("dialog video.recording");
  const duration = await untilSeen(
    () => video.evaluate((element) => (element as unknown as { duration: number }).duration),
    (seconds) => seconds > 0,
  );
  assert.ok(duration < 60, `${duration} s`);
  await page.keyboard.press("Escape");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    rows.first().getByRole("link", { name: "Download" }).click(),
  ]);
  const head = (await Deno.readFile(await download.path())).subarray(4, 8);
  assert.equal(new TextDecoder().decode(head), "ftyp");
  assert.match(download.suggestedFilename(), /\.mp4$/);
}
