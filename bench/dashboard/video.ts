import type { Page } from "playwright-core";
import { LOOP_RATE } from "../../agents/demo/cameras/loops.ts";
import { opener } from "../../tests/end_to_end/dashboard/stage.ts";
import { withBrowser } from "../../tests/support/machine/browser.ts";
import { type Figure, whole } from "../displays/figure.ts";
import { startCameras } from "./cameras.ts";
import { startHost } from "./host.ts";

const TILES = 4;
/** Players begin, and the host has found its rhythm. */
const SETTLE_MS = 10_000;
const SECONDS = 30;
/** What is on its way between two looks at the counters. */
const TOLERANCE = 0.98;

/** Four live pictures of 640×360 at 30 frames a second on the cameras page. */
export async function video(): Promise<Figure[]> {
  const cameras = startCameras();
  const host = startHost();
  const cameraPorts = await cameras.call("open", { count: TILES });
  const { url, token } = await host.call("open", { cameraPorts });
  let figures: Figure[] = [];
  await withBrowser(async (browser) => {
    const { page } = await opener(browser, url, token)({
      at: "#/cameras",
      viewport: { width: 1_280, height: 1_000 },
    });
    for (let nth = 0; nth < TILES; nth++) {
      await page.locator(".camera canvas, .camera video").nth(nth).waitFor();
    }
    await page.waitForTimeout(SETTLE_MS);
    figures = await measure(page, () => cameras.call("played", null));
  });
  await host.stop();
  await cameras.stop();
  return figures;
}

async function measure(page: Page, played: () => Promise<number>): Promise<Figure[]> {
  const [before, playedBefore] = await Promise.all([counters(page), played()]);
  await page.waitForTimeout(SECONDS * 1_000);
  const [after, playedAfter] = await Promise.all([counters(page), played()]);
  const decoded = after.decoded - before.decoded;
  const dropped = after.dropped - before.dropped;
  const due = playedAfter - playedBefore;
  return [
    {
      arm: `frames dropped, ${TILES} tiles of 640×360 at ${LOOP_RATE} fps`,
      figure: whole(dropped),
      target: "0",
      met: dropped === 0,
      remark: `${SECONDS} s, ${after.player}, ${whole(due / SECONDS / TILES)} fps sent`,
    },
    {
      arm: "frames decoded of those the cameras sent",
      figure: `${(decoded / due * 100).toFixed(1)} %`,
      target: `>= ${TOLERANCE * 100} %`,
      met: decoded >= due * TOLERANCE,
      remark: `${whole(decoded)} of ${whole(due)}`,
    },
  ];
}

interface Counters {
  readonly decoded: number;
  readonly dropped: number;
  readonly player: string;
}

/** What the tiles count, of all together. */
async function counters(page: Page): Promise<Counters> {
  const tiles = await page.evaluate<Readonly<Record<string, string>>[]>(
    "Array.from(document.querySelectorAll('.camera'), ({ dataset }) => ({ ...dataset }))",
  );
  const sum = (name: string) => tiles.reduce((all, tile) => all + Number(tile[name] ?? NaN), 0);
  return {
    decoded: sum("decodedFrames"),
    dropped: sum("droppedFrames"),
    player: tiles[0]?.player ?? "",
  };
}
