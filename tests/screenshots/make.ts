/**
 * Takes the pictures of the documentation: every page of the dashboard, dark and light, of a `signalbox demo` that has
 * run for a while. With SIGNALBOX_URL and SIGNALBOX_TOKEN it looks at the demo that runs there, whose charts are longer.
 * Needs Chromium, and ffmpeg, which makes the files small.
 *
 * Run with `deno task screenshots [--only fleet,log] [--into <folder>]`.
 *
 * @module
 */
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { allThere } from "../end_to_end/demo/stage.ts";
import { opener } from "../end_to_end/dashboard/stage.ts";
import type { Preset } from "../../protocols/api/preset.ts";
import { Api } from "../support/api/api.ts";
import { missingChromium, withBrowser } from "../support/machine/browser.ts";
import { DemoProcess, withHome } from "../support/processes/demo_process.ts";
import { missingFfmpeg } from "../support/machine/ffmpeg.ts";
import { signalbox } from "../support/processes/project_task.ts";
import { savePicture } from "./picture.ts";
import { findPlaces, type View, viewsOf } from "./views.ts";

const FOLDER = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));
const VIEWPORT = { width: 1_280, height: 800 };
const THEMES = ["dark", "light"] as const;
/** So that charts have lines and strips have a beginning. */
const RUN_FOR_MS = 90_000;
/** What moves into its place has moved. */
const SETTLE_MS = 600;
const FAULT_FOR = "5m";

/** A demo to be looked at. */
interface Sight {
  readonly url: string;
  readonly token: string;
  readonly env: Readonly<Record<string, string>>;
}

const { values: options } = parseArgs({
  options: { only: { type: "string" }, into: { type: "string", default: FOLDER } },
});
const only = options.only?.split(",");

async function takeAll(browser: Browser, sight: Sight): Promise<void> {
  const api = new Api(sight.url, sight.token);
  await runShow(api);
  const all = viewsOf(await findPlaces(api));
  const views = all.filter(({ name }) => only === undefined || only.includes(name));
  await Deno.mkdir(options.into, { recursive: true });
  for (const colorScheme of THEMES) {
    if (only === undefined || only.includes("sign-in")) {
      await takeSignIn(browser, sight, colorScheme);
    }
    for (const language of [undefined, "ko"] as const) {
      const locale = language === "ko" ? "ko-KR" : "en-GB";
      const dashboard = await opener(browser, sight.url, sight.token)(
        { colorScheme, locale, viewport: VIEWPORT, timezoneId: "Asia/Seoul" },
      );
      for (const view of views.filter((each) => each.language === language)) {
        await withFault(sight, view, async () => {
          await answerWith(dashboard, view);
          await dashboard.go(view.at);
          await take(dashboard, view, colorScheme);
        }).catch((cause) => failed(view, cause));
        await dashboard.page.unrouteAll();
      }
      await dashboard.page.context().close();
    }
  }
}

/** A demo that was started again with its data has displays that run nothing. */
async function runShow(api: Api): Promise<void> {
  await allThere(api, false);
  const { items } = await api.call<{ readonly items: readonly Preset[] }>("/api/v1/presets");
  const [largest] = items.toSorted((a, b) => b.commands.length - a.commands.length);
  if (largest === undefined) throw new Error("the demo has no preset");
  await api.call(`/api/v1/presets/${largest.id}/execute`, { method: "POST", json: {} });
  await allThere(api, true);
}

/** The others are taken all the same. */
function failed({ name }: View, cause: unknown): void {
  process.stderr.write(`${name}: ${cause}\n`);
  process.exitCode = 1;
}

/** Begins the fault of a view, and ends it after. */
async function withFault(sight: Sight, { fault }: View, run: () => Promise<void>): Promise<void> {
  if (fault === undefined) return await run();
  const begun = await signalbox(["demo", "fault", fault, "--for", FAULT_FOR], sight.env);
  if (begun.code !== 0) throw new Error(begun.err);
  try {
    await run();
  } finally {
    await signalbox(["demo", "clear"], sight.env);
  }
}

type Opened = Awaited<ReturnType<ReturnType<typeof opener>>>;

/** Puts samples in the place of what the control host would answer. */
async function answerWith({ page }: Opened, { samples }: View): Promise<void> {
  for (const [path, json] of Object.entries(samples?.(Date.now()) ?? {})) {
    await page.route(
      ({ pathname }) => pathname.endsWith(`/api/v1/${path}`),
      (route) => route.fulfill({ json }),
    );
  }
}

async function take({ page, sees }: Opened, view: View, theme: string): Promise<void> {
  await page.locator("main [role=alert]:not(:empty), main [aria-busy=true]").first().waitFor({
    state: "detached",
  });
  await view.act?.(page);
  if (view.sees !== undefined) await sees(view.sees);
  await page.mouse.move(0, 0);
  await pause(SETTLE_MS);
  await savePicture(await page.screenshot(), `${options.into}/${view.name}-${theme}.png`);
  await page.keyboard.press("Escape");
}

async function takeSignIn(browser: Browser, { url }: Sight, colorScheme: "dark" | "light") {
  const page = await browser.newPage({ colorScheme, locale: "en-GB", viewport: VIEWPORT });
  await page.goto(url);
  await page.locator("input[name=token]").waitFor();
  await savePicture(await page.screenshot(), `${options.into}/sign-in-${colorScheme}.png`);
  await page.close();
}

async function withDemo(run: (sight: Sight) => Promise<void>): Promise<void> {
  const { SIGNALBOX_URL: url, SIGNALBOX_TOKEN: token } = process.env;
  if (url !== undefined && token !== undefined) {
    return await run({ url, token, env: { HOME: process.env.HOME ?? "" } });
  }
  await withHome(async (env) => {
    const demo = new DemoProcess([], env);
    try {
      const place = await demo.place();
      await demo.says(/^Groups, presets, schedules and some commands were made/);
      await allThere(await demo.api(), true);
      await pause(RUN_FOR_MS);
      await run({ ...place, env });
    } finally {
      await demo.end();
    }
  });
}

const missing = missingChromium ?? missingFfmpeg;
if (missing !== undefined) throw new Error(missing);
await withDemo((sight) => withBrowser((browser) => takeAll(browser, sight)));
