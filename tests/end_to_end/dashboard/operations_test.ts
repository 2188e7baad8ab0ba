import assert from "node:assert/strict";
import type { Display } from "../../../protocols/api/display.ts";
import type { MaintenanceWindow } from "../../../protocols/api/maintenance.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { withMembers } from "./members_stage.ts";
import { missing } from "./stage.ts";

const HOUR_MS = 3_600_000;
/** A key is made of a passphrase slowly on purpose: half a minute on a busy machine. */
const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";
const PASSPHRASE = "correct horse battery staple";

Deno.test({
  ...needing("an operator sees maintenance come and go, every change, and makes a backup", missing),
  fn: (t) =>
    withMembers(async ({ open, display, make, api }) => {
      await display("Wall-1");
      const { page, go, sees, tile, errors } = await open();

      await t.step(
        "a member says that it is under maintenance, and no longer when it ends",
        async () => {
          const mark = tile("display:Wall-1").locator("[data-tone=maintenance]");
          await tile("display:Wall-1").waitFor();
          assert.equal(await mark.count(), 0);
          const until = new Date(Date.now() + HOUR_MS).toISOString();
          const window = { until, kinds: ["display"], note: "Cables" };
          const { id } = await make<MaintenanceWindow>("maintenance", window);
          await mark.waitFor();
          assert.match(await mark.innerText(), /maintenance/);
          const { maintenance }: Display = await api.display("Wall-1");
          assert.deepEqual([maintenance?.until, maintenance?.note], [until, "Cables"]);
          await go("#/displays/1");
          await sees(".page-head [data-work]");
          await api.call(`/api/v1/maintenance/${id}`, { method: "DELETE" });
          await page.locator(".page-head [data-work]").waitFor({ state: "detached" });
        },
      );

      await t.step("a change of a name is in the trail, field by field", async () => {
        await api.call("/api/v1/displays/1", { method: "PATCH", json: { name: "Lobby" } });
        await go("#/displays/1");
        await page.locator("a.button", { hasText: "Changes" }).click();
        const lines = page.locator(".table .rows a");
        await lines.filter({ hasText: "Display: changed" }).first().click();
        const row = page.locator(".difference tr[data-change=changed]");
        await row.waitFor();
        assert.deepEqual(await row.locator("th, td").allInnerTexts(), [
          "name",
          "changed",
          "Wall-1",
          "Lobby",
        ]);
        await page.keyboard.press("Escape");
        await page.locator(".dialog").waitFor({ state: "detached" });
        assert.match(page.url(), /subjectKind=display&subjectKey=1$/);
      });

      await t.step("the chains are examined, and found as they were written", async () => {
        await page.getByRole("button", { name: "Examine the chain" }).click();
        await sees("[data-verification=sound] [data-chain=audit]");
        await sees("[data-verification=sound] [data-chain=commands]");
      });

      await t.step("a backup is made, listed, and can be restored by a line", async () => {
        await go("#/host?tab=backups");
        await sees("[data-backups=none]");
        const button = page.getByRole("button", { name: "Back up now" });
        await page.locator("input[type=password]").fill(PASSPHRASE.slice(0, 11));
        assert.equal(await button.isDisabled(), true);
        await page.locator("input[type=password]").fill(PASSPHRASE);
        assert.equal(await button.isDisabled(), false);
        if (!LONG) return;
        await button.click();
        await sees("[data-backups=good]");
        await sees("[data-attempt=made]");
        const name = await page.locator(".table .rows .mono").innerText();
        const line = await page.locator(".copyable code").last().innerText();
        assert.ok(line.includes(name), line);
        assert.equal((await page.content()).includes(PASSPHRASE), false);
      });

      await t.step("the control host says how it does", async () => {
        await go("#/host");
        await sees("[data-port=http] [data-tone=ok]");
        await sees("[data-load=normal], [data-load=busy]");
      });
      assert.deepEqual(errors, []);
    }),
});
