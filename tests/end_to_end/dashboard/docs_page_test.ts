import assert from "node:assert/strict";
import { missingChromium, openPage, withBrowser } from "../../support/machine/browser.ts";
import { withControlHost } from "../../support/control_host.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { readApiDocument } from "../../support/api/api_document.ts";
import { accessViolations } from "./stage.ts";

Deno.test({
  ...needing("/docs shows every operation, from the control host alone", missingChromium),
  async fn() {
    await withControlHost(({ url, api }) =>
      withBrowser(async (browser) => {
        const document = await readApiDocument((path) => api.request(path, { token: null }));
        const { page, errors, requests } = await openPage(browser, `${url}/docs#orderDisplay`);
        await page.waitForSelector("#orderDisplay .operation-body");
        const shown = await page.locator("details.operation").count();
        assert.equal(shown, document.operations.length);
        const line = await page.locator("#orderDisplay .copy-line pre").innerText();
        assert.ok(line.includes(`${url}/api/v1/displays/`), line);
        assert.equal(await page.locator("#listDisplays .operation-body").count(), 0);
        await page.locator("#listDisplays > summary").click();
        await page.waitForSelector("#listDisplays .fields");
        await page.getByRole("searchbox").fill("metrics");
        await page.waitForFunction("document.querySelectorAll('details.operation').length === 1");
        await page.getByRole("button", { name: "한국어" }).click();
        await page.waitForSelector("html[lang=ko]");
        assert.deepEqual(await accessViolations(page), []);
        assert.deepEqual(errors, []);
        assert.deepEqual(requests.filter((each) => !each.startsWith(`${url}/`)), []);
      })
    );
  },
});
