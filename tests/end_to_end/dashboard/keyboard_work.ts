import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Container } from "../../../protocols/api/container.ts";
import { openPage } from "../../support/machine/browser.ts";
import { begins } from "./jobs.ts";
import { focused, jump, tabTo, untilFocused } from "./keys.ts";
import { type DashboardStage, PATIENCE_MS } from "./stage.ts";

type Work = (page: Page, stage: DashboardStage) => Promise<void>;

const press = (page: Page, ...keys: readonly string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

async function signsIn(page: Page, { token }: DashboardStage): Promise<void> {
  await untilFocused(page, "Access token");
  await page.keyboard.type(token);
  await press(page, "Enter");
  await untilFocused(page, "Fleet");
}

async function jumps(page: Page): Promise<void> {
  await jump(page, "play_03", "Display_03");
  await press(page, "Control+k");
  await untilFocused(page, "Jump to");
  await page.keyboard.type("display_0");
  await press(page, "ArrowDown", "ArrowDown", "ArrowUp", "Enter");
  await untilFocused(page, "Display_02");
  await press(page, "Control+k");
  await untilFocused(page, "Jump to");
  await press(page, "Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await untilFocused(page, "Display_02");
  await jumpsAgainAtOnce(page);
}

/** One dialog is closed and the next asked for in the same moment, faster than any hand. */
async function jumpsAgainAtOnce(page: Page): Promise<void> {
  await press(page, "Control+k");
  await untilFocused(page, "Jump to");
  await page.evaluate(`
    document.querySelector("dialog[open] header button").click();
    dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true }));
  `);
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))");
  await untilFocused(page, "Jump to");
  await press(page, "Escape");
  await untilFocused(page, "Display_02");
}

async function searches(page: Page): Promise<void> {
  await jump(page, "displays", "Displays");
  await press(page, "/");
  await untilFocused(page, "Search displays");
  await page.keyboard.type("_04");
  await page.locator(".rows .row").nth(1).waitFor({ state: "detached" });
  assert.match(page.url(), /q=_04/);
  await tabTo(page, "Choose Display_04");
  await press(page, "Space");
  await tabTo(page, "Check", "Shift+Tab");
  const check = await begins(page, "Check 1 chosen", () => press(page, "Enter"));
  assert.deepEqual(await check.outcome(), { Display_04: "completed" });
  await untilFocused(page, "Check");
}

async function helps(page: Page): Promise<void> {
  await jump(page, "play_05", "Display_05");
  await press(page, "?");
  const help = page.getByRole("dialog", { name: "Keyboard" });
  await help.waitFor();
  assert.match(await help.innerText(), /Search on this page/);
  await press(page, "Escape");
  await help.waitFor({ state: "detached" });
  await untilFocused(page, "Display_05");
  await press(page, "Escape");
  await untilFocused(page, "Displays");
  await press(page, "Escape");
  await untilFocused(page, "Fleet");
}

async function runsPreset(page: Page): Promise<void> {
  await jump(page, "lobby", "Lobby loop");
  await tabTo(page, "Run");
  const run = await begins(page, "Run Lobby loop", () => press(page, "Enter"));
  assert.deepEqual(Object.values(await run.outcome()), Array(4).fill("completed"));
  await untilFocused(page, "Run");
  await tabTo(page, "Stop");
  await press(page, "Enter");
  await page.getByRole("dialog").waitFor();
  await tabTo(page, "Cancel");
  await press(page, "Enter");
  await untilFocused(page, "Stop");
  await tabTo(page, "Display_02");
  await tabTo(page, /^Jobs/);
  await tabTo(page, "Display_02");
  await press(page, "Enter");
  await untilFocused(page, "execute · Display_02");
  await tabTo(page, /^Jobs/);
  await press(page, "Space");
  await page.locator(".job").first().waitFor({ state: "detached" });
}

async function rotates(page: Page, { api }: DashboardStage): Promise<void> {
  const { items } = await api.call<{ readonly items: readonly Container[] }>("/api/v1/containers");
  const { serverId, name } = items[0] ?? assert.fail("no container");
  await jump(page, name, name);
  await tabTo(page, "Rotate keys");
  await press(page, "Space");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await press(page, "Escape");
  await dialog.waitFor({ state: "detached" });
  await untilFocused(page, "Rotate keys");
  await press(page, "Space");
  await dialog.waitFor();
  await tabTo(page, /^Type/);
  await press(page, "Enter");
  assert.equal(await dialog.count(), 1, "nothing was typed");
  await page.keyboard.type(name);
  const rotation = await begins(page, `Rotate keys: ${name}`, () => press(page, "Enter"));
  assert.deepEqual(await rotation.outcome(), { [`${serverId}/${name}`]: "completed" });
  await untilFocused(page, "Rotate keys");
  await tabTo(page, "Session keys");
  await press(page, "Enter");
  await page.locator("[data-verified=true]").first().waitFor();
  assert.equal((await focused(page)).name, "Session keys");
}

async function skipsAndLeaves(page: Page): Promise<void> {
  await page.reload();
  await page.locator("main#content").waitFor();
  await tabTo(page, "To the content");
  await press(page, "Enter");
  assert.equal((await focused(page)).tag, "MAIN");
  await jump(page, "fleet", "Fleet");
  await tabTo(page, /^Language, theme, sign out/, "Shift+Tab");
  await press(page, "Enter");
  await tabTo(page, "Sign out");
  await press(page, "Enter");
  await untilFocused(page, "Access token");
}

const WORK: Readonly<Record<string, Work>> = {
  "a token is typed where the page asks for it": signsIn,
  "Ctrl+K goes to any member, and Esc leaves it": jumps,
  "/ searches; what is found is chosen with Space and checked": searches,
  "? helps, and Esc goes back to the list and to the fleet": helps,
  "a preset is run, and the way goes on to its command": runsPreset,
  "keys are rotated once the name is typed": rotates,
  "the head of the page is skipped, and the session is ended": skipsAndLeaves,
};

/** A session is asked for, and its stream breaks off with it. */
const OF_NO_SESSION = /401 \(Unauthorized\)|ERR_INCOMPLETE_CHUNKED_ENCODING/;

/** Does the main tasks by keyboard alone, with the focus in sight, in a browser session of its own. */
export async function worksByKeyboard(t: Deno.TestContext, stage: DashboardStage): Promise<void> {
  const viewport = { width: 1280, height: 800 };
  const { page, errors } = await openPage(stage.browser, stage.url, { viewport });
  page.setDefaultTimeout(PATIENCE_MS);
  for (const [name, work] of Object.entries(WORK)) {
    await t.step(name, () => work(page, stage));
  }
  assert.deepEqual(errors.filter((error) => !OF_NO_SESSION.test(error)), []);
  await page.context().close();
}
