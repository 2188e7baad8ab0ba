import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type ControlClient, findDemos } from "../../../agents/demo/control/control_client.ts";
import { cardFolder } from "../../../agents/demo/control/demo_card.ts";
import type { Camera } from "../../../protocols/api/camera.ts";
import type { Node } from "../../../protocols/api/node.ts";
import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import type { Wall } from "../../../protocols/api/wall.ts";
import type { DemoFaultName } from "../../../protocols/demo/faults.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { allThere, type Dashboard, type DashboardStage, missing, withDashboard } from "./stage.ts";
import { losses } from "../demo/sights.ts";

/** A fault that the fleet page shows, and whether the show can go on with it. */
interface Seen {
  readonly name: DemoFaultName;
  /** Kinds of cards that show it. */
  readonly cards: readonly string[];
  readonly verdict: "ready" | "not_ready";
}

/** Those of one line have nobody in common: they are seen at once, and in the long ring alone as well. */
const SEEN: readonly (readonly Seen[])[] = [
  [
    { name: "sync-loss", cards: ["wall"], verdict: "not_ready" },
    { name: "crash-loop", cards: ["display"], verdict: "not_ready" },
    { name: "slow-disk", cards: ["node"], verdict: "ready" },
    { name: "frozen-camera", cards: ["camera"], verdict: "not_ready" },
  ],
  [{ name: "garbage-sender", cards: ["wall"], verdict: "not_ready" }],
  [{ name: "link-loss", cards: ["display", "display", "wall"], verdict: "not_ready" }],
];

const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";

/** Notes every card that is not well, for as long as the page is there; a card may be so for a moment only. */
const WATCH = `{
  globalThis.unwell = new Set();
  const look = () => {
    for (const { dataset } of document.querySelectorAll(".tile[data-member]")) {
      if (!["ok", "busy"].includes(dataset.tone)) globalThis.unwell.add(dataset.member);
    }
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-tone"],
  });
}`;

/** Cards that were unwell since this was asked last. */
async function unwellOf(page: Page): Promise<readonly string[]> {
  const members = await page.evaluate<string[]>(
    "{ const all = [...globalThis.unwell]; globalThis.unwell.clear(); all; }",
  );
  return members.toSorted();
}

/** Cards of members that the demo names by their addresses and ids. */
async function cardNames({ api }: DashboardStage): Promise<(key: string) => readonly string[]> {
  const list = async <T>(path: string) =>
    (await api.call<{ readonly items: readonly T[] }>(`/api/v1/${path}`)).items;
  const nodes = await list<Node>("nodes");
  const cameras = await list<Camera>("cameras");
  const walls = await list<Wall>("walls");
  const hosts = await list<SyncHost>("sync-hosts");
  return (key) => {
    const [, kind = "", id = ""] = /^(\w+):(.*)$/.exec(key) ?? [];
    if (kind === "node") {
      return nodes.filter(({ serverId }) => serverId === id).map(({ name }) => `node:${name}`);
    }
    if (kind === "camera") {
      return cameras.filter(({ address }) => address === id).map(({ name }) => `camera:${name}`);
    }
    if (kind !== "sync") return [key];
    const host = hosts.find(({ claimedAddress }) => claimedAddress === id);
    return walls.filter(({ members }) => members.some(({ hostId }) => hostId === host?.id))
      .map(({ name }) => `wall:${name}`);
  };
}

async function allWell(page: Page): Promise<void> {
  await page.locator(".ready[data-ready=ready]").waitFor();
  await page.locator("[data-blocker]").first().waitFor({ state: "detached" });
  const tiles = page.locator(".tile[data-member]:not([data-tone=ok], [data-tone=busy])");
  await tiles.first().waitFor({ state: "detached" });
}

