import { type Browser, chromium, type Page } from "playwright-core";
import { works } from "./system_needs.ts";

/** Where Debian and most others have it. */
const CHROMIUM = "/usr/bin/chromium";

/** What is missing for tests in a browser, in words; undefined when all is there. */
export const missingChromium = works(CHROMIUM, ["--version"])
  ? undefined
  : "chromium is not installed";

/** A name that Chromium takes for this machine, and for no place that it may trust: there is no WebCodecs there. */
export const UNTRUSTED_HOST = "signalbox.test";

/** Runs a test in a browser of its own. */
export async function withBrowser(test: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", `--host-resolver-rules=MAP ${UNTRUSTED_HOST} 127.0.0.1`],
  });
  try {
    await test(browser);
  } finally {
    await browser.close();
  }
}

/** A page, what went wrong in it, and what it asked of other hosts. */
export interface WatchedPage {
  readonly page: Page;
  readonly errors: string[];
  readonly requests: string[];
}

/** Opens a page in a session of its own. */
export async function openPage(
  browser: Browser,
  url: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    // Another test has laid a cable, which is a change of this machine's network; the page asks again.
    const isOurs = !message.text().includes("ERR_NETWORK_CHANGED");
    if (message.type() === "error" && isOurs) errors.push(message.text());
  });
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(url);
  return { page, errors, requests };
}
