import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { findDemos } from "../../../agents/demo/control/control_client.ts";
import { cardFolder } from "../../../agents/demo/control/demo_card.ts";
import type { Command, CommandDetail } from "../../../protocols/api/command.ts";
import type { Display } from "../../../protocols/api/display.ts";
import type { Preset } from "../../../protocols/api/preset.ts";
import { begins, confirm, openJobs, press, untilSeen } from "./jobs.ts";
import { type Dashboard, type DashboardStage, untilAttribute } from "./stage.ts";

interface List<T> {
  readonly items: readonly T[];
}

async function presetNamed({ api }: DashboardStage, name: string): Promise<Preset> {
  const { items } = await api.call<List<Preset>>("/api/v1/presets");
  return items.find((preset) => preset.name === name) ?? assert.fail(`no preset ${name}`);
}

function allOf(names: readonly string[], state: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, state]));
}

const HALL_A = ["Display_01", "Display_02", "Display_03", "Display_04"];

/** A preset goes to its end, each target in a row of its own with the way to its command; and is stopped again. */
export async function runsAndStops(stage: DashboardStage, { page, go, sees }: Dashboard) {
  const { id } = await presetNamed(stage, "Lobby loop");
  await go(`#/presets/${id}`);
  const run = await begins(page, "Run Lobby loop", () => press(page, "Run"));
  assert.deepEqual(await run.outcome(), allOf(HALL_A, "completed"));
  assert.match(await run.entry.locator("header").innerText(), /4 of 4 completed/);
  await sees(".page-head .badge[data-tone=busy] >> text=running");
  await run.row("Display_02").getByRole("link").click();
  await sees("h1 >> text=execute · Display_02");
  await untilSeen(
    () => page.locator(".timeline").innerText(),
    (text) => /sent[\s\S]*completed/.test(text),
  );
  await go(`#/presets/${id}?tab=history`);
  const stop = await begins(page, "Stop Lobby loop", async () => {
    await press(page, "Stop");
    await confirm(page);
  });
  assert.deepEqual(await stop.outcome(), allOf(HALL_A, "completed"));
  await sees(".page-head .badge >> text=ready");
  const history = page.locator(".executions summary");
  await untilSeen(() => history.first().innerText(), (text) => /stop by /.test(text));
  assert.match(await history.nth(1).innerText(), /run by /);
}

/** A start offset is typed, kept, and holds its target back; the job goes through a reload of the page. */
export async function keepsOffsets(stage: DashboardStage, { page, go, sees }: Dashboard) {
  const { id } = await presetNamed(stage, "Lobby loop");
  await setOffset({ page, go }, id, "Display_02", "3.5");
  await sees("[role=cell] >> text=after 3.5 s");
  await page.reload();
  await sees("[role=cell] >> text=after 3.5 s");
  const { commands } = await presetNamed(stage, "Lobby loop");
  assert.deepEqual(commands.map(({ offsetMs }) => offsetMs), [0, 3_500, 0, 0]);
  const run = await begins(page, "Run Lobby loop", () => press(page, "Run"));
  await untilAttribute(run.row("Display_01"), "data-state", "completed");
  await page.reload();
  await openJobs(page);
  assert.deepEqual(await run.outcome(), allOf(HALL_A, "completed"));
  assert.ok(await heldForMs(stage, 3_500) >= 3_500);
}

/** How long the newest command with an offset was held back, by the ledger: the page may look at it too late. */
async function heldForMs({ api }: DashboardStage, offset: number): Promise<number> {
  const { items } = await api.call<List<Command>>("/api/v1/commands?limit=20");
  const { id } = items.find(({ offsetMs }) => offsetMs === offset) ?? assert.fail("none was held");
  const { createdAt, events } = await api.call<CommandDetail>(`/api/v1/commands/${id}`);
  const sent = events.find(({ state }) => state === "sent") ?? assert.fail("it was never sent");
  return Date.parse(sent.at) - Date.parse(createdAt);
}

async function setOffset(
  { page, go }: Pick<Dashboard, "page" | "go">,
  presetId: number,
  display: string,
  seconds: string,
): Promise<void> {
  await go(`#/presets/${presetId}?tab=edit`);
  await page.locator(`[data-target=${display}] input[type=number]`).fill(seconds);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.locator(`[role=table]`).waitFor();
}

