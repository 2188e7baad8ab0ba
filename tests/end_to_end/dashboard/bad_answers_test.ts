import assert from "node:assert/strict";
import type { Page, Route } from "playwright-core";
import type { Command } from "../../../protocols/api/command.ts";
import { eventually } from "../../support/eventually.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { type MembersStage, withMembers } from "./members_stage.ts";
import { type Dashboard, missing, PATIENCE_MS } from "./stage.ts";

const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";
const SERVER = "4F1A09C27B3E";
const CONTAINER = `nodes/${SERVER}/containers/3node0`;
const SETTINGS = {
  syncHosts: [{ name: "Stage", claim: "10.20.0.31" }],
  walls: [{ name: "Main", hosts: ["Stage"] }],
  cameras: [{ name: "Hall", address: "127.0.0.1", port: 9 }],
};

/** Something that is not as the API's answers are, and what the page says of it. */
interface BadAnswer {
  readonly give: (route: Route) => Promise<void>;
  readonly says: RegExp;
}

const json = (status: number, body: string, contentType = "application/json") => (route: Route) =>
  route.fulfill({ status, contentType, body });
const PROBLEM = {
  type: "urn:signalbox:problem:storageFailed",
  title: "The storage does not answer",
  status: 503,
  detail: "the disk took longer than 5 s",
  code: "storageFailed",
};

const BAD_ANSWERS: Readonly<Record<string, BadAnswer>> = {
  "a problem document": {
    give: json(503, JSON.stringify(PROBLEM), "application/problem+json"),
    says: /the disk took longer than 5 s/,
  },
  "a proxy's page": {
    give: json(502, "<html><h1>Bad Gateway</h1></html>", "text/html"),
    says: /Its answer cannot be used \(HTTP 502\)\./,
  },
  "half of an answer": {
    give: json(200, '{"items":['),
    says: /Its answer cannot be used \(HTTP 200\)\./,
  },
  "the answer to something else": {
    give: json(200, "[]"),
    says: /Its answer cannot be used \(HTTP 200\)\./,
  },
  "no answer": { give: (route) => route.abort(), says: /The control host does not answer\./ },
};

/** Pages with what they read for themselves, by its path in the API. */
function readings(commandId: string): readonly (readonly [hash: string, path: string])[] {
  const host = `#/nodes/${SERVER}`;
  return [
    ["#/", "ready"],
    ["#/displays/1", "strips"],
    ["#/displays/1?tab=logs", "displays/id:1"],
    ["#/displays/1?tab=history", "displays/id:1/history"],
    ["#/displays/1?tab=commands", "commands"],
    [`${host}?tab=logs`, `nodes/${SERVER}`],
    [`${host}/3node0`, `${CONTAINER}/history`],
    [`${host}/3node0?tab=keys`, "session-keys/history"],
    [`${host}/3node0?tab=history`, `${CONTAINER}/changes`],
    ["#/walls/Main", "walls/Main/history"],
    ["#/cameras/1?tab=recordings", "cameras/id:1/recordings"],
    ["#/presets/1?tab=edit", "presets/1"],
    ["#/presets/1?tab=history", "executions"],
    ["#/schedules", "schedules"],
    ["#/schedules/1", "schedules/1"],
    ["#/schedules/1?tab=overview", "schedules/1/runs"],
    ["#/commands", "commands"],
    [`#/commands/${commandId}`, `commands/${commandId}`],
    ["#/machines", "machines"],
    ["#/actors", "actors"],
  ];
}

async function furnish({ display, join, make }: MembersStage): Promise<string> {
  await display("Wall-1");
  const node = join({ build: "M11", serverId: SERVER, intervalMs: 100, timeScale: 20 });
  await node.until(() => node.statsAcknowledged > 1, PATIENCE_MS);
  await make("presets", { name: "Preset", commands: [{ displayId: 1, command: "run" }] });
  const work = { type: "preset", presetId: 1, action: "execute" };
  await make("schedules", { name: "Nightly", cron: "0 3 * * *", timeZone: "UTC", work });
  const { id } = await make<Command>("displays/1/commands", { action: "check" });
  return id;
}

/** Lets requests for one path of the API come out otherwise; the returned function ends it. */
async function spoil(page: Page, path: string, give: BadAnswer["give"]) {
  const wanted = (url: URL) => url.pathname === `/api/v1/${path}`;
  await page.route(
    wanted,
    (route) => route.request().method() === "GET" ? give(route) : route.fallback(),
  );
  return () => page.unroute(wanted);
}

/** The page says what went wrong, and all is well after another try. */
async function saysSo({ page, go }: Dashboard, hash: string, path: string, bad: BadAnswer) {
  await go("#/groups/new");
  const mend = await spoil(page, path, bad.give);
  await page.goto(new URL(hash, page.url()).href);
  const note = page.locator("main .problem[role=alert]").first();
  await note.filter({ hasText: bad.says }).waitFor();
  await mend();
  // One reading may be shown at several places, and each of them offers to read it again.
  const again = page.locator("main .problem[role=alert] button");
  while (await again.count() > 0) {
    const told = await again.count();
    await again.first().click();
    await eventually(() => again.count(), (left) => left < told, PATIENCE_MS);
  }
  await page.locator("main h1").waitFor();
}

Deno.test({
  ...needing("each page of the dashboard says what it could not read, and reads it again", missing),
  fn: (t) =>
    withMembers(async (stage) => {
      const commandId = await furnish(stage);
      const kinds = Object.entries(BAD_ANSWERS);
      const dashboard = await stage.open();
      for (const [nth, [hash, path]] of readings(commandId).entries()) {
        // All of them in the long ring; otherwise in turn, as all pages read by the same means.
        const chosen = LONG ? kinds : [kinds[nth % kinds.length] ?? assert.fail()];
        for (const [kind, bad] of chosen) {
          await t.step(`${hash} with ${kind} at ${path}`, () => saysSo(dashboard, hash, path, bad));
        }
      }
      await t.step("what no page can show costs that page alone", () => {
        const says = /This page cannot show what it was given\./;
        return saysSo(dashboard, "#/", "ready", { give: json(200, "{}"), says });
      });
      await t.step("what is slow is said to be on its way", async () => {
        const { page, go } = dashboard;
        await go("#/groups/new");
        const asked = Promise.withResolvers<Route>();
        await spoil(page, "schedules", (route) => Promise.resolve(asked.resolve(route)));
        await page.goto(new URL("#/schedules", page.url()).href);
        const route = await asked.promise;
        await page.locator("main").getByText("Loading …").waitFor();
        await route.continue();
        await page.locator("main").getByText("Nightly").waitFor();
      });
    }, SETTINGS),
});

Deno.test({
  ...needing("a fleet that cannot be read is not shown as an empty one", missing),
  fn: (t) =>
    withMembers(async (stage) => {
      await stage.display("Wall-1");
      const lists = ["displays", "cameras", "commands", "ready"];
      for (const [nth, [kind, bad]] of Object.entries(BAD_ANSWERS).slice(0, 3).entries()) {
        await t.step(`${kind} at ${lists[nth]}`, async () => {
          const { page } = await stage.open();
          const mend = await spoil(page, lists[nth] ?? "", bad.give);
          await page.reload();
          const bar = page.locator(".connection[data-state=connecting]");
          await bar.filter({ hasText: bad.says }).filter({ hasText: "The fleet cannot be read" })
            .waitFor();
          assert.equal(await page.locator("main#content").count(), 0);
          await mend();
          await page.locator("main#content[data-connection=live] .tile").waitFor();
          await page.context().close();
        });
      }
    }),
});
