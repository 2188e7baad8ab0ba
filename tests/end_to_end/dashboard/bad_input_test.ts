import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { NodeSubmission } from "../../../protocols/api/node_command.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { type MembersStage, withMembers } from "./members_stage.ts";
import { missing, PATIENCE_MS } from "./stage.ts";

/** The most that a name may have, and none of it can be broken between words. */
const MOST = 255;
const MARKUP =
  `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
/** Letters that run from right to left. */
const TURNED = "شاشة العرض (3) left?";
/** The same behind an override that turns all that follows; devices may not have that in a name, people may. */
const OVERRIDE = `\u202E${TURNED}`;
const NAMES = {
  display: MARKUP,
  long: "W".repeat(MOST),
  turned: TURNED,
  node: `${MARKUP}${"n".repeat(MOST)}`.slice(0, MOST),
  wall: `${TURNED}${MARKUP}`,
  camera: `${MARKUP}${"c".repeat(MOST)}`.slice(0, MOST),
  preset: `${MARKUP}${"p".repeat(MOST)}`.slice(0, MOST),
  group: OVERRIDE.padEnd(MOST, "g"),
  schedule: MARKUP.padEnd(MOST, "s"),
} as const;
/** Its host name has the markup. */
const SERVER = "S".repeat(64);
const TEN_KILOBYTES = `${MARKUP}${OVERRIDE}`.padEnd(10_000, "x");
const SETTINGS = {
  syncHosts: [{ name: TURNED, claim: "10.20.0.31" }],
  walls: [{ name: NAMES.wall, hosts: [TURNED] }],
  cameras: [{ name: NAMES.camera, address: "127.0.0.1", port: 9 }],
};

/** One of everything, under the worst of names; answers the pages that show it. */
async function furnish(stage: MembersStage): Promise<readonly string[]> {
  const { display, join, make, api } = stage;
  for (const name of [NAMES.display, NAMES.long, NAMES.turned]) await display(name);
  const node = join({
    build: "M11",
    serverId: SERVER,
    intervalMs: 200,
    timeScale: 20,
    commands: () => ({ takesMs: 0, error: TEN_KILOBYTES }),
    look: () => ({
      system: { host_name: NAMES.node },
      containers: [{ id: "a", name: "3node0", status: "running" }],
    }),
  });
  await node.until(() => node.statsAcknowledged > 1, PATIENCE_MS);
  const description = TEN_KILOBYTES.slice(0, 2_000);
  await make("groups", { name: NAMES.group, description, displayIds: [1, 2, 3] });
  const line = TEN_KILOBYTES.slice(0, 8_192);
  const commands = [1, 2, 3].map((displayId) => ({ displayId, command: line }));
  await make("presets", { name: NAMES.preset, description, groupId: 1, commands });
  const work = { type: "preset", presetId: 1, action: "execute" };
  await make("schedules", { name: NAMES.schedule, cron: "0 3 * * *", timeZone: "UTC", work });
  await make("presets/1/execute", {});
  await make(`walls/${encodeURIComponent(NAMES.wall)}/notes`, { text: description });
  const { commands: [failed] } = await make<NodeSubmission>(
    `nodes/${encodeURIComponent(SERVER)}/commands`,
    { command: "status", params: {}, containers: ["3node0"] },
  );
  assert.ok(failed);
  await api.finished(failed, PATIENCE_MS);
  const host = `#/nodes/${encodeURIComponent(SERVER)}`;
  return [
    ...["#/", "#/displays", "#/displays/1", "#/displays/2?tab=config", "#/displays/3?tab=commands"],
    ...["#/displays/1?tab=logs", "#/nodes", host, `${host}?tab=logs`, `${host}/3node0`],
    ...[`${host}/3node0?tab=commands`, "#/walls", `#/walls/${encodeURIComponent(NAMES.wall)}`],
    ...["#/sync-hosts/1", "#/cameras", "#/cameras/1", "#/presets", "#/presets/1"],
    ...["#/presets/1?tab=edit", "#/presets/1?tab=history", "#/groups/1", "#/schedules"],
    ...["#/schedules/1", "#/schedules/1?tab=edit", "#/commands", `#/commands/${failed.id}`],
    ...["#/machines", "#/actors", "#/wall-mode"],
  ];
}

/** What a page does wrong with them, in words. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.locator("main").getByText("Loading …").first().waitFor({ state: "detached" });
  const tooWide = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  const elements = await page.locator("main img, main script").count();
  return [
    ...(tooWide > 0 ? [`${tooWide} pixels too wide`] : []),
    ...(elements > 0 ? ["markup became elements"] : []),
    ...((await page.title()).startsWith("owned") ? ["a script ran"] : []),
  ];
}

/** Names that are cut by the layout are whole on demand; those that are not are whole anyway. */
async function wholeNames({ page, go }: Awaited<ReturnType<MembersStage["open"]>>): Promise<void> {
  const cut = [NAMES.display, NAMES.long, NAMES.turned, NAMES.node, NAMES.wall, NAMES.camera];
  await go("#/");
  const titles = await page.locator("main .tile").evaluateAll((tiles) =>
    tiles.map((tile) => tile.getAttribute("title") ?? "")
  );
  for (const name of cut) {
    assert.ok(titles.some((title) => title.startsWith(name)), `no tile has ${name} as its title`);
  }
  await go("#/displays");
  assert.equal(await page.locator("main a.member-link").getByText(NAMES.long).count(), 1);
  const heading = page.locator("main h1");
  for (const [nth, name] of [NAMES.display, NAMES.long, NAMES.turned].entries()) {
    await go(`#/displays/${nth + 1}`);
    assert.equal(await heading.textContent(), name);
    assert.equal(await heading.getAttribute("dir"), "auto");
    assert.equal(await page.title(), `${name} · Signalbox`.replace(/\s+/g, " "));
  }
}

Deno.test({
  ...needing("the dashboard takes the worst of names and texts as what they are", missing),
  fn: () =>
    withMembers(async (stage) => {
      const pages = await furnish(stage);
      for (const width of [1280, 390]) {
        const dashboard = await stage.open({ viewport: { width, height: 800 } });
        const faults: string[] = [];
        for (const hash of pages) {
          await dashboard.go(hash);
          faults.push(...(await faultsOf(dashboard.page)).map((one) => `${hash}: ${one}`));
        }
        assert.deepEqual(faults, [], `${width} pixels wide`);
        if (width === 1280) await wholeNames(dashboard);
        assert.deepEqual(dashboard.errors, []);
        await dashboard.page.context().close();
      }
    }, SETTINGS),
});