/** On the cards of their members, in the verdict and nowhere else; and they go as they came. */
async function showOnFleet(
  { page, tile }: Dashboard,
  faults: ControlClient,
  seen: readonly Seen[],
  namesOf: (key: string) => readonly string[],
): Promise<void> {
  await unwellOf(page);
  const touched = new Set<string>();
  for (const { name, cards } of seen) {
    const fault = (await faults.inject(name, {})).find((one) => one.name === name);
    const named = [...new Set((fault?.members ?? []).flatMap(namesOf))].toSorted();
    assert.deepEqual(named.map((card) => card.split(":")[0]), cards);
    for (const card of named) touched.add(card);
  }
  for (const card of touched) {
    await tile(card).and(page.locator("[data-tone=bad], [data-tone=stale]")).first().waitFor();
    await page.locator(`[data-blocker=${JSON.stringify(card)}]`).waitFor();
  }
  const blocks = seen.some(({ verdict }) => verdict === "not_ready");
  await page.locator(`.ready[data-ready=${blocks ? "not_ready" : "ready"}]`).waitFor();
  for (const { name } of seen) await faults.clear(name);
  await allWell(page);
  assert.deepEqual(await unwellOf(page), [...touched].toSorted(), "another card has changed");
}

/** A host on which rotations fail: the ledger's page says so, and says when they succeed again. */
async function failingRotations(stage: DashboardStage, faults: ControlClient) {
  const [fault] = await faults.inject("rotation-failure", {});
  const serverId = fault?.members[0]?.slice("node:".length) ?? assert.fail();
  const { page } = await stage.open({ at: "#/commands?q=rotate_keys" });
  const rows = page.locator("main [role=row]").filter({
    has: page.locator(`[data-target^="${serverId}/"]`),
  });
  const newestIs = (state: string) => rows.first().filter({ hasText: state }).waitFor();
  return {
    async areSeen(): Promise<void> {
      await newestIs("failed");
      await faults.clear("rotation-failure");
    },
    async succeedAgain(): Promise<void> {
      await newestIs("completed");
      await page.context().close();
    },
  };
}

/**
 * A display is back within a moment, sooner than the page is drawn: its card may or may not be seen to change, but its
 * log says what happened, each loss a line. The first page stays on the fleet, and nobody else's card changes there.
 */
async function stormShows(
  stage: DashboardStage,
  { page }: Dashboard,
  faults: ControlClient,
): Promise<void> {
  const members = await page.locator("[data-member^='display:']").evaluateAll((tiles) =>
    tiles.map((tile) => ({
      key: tile.getAttribute("data-member") ?? "",
      href: tile.getAttribute("href") ?? "",
    }))
  );
  const before = await losses(stage.api, members.map(({ key }) => key));
  const logs = await stage.open();
  await unwellOf(page);
  await faults.inject("reconnect-storm", {});
  for (const { key, href } of members) {
    await logs.go(`${href}?tab=logs`);
    const lines = logs.page.locator(".timeline strong:text-is('disconnected')");
    await lines.nth(before[key] ?? 0).waitFor();
  }
  await faults.clear("reconnect-storm");
  await allWell(page);
  const keys = new Set(members.map(({ key }) => key));
  assert.deepEqual((await unwellOf(page)).filter((member) => !keys.has(member)), []);
  assert.deepEqual(logs.errors, []);
  await logs.page.context().close();
}

Deno.test({
  ...needing("each fault of the demo is seen in the dashboard on its members, and goes", missing),
  fn: (t) =>
    withDashboard(async (stage) => {
      const { env } = stage;
      const [faults = assert.fail("no demo runs")] = await findDemos(cardFolder(env.HOME ?? ""));
      await allThere(stage.api, true);
      const dashboard = await stage.open();
      const { page } = dashboard;
      await allWell(page);
      await page.evaluate(WATCH);
      const namesOf = await cardNames(stage);
      const rotations = await failingRotations(stage, faults);
      for (const together of LONG ? SEEN.flat().map((seen) => [seen]) : SEEN) {
        const names = together.map(({ name }) => name).join(", ");
        await t.step(names, () => showOnFleet(dashboard, faults, together, namesOf));
      }
      await t.step("rotation-failure shows in the ledger, and on no card", rotations.areSeen);
      await t.step("reconnect-storm shows on every display", () =>
        stormShows(stage, dashboard, faults));
      await t.step("rotations succeed again", rotations.succeedAgain);
      assert.deepEqual(dashboard.errors, []);
    }),
});
