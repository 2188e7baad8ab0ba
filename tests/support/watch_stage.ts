import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { createScriptedCamera, type ScriptedCamera } from "../../agents/cameras/scripted_camera.ts";
import type { Camera } from "../../protocols/api/camera.ts";
import { type HostUnderTest, withControlHost } from "./control_host.ts";
import { ADMIN_TOKEN } from "./host_settings.ts";
import { PATIENCE_MS } from "./displays/scripted_fleet.ts";

/** Between two looks at a page. */
const LOOK_MS = 50;

/** A control host with cameras that stream. */
export interface WatchStage extends HostUnderTest {
  /** By their names. */
  readonly cameras: Readonly<Record<string, ScriptedCamera>>;
}

/** Runs a test on a control host with a camera for each tape, once all of them stream. */
export async function withCameras(
  tapes: Readonly<Record<string, readonly Uint8Array[]>>,
  test: (stage: WatchStage) => Promise<void>,
): Promise<void> {
  const cameras = Object.fromEntries(
    Object.entries(tapes).map(([name, tape]) => [name, createScriptedCamera({ tape })]),
  );
  await Promise.all(Object.values(cameras).map((camera) => camera.start()));
  const configured = Object.entries(cameras).map(([name, { address, port }]) => ({
    name,
    address,
    port,
  }));
  try {
    await withControlHost(
      async (under) => {
        for (const name of Object.keys(cameras)) await untilStreaming(under, name);
        await test({ ...under, cameras });
      },
      {},
      { cameras: configured },
    );
  } finally {
    await Promise.all(Object.values(cameras).map((camera) => camera.stop()));
  }
}

/** Resolves when a camera streams. */
export async function untilStreaming({ api }: HostUnderTest, name: string): Promise<Camera> {
  const path = `/api/v1/cameras/${encodeURIComponent(name)}`;
  const streams = ({ stream, picture }: Camera) => stream === "streaming" && picture !== null;
  await api.until<Camera>(path, streams, PATIENCE_MS);
  return await api.call<Camera>(path);
}

/** Types the token in where the page asks for it. */
export async function signIn(page: Page, token = ADMIN_TOKEN): Promise<void> {
  await page.locator("form input").fill(token);
  await page.locator("form button").click();
}

/** What the page counts of a camera; the first one by default. */
export function tileOf(page: Page, nth = 0) {
  const section = page.locator("section.camera").nth(nth);
  const read = (name: string) => section.getAttribute(`data-${name}`);
  return {
    section,
    /** Resolves when it says that its pictures are live. */
    isLive: () => section.and(page.locator("[data-state=live]")).waitFor({ timeout: PATIENCE_MS }),
    player: () => read("player"),
    decodedFrames: async () => Number(await read("decoded-frames")),
    /** Resolves when so many more frames have been decoded. */
    async decodes(frames: number): Promise<void> {
      const until = await this.decodedFrames() + frames;
      const deadline = performance.now() + PATIENCE_MS;
      // Looked at from outside: the page's own rules do not let a test evaluate text in it.
      for (let now = 0; now < until; now = await this.decodedFrames()) {
        assert.ok(performance.now() < deadline, `${now} of ${until} frames decoded`);
        await page.waitForTimeout(LOOK_MS);
      }
    },
    /** Resolves when it says that there is no picture; answers in which words. */
    async gone(words: RegExp): Promise<string> {
      await section.locator(".notice").filter({ hasText: words }).waitFor({ timeout: PATIENCE_MS });
      assert.equal(await section.locator("canvas, video").count(), 0, "an old picture is shown");
      return await section.locator(".notice").innerText();
    },
  };
}
