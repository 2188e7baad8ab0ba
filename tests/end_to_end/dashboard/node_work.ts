import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Container } from "../../../protocols/api/container.ts";
import type { Event } from "../../../protocols/api/event.ts";
import type { Node } from "../../../protocols/api/node.ts";
import { SseClient } from "../../adapters/http/stubs/sse_client.ts";
import { begins, confirm, press, untilSeen } from "./jobs.ts";
import { type Dashboard, type DashboardStage, PATIENCE_MS } from "./stage.ts";

type Named = Pick<Container, "serverId" | "name">;

/** A container of a machine with our own agent: its logs stream. */
async function container({ api }: DashboardStage, nth: number): Promise<Named> {
  const nodes = await api.call<{ readonly items: readonly Node[] }>("/api/v1/nodes");
  const { serverId } = nodes.items.find(({ version }) => version === "signalbox demo") ??
    assert.fail("no node agent");
  const { items } = await api.call<{ readonly items: readonly Container[] }>("/api/v1/containers");
  return items.filter((one) => one.serverId === serverId)[nth] ?? assert.fail("no container");
}

/** Keys are rotated once the name is typed; the new key is found held, and is shown to who asks, in writing. */
export async function rotatesKeys(stage: DashboardStage, dashboard: Dashboard) {
  const { page, go, sees } = dashboard;
  const { serverId, name } = await container(stage, 1);
  await go(`#/nodes/${serverId}/${name}?tab=keys`);
  await page.getByText("No session key has been stored yet.").waitFor();
  await press(page, "Rotate keys");
  const submit = page.getByRole("dialog").locator("button[type=submit]");
  assert.equal(await submit.isDisabled(), true);
  await page.getByTestId("typed-confirmation").fill(name.slice(0, -1));
  assert.equal(await submit.isDisabled(), true, "half a name");
  const rotation = await begins(page, `Rotate keys: ${name}`, () => confirm(page, name));
  assert.deepEqual(await rotation.outcome(), { [`${serverId}/${name}`]: "completed" });
  const key = await sees("[data-key][data-verified=true]");
  assert.match(await key.innerText(), /0x[0-9a-f]+….*held by the container/s);
  await revealsKey(stage, page);
}

async function revealsKey({ url, token }: DashboardStage, page: Page): Promise<void> {
  const key = page.locator("[data-key]").first();
  const keyId = await key.getAttribute("data-key");
  const masked = await key.locator("code").first().innerText();
  const told = await listen(url, token);
  await key.getByRole("button", { name: "Show and copy" }).click();
  await confirm(page);
  const shown = await key.locator(".revealed").innerText();
  assert.match(shown, /^0x[0-9a-f]{64,}$/);
  assert.ok(shown.startsWith(masked.replace("…", "")), `${masked} of ${shown}`);
  const copied = () => page.evaluate<string>("navigator.clipboard.readText()");
  await untilSeen(copied, (text) => text === shown);
  const { data } = await told("sessionKey.revealed");
  assert.deepEqual([data.key.keyId, data.address], [keyId, "127.0.0.1"]);
  assert.match(data.by, /admin/);
}

/** Follows the event stream; answers how to wait for the first event of a type. */
async function listen(url: string, token: string) {
  const response = await fetch(`${url}/api/v1/events`, {
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const client = new SseClient(response.body);
  await client.next();
  return async <T extends Event["type"]>(type: T): Promise<Extract<Event, { type: T }>> => {
    for (;;) {
      const message = await client.next() ?? assert.fail("the stream has ended");
      const event = message.data as Event | undefined;
      if (event?.type !== type) continue;
      await client.leave();
      return event as Extract<Event, { type: T }>;
    }
  };
}

/** Further than what still counts as the end of a log. */
const SCROLLED_PX = 300;

/** A log goes on by itself through a restart of its container, stands still, is filtered, and is taken away. */
export async function followsLog(stage: DashboardStage, { page, go, sees }: Dashboard) {
  const { serverId, name } = await container(stage, 2);
  await go(`#/nodes/${serverId}/${name}?tab=logs`);
  await sees("[data-log=live]");
  const lines = page.locator(".log-lines > div:not(.log-divider)");
  await lines.nth(10).waitFor();
  await press(page, "Restart");
  const restart = await begins(page, `Restart: ${name}`, () => confirm(page));
  assert.deepEqual(await restart.outcome(), { [`${serverId}/${name}`]: "completed" });
  await sees(".log-divider");
  const after = page.locator(".log-divider ~ div:not(.log-divider)");
  await after.first().waitFor();
  const before = await lines.count();
  await untilSeen(() => lines.count(), (count) => count > before);
  await pausesWhileScrolledUp(page);
  await pausesAndFilters(page);
  await downloads(page, name);
}

async function pausesWhileScrolledUp(page: Page): Promise<void> {
  const log = page.getByRole("log");
  // A browser scrolls by and by.
  const isFromEnd = (pixels: number) =>
    untilSeen(
      () => log.evaluate((it) => Math.round(it.scrollHeight - it.scrollTop - it.clientHeight)),
      (now) => Math.abs(now - pixels) <= 1,
    );
  await isFromEnd(0);
  await log.hover();
  await page.mouse.wheel(0, -SCROLLED_PX);
  await isFromEnd(SCROLLED_PX);
  await page.getByRole("button", { name: "Follow" }).waitFor();
  await log.press("End");
  await isFromEnd(0);
  await page.getByRole("button", { name: "Pause" }).waitFor();
}

async function pausesAndFilters(page: Page): Promise<void> {
  const lines = page.locator(".log-lines > div");
  await page.getByRole("button", { name: "Pause" }).click();
  const follow = page.getByRole("button", { name: "Follow" });
  await follow.waitFor();
  const shown = await lines.count();
  await untilSeen(() => follow.innerText(), (text) => /paused, [1-9]/.test(text));
  assert.equal(await lines.count(), shown, "nothing moves while it is read");
  await follow.click();
  await untilSeen(() => lines.count(), (count) => count > shown);
  const filter = page.getByLabel("Show only lines with");
  await filter.fill("IS FINAL");
  await untilSeen(
    () => page.locator(".log-lines > div:not(.log-divider)").allInnerTexts(),
    (texts) => texts.length > 0 && texts.every((text) => text.includes("is final")),
  );
  assert.equal(await page.locator(".log-divider").count(), 1, "why lines are missing stays");
  await filter.fill("");
}

async function downloads(page: Page, name: string): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), `${name}.log`);
  const text = await Deno.readTextFile(await download.path());
  const divider = await page.locator(".log-divider").first().innerText();
  assert.ok(text.includes(`${divider}\n`), text);
  assert.ok(text.split("\n").length > 10, text);
}