/** What has not been sent is cancelled; the others of the same run are not touched. */
export async function cancelsWhatWaits(stage: DashboardStage, { page, go }: Dashboard) {
  const { id } = await presetNamed(stage, "Lobby loop");
  await setOffset({ page, go }, id, "Display_02", "600");
  const run = await begins(page, "Run Lobby loop", () => press(page, "Run"));
  const held = run.row("Display_02");
  const cancel = held.getByRole("button", { name: "Cancel", exact: true });
  await inNarrowWindow(page, async (width) => {
    const box = await cancel.boundingBox() ?? assert.fail("there is no way to cancel");
    assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
  });
  await cancel.click();
  const expected = { ...allOf(HALL_A, "completed"), Display_02: "cancelled" };
  assert.deepEqual(await run.outcome(), expected);
  assert.match(await held.innerText(), /cancelled/);
  assert.match(await held.locator(".job-reason").innerText(), /\w/);
  await setOffset({ page, go }, id, "Display_02", "0");
}

/** Looks at the page as a telephone shows it. */
async function inNarrowWindow(
  page: Page,
  look: (width: number) => Promise<void>,
): Promise<void> {
  const before = page.viewportSize() ?? assert.fail("no viewport");
  const width = 390;
  await page.setViewportSize({ width, height: before.height });
  await look(width);
  await page.setViewportSize(before);
}

/** A display that does not answer is waited for no longer, and the row says that this is all that is known. */
export async function stopsWaiting({ env, api }: DashboardStage, { page, go, sees }: Dashboard) {
  const [demo = assert.fail("no demo runs")] = await findDemos(cardFolder(env.HOME ?? ""));
  const [fault] = await demo.inject("link-loss", {});
  const key = fault?.members.find((member) => member.startsWith("display:")) ?? assert.fail();
  const name = key.slice("display:".length);
  await go(`#/displays/${(await api.display(name)).id}`);
  const check = await begins(page, `Check ${name}`, () => press(page, "Check"));
  const row = check.row(name);
  await untilAttribute(row, "data-state", "sent");
  assert.match(await row.innerText(), /\d+ s · .+ left/, "elapsed time and deadline");
  await row.getByRole("button", { name: "Stop waiting" }).click();
  assert.deepEqual(await check.outcome(), { [name]: "cancelled" });
  assert.match(await row.locator(".job-reason").innerText(), /\w/);
  await demo.clear("link-loss");
  await sees(".page-head .badge >> text=running");
}

/** Several displays are chosen in the list and checked at once: a row for each. */
export async function checksMany({ api }: DashboardStage, { page, go }: Dashboard) {
  const { items } = await api.call<List<Display>>("/api/v1/displays");
  const names = items.map(({ name }) => name);
  await go("#/displays");
  await page.getByLabel("Choose all that are shown").check();
  const title = `Check ${names.length} chosen`;
  const check = await begins(page, title, () => press(page, "Check"));
  assert.deepEqual(await check.outcome(), allOf(names, "completed"));
}

/** A schedule is made, run at once, and its run is seen, down to the command. */
export async function schedules({ api }: DashboardStage, { page, go, sees }: Dashboard) {
  await go("#/schedules/new");
  await page.locator("input[name=name]").fill("Look at the lobby");
  await page.locator("input[name=cron]").fill("30 5 * * *");
  await page.getByLabel("What", { exact: true }).selectOption("display");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await sees("h1 >> text=Look at the lobby");
  await press(page, "Run now");
  await confirm(page);
  const run = await sees("[data-run][data-state=completed]");
  await run.getByRole("link").click();
  await sees("h1 >> text=/^check · Display_/");
  const { items } = await api.call<List<Command>>("/api/v1/commands?limit=20");
  assert.match(
    page.url(),
    new RegExp(items.find(({ action }) => action === "check")?.id ?? "none"),
  );
}

/** A note to a wall stands in its timeline, with whose it is. */
export async function notes(_stage: DashboardStage, { page, go, sees }: Dashboard) {
  await go("#/walls/Wall_01");
  await page.locator("textarea").fill("Swapped the reference cable <b>at</b> rack 2");
  await page.getByRole("button", { name: "Add the note" }).click();
  const note = await sees(
    "[data-entry] .note >> text=Swapped the reference cable <b>at</b> rack 2",
  );
  assert.match(await note.innerText(), /admin$/);
  await untilSeen(() => page.locator("textarea").inputValue(), (text) => text === "");
}
