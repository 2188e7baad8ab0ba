import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { untilSeen } from "./jobs.ts";

/** More stops than any page of the demo has. */
const MOST_STOPS = 120;

/** What has the focus, as somebody without a mouse sees it. */
export interface Focused {
  /** Its label, or its text. */
  readonly name: string;
  readonly tag: string;
  /** A ring is drawn around it. */
  readonly ringed: boolean;
  /** Some of it is in the window, with nothing in front of it. */
  readonly seen: boolean;
}

// Run by the browser's inspector, so it is a text.
const FOCUSED = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) {
    return { name: "", tag: "BODY", ringed: false, seen: false };
  }
  const label = element.labels?.[0]?.innerText;
  const name = element.getAttribute("aria-label") ?? label ?? element.innerText ?? "";
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const points = [[left + 2, top + 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]];
  const seen = points.some(([x, y]) => {
    const shown = document.elementFromPoint(x, y);
    return shown !== null && (element.contains(shown) || shown.contains(element) && shown.tagName === "LABEL");
  });
  return {
    name: name.trim().replace(/\\s+/g, " "),
    tag: element.tagName,
    ringed: outlineStyle !== "none" && parseFloat(outlineWidth) > 0,
    seen,
  };
})()`;

/** What has the focus. */
export function focused(page: Page): Promise<Focused> {
  return page.evaluate<Focused>(FOCUSED);
}

/** Resolves when what has this name has the focus. */
export function untilFocused(page: Page, name: string | RegExp): Promise<Focused> {
  return untilSeen(() => focused(page), (now) => isNamed(now, name));
}

function isNamed({ name }: Focused, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? name === wanted : wanted.test(name);
}

/** Goes on with Tab until what has this name has the focus; wherever it comes by has to be seen, and to have a ring. */
export async function tabTo(page: Page, name: string | RegExp, key = "Tab"): Promise<void> {
  const stops: string[] = [];
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press(key);
    const now = await focused(page);
    stops.push(now.name);
    // Beyond the last stop is the browser's own bar.
    if (now.tag === "BODY") continue;
    assert.ok(now.ringed, `no ring around “${now.name}” (${now.tag})`);
    assert.ok(now.seen, `“${now.name}” (${now.tag}) has the focus out of sight`);
    if (isNamed(now, name)) return;
  }
  assert.fail(`${name} is nowhere among ${stops.join(", ")}`);
}

/** Jumps to a page, member or preset by a part of its name. */
export async function jump(page: Page, text: string, heading: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await untilFocused(page, "Jump to");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  const { tag } = await untilFocused(page, heading);
  assert.equal(tag, "H1");
  assert.equal(await page.getByRole("dialog").count(), 0);
}
