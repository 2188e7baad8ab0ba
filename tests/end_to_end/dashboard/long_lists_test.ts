import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { needing } from "../../support/machine/system_needs.ts";
import { untilSeen } from "./jobs.ts";
import { type MembersStage, withMembers } from "./members_stage.ts";
import { type Dashboard, missing } from "./stage.ts";

/** More than are drawn all at once. */
const MEMBERS = 240;
const LAST = `Wall-${MEMBERS}`;
const SCREEN_PX = 700;

async function furnish({ make }: MembersStage): Promise<readonly string[]> {
  const names = Array.from({ length: MEMBERS }, (_, nth) => `Wall-${nth + 1}`);
  for (const name of names) await make("displays", { name });
  return names;
}

function scrollY(page: Page): Promise<number> {
  return page.evaluate<number>("scrollY");
}

/** Goes down the page a screen at a time, to its end. */
async function walkDown(page: Page, look: () => Promise<unknown>): Promise<void> {
  for (let before = -1; before !== await scrollY(page);) {
    before = await scrollY(page);
    await look();
    await page.evaluate<void>(`scrollBy(0, ${SCREEN_PX})`);
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
  }
}

/** Only what is in sight is drawn, and all of it when people have been everywhere. */
async function drawsWhatIsInSight({ page }: Dashboard, names: readonly string[]): Promise<void> {
  const seen = new Set<string | null>();
  await walkDown(page, async () => {
    const drawn = await page.locator("main .tile").evaluateAll((tiles) =>
      tiles.map((tile) => tile.getAttribute("data-member"))
    );
    assert.ok(drawn.length < MEMBERS, `${drawn.length} tiles are drawn at once`);
    drawn.forEach((member) => seen.add(member));
  });
  assert.deepEqual([...seen].sort(), names.map((name) => `display:${name}`).sort());
}

/** From a tile far down to its page, which begins at its top; and Back to where the tile is, after a reload as well. */
async function comesBackToItsPlace({ page, tile, sees }: Dashboard): Promise<void> {
  const last = tile(`display:${LAST}`);
  const left = await scrollY(page);
  assert.ok(left > SCREEN_PX, `${left} px down`);
  await last.click();
  await sees(`h1 >> text=${LAST}`);
  await untilSeen(() => scrollY(page), (y) => y === 0);
  for (const goes of [() => page.goBack(), () => page.reload()]) {
    await goes();
    await last.waitFor();
    // What stands above may have another height by now.
    await untilSeen(() => scrollY(page), (y) => Math.abs(y - left) < SCREEN_PX / 4);
  }
}

/** Whoever goes on by keyboard comes to tiles that were not drawn yet. */
async function goesOnByKeyboard({ page, tile }: Dashboard): Promise<void> {
  await page.keyboard.press("Home");
  await tile("display:Wall-1").focus();
  for (let nth = 2; nth <= MEMBERS / 2; nth++) {
    await page.keyboard.press("Tab");
    const next = `display:Wall-${nth}`;
    const focused = () => page.evaluate("document.activeElement?.dataset.member");
    assert.equal(await focused(), next);
  }
}

Deno.test({
  ...needing("a page of hundreds draws what is in sight, and keeps its place", missing),
  fn: () =>
    withMembers(async (stage) => {
      const names = await furnish(stage);
      const dashboard = await stage.open({ viewport: { width: 1280, height: 800 } });
      await dashboard.sees(".tile");
      await drawsWhatIsInSight(dashboard, names);
      await comesBackToItsPlace(dashboard);
      await goesOnByKeyboard(dashboard);
      assert.deepEqual(dashboard.errors, []);
    }),
});
