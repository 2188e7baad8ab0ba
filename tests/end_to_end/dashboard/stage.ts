import axe from "axe-core";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { Api } from "../../support/api/api.ts";
import { missingChromium, openPage, withBrowser } from "../../support/machine/browser.ts";
import type { DemoProcess } from "../../support/processes/demo_process.ts";
import { eventually } from "../../support/eventually.ts";
import { allThere, type Env, PATIENCE_MS, withDemo } from "../demo/stage.ts";

export { allThere, PATIENCE_MS };

/** What is missing for tests of the dashboard; undefined when all is there. */
export const missing = missingChromium;

/** A browser beside a demo that has been furnished. */
export interface DashboardStage {
  readonly browser: Browser;
  readonly demo: DemoProcess;
  readonly env: Env;
  readonly api: Api;
  readonly url: string;
  readonly token: string;
  /** Opens the dashboard in a session of its own, signed in. @param token default: the demo's admin */
  open(options?: OpenOptions): Promise<Dashboard>;
}

/** How a dashboard is opened. */
export interface OpenOptions extends BrowserContextOptions {
  readonly token?: string;
  /** The hash to begin with. Default: the fleet. */
  readonly at?: string;
}

/** A signed-in dashboard in a browser of its own. */
export interface Dashboard {
  readonly page: Page;
  /** What went wrong in it, and what the browser complained of; the first question for a session aside. */
  readonly errors: readonly string[];
  readonly requests: readonly string[];
  /** Goes to a page by its hash, and waits until its heading is there. */
  go(hash: string): Promise<void>;
  /** Resolves when the page shows what is looked for. */
  sees(selector: string): Promise<Locator>;
  /** The tile of a member on the fleet page, by `kind:name`. */
  tile(member: string): Locator;
}

/**
 * Runs a test with a browser on a demo that has groups, presets and all else. Whoever needs its whole fleet to be well
 * waits for {@link allThere}: a container that was backed up takes its time to find its peers again.
 */
export async function withDashboard(test: (stage: DashboardStage) => Promise<void>): Promise<void> {
  await withDemo(async (demo, env) => {
    const api = await demo.api();
    const { url, token } = await demo.place();
    await demo.says(/^Groups, presets, schedules and some commands were made/);
    await withBrowser((browser) =>
      test({ browser, demo, env, api, url, token, open: opener(browser, url, token) })
    );
  });
}

/** Opens dashboards of the control host at `url`. */
export function opener(browser: Browser, url: string, adminToken: string): DashboardStage["open"] {
  return async ({ token = adminToken, at = "#/", ...options } = {}) => {
    const { page, errors, requests } = await openPage(browser, `${url}/${at}`, options);
    page.setDefaultTimeout(PATIENCE_MS);
    await signIn(page, token);
    const dashboard: Dashboard = {
      page,
      requests,
      get errors() {
        return errors.filter((error) => !error.includes("401 (Unauthorized)"));
      },
      async go(hash) {
        await page.goto(`${url}/${hash}`);
        // The heading of the page before may still be there: the change of the hash is a task that waits its turn.
        await page.evaluate(
          "new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))",
        );
        await page.locator("main#content h1").first().waitFor({ state: "attached" });
      },
      async sees(selector) {
        const found = page.locator(selector).first();
        await found.waitFor();
        return found;
      },
      tile: (member) => page.locator(`[data-member=${JSON.stringify(member)}]`),
    };
    await dashboard.sees("main#content h1");
    return dashboard;
  };
}

/** Types a token where the page asks for it. */
export async function signIn(page: Page, token: string): Promise<void> {
  await page.locator("input[name=token]").fill(token);
  await page.locator(".sign-in button[type=submit]").click();
}

/** What a page offends against, in words; empty where everybody can use it. */
export async function accessViolations(page: Page): Promise<readonly string[]> {
  // Run by the browser's inspector, which the page's own policy does not bind. It is there until a reload.
  if (await page.evaluate("globalThis.axe === undefined")) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{
    violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
  }>(
    `axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      resultTypes: ["violations"],
    })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary = "" }) =>
      `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll("\n", " ").slice(0, 200)}`
    )
  );
}

/** Waits until an attribute of an element is what it should be. */
export function untilAttribute(locator: Locator, name: string, wanted: string): Promise<unknown> {
  return eventually(
    () => locator.getAttribute(name),
    (value) => value === wanted,
    PATIENCE_MS,
  );
}
