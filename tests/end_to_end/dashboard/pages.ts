import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { accessViolations, type DashboardStage } from "./stage.ts";

/** Every page, with members of the demo. */
async function everyPage({ api }: DashboardStage): Promise<readonly string[]> {
  const first = async <T>(path: string): Promise<T> => {
    const { items } = await api.call<{ readonly items: readonly T[] }>(`/api/v1/${path}`);
    return items[0] ?? assert.fail(`${path} is empty`);
  };
  const display = await first<{ id: number }>("displays");
  const container = await first<{ serverId: string; name: string }>("containers");
  const wall = await first<{ name: string }>("walls");
  const host = await first<{ id: number }>("sync-hosts");
  const camera = await first<{ id: number }>("cameras");
  const preset = await first<{ id: number }>("presets");
  const group = await first<{ id: number }>("groups");
  const schedule = await first<{ id: number }>("schedules");
  const command = await first<{ id: string }>("commands");
  const tabs = (path: string, ...names: readonly string[]) =>
    names.map((name) => `${path}?tab=${name}`);
  const { serverId, name } = container;
  return [
    "#/",
    "#/wall-mode",
    "#/displays",
    ...tabs(`#/displays/${display.id}`, "overview", "commands", "logs", "history", "config"),
    "#/nodes",
    ...tabs(`#/nodes/${serverId}`, "overview", "commands", "logs", "history"),
    ...tabs(`#/nodes/${serverId}/${name}`, "overview", "keys", "logs", "commands", "history"),
    "#/walls",
    `#/walls/${encodeURIComponent(wall.name)}`,
    ...tabs(`#/sync-hosts/${host.id}`, "overview", "history"),
    "#/cameras",
    ...tabs(`#/cameras/${camera.id}`, "overview", "recordings", "commands", "history"),
    "#/presets",
    "#/presets/new",
    ...tabs(`#/presets/${preset.id}`, "overview", "edit", "history"),
    "#/groups/new",
    `#/groups/${group.id}`,
    "#/schedules",
    "#/schedules/new",
    ...tabs(`#/schedules/${schedule.id}`, "overview", "edit"),
    "#/commands",
    `#/commands/${command.id}`,
    "#/machines",
    "#/actors",
    "#/tokens",
    "#/audit",
    ...tabs("#/host", "overview", "backups"),
    ...tabs("#/alerts", "alerts", "maintenance", "channels"),
  ];
}

const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";

/** A full examination takes a second: the fast ring has one for every third page, others in each look, the long one all. */
const EXAMINE_EVERY = 3;

/** Each look at the pages: a theme with a language and a width. */
const LOOKS = [
  {
    colorScheme: "dark",
    locale: "en-GB",
    viewport: { width: 1280, height: 800 },
    examineFrom: 0,
  },
  {
    colorScheme: "light",
    locale: "ko-KR",
    viewport: { width: 390, height: 844 },
    examineFrom: 1,
  },
] as const;

/** Opens every page in both looks: each is there, in its language, within its width, and asks nobody else. */
export async function opensEveryPage(stage: DashboardStage): Promise<void> {
  const pages = await everyPage(stage);
  for (const look of LOOKS) await opensInLook(stage, pages, look);
}

async function opensInLook(
  stage: DashboardStage,
  pages: readonly string[],
  look: typeof LOOKS[number],
): Promise<void> {
  const dashboard = await stage.open(look);
  const titles: string[] = [];
  const faults: string[] = [];
  for (const [nth, hash] of pages.entries()) {
    await dashboard.go(hash);
    const examine = LONG || nth % EXAMINE_EVERY === look.examineFrom;
    faults.push(...(await faultsOf(dashboard.page, examine)).map((one) => `${hash} ${one}`));
    titles.push(await dashboard.page.locator("h1").first().innerText());
  }
  assert.deepEqual(faults, [], look.locale);
  assert.deepEqual(dashboard.errors, []);
  const korean = titles.filter((title) => /\p{Script=Hangul}/u.test(title));
  assert.equal(korean.length > 8, look.locale === "ko-KR", "headings in the language");
  const strangers = dashboard.requests.filter((url) => !url.startsWith(stage.url));
  assert.deepEqual(strangers.filter((url) => !/^(blob|data):/.test(url)), []);
  await dashboard.page.context().close();
}

/** What is wrong with a page that has read what it shows. @param examine whether everybody can use it */
async function faultsOf(page: Page, examine: boolean): Promise<readonly string[]> {
  // What a page reads is there, or it says so.
  await page.locator("main .problem:not(:empty), main [aria-busy=true]").waitFor({
    state: "detached",
  });
  const faults = examine ? await accessViolations(page) : [];
  const overflow = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  return overflow > 0 ? [...faults, `is ${overflow} pixels too wide`] : faults;
}
