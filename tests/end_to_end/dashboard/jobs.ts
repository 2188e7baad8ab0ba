import type { Locator, Page } from "playwright-core";
import { eventually } from "../../support/eventually.ts";
import { PATIENCE_MS, untilAttribute } from "./stage.ts";

/** Presses a button of the page's head by its word. */
export function press(page: Page, word: string): Promise<void> {
  return page.locator(".page-head").getByRole("button", { name: word, exact: true }).click();
}

/** Confirms the question that is asked. @param typed what has to be typed before it can be confirmed */
export async function confirm(page: Page, typed?: string): Promise<void> {
  const question = page.getByRole("dialog");
  if (typed !== undefined) await question.getByTestId("typed-confirmation").fill(typed);
  await question.locator("button[type=submit]").click();
}

/** Opens the job panel where it is closed, as it is after a reload. */
export async function openJobs(page: Page): Promise<void> {
  const head = page.locator(".jobs-head");
  if (await head.getAttribute("aria-expanded") === "false") await head.click();
}

/** What the job panel shows of something that was asked for. */
export interface SeenJob {
  readonly entry: Locator;
  readonly rows: Locator;
  /** The row of a target, by its name. */
  row(target: string): Locator;
  /** States of the rows by what the ledger calls their targets, once the job is over. */
  outcome(): Promise<Readonly<Record<string, string>>>;
}

/** Does what begins a job, and answers the job as soon as it is in the panel. @param title of the job */
export async function begins(
  page: Page,
  title: string,
  act: () => Promise<unknown>,
): Promise<SeenJob> {
  const entries = page.locator(".job").filter({
    has: page.locator("header strong").getByText(title, { exact: true }),
  });
  const before = await entries.count();
  await act();
  await untilSeen(() => entries.count(), (count) => count > before);
  return seenJob(page, entries.first());
}

function seenJob(page: Page, entry: Locator): SeenJob {
  const rows = entry.locator(".job-row");
  return {
    entry,
    rows,
    row: (target) => rows.filter({ has: page.getByRole("link", { name: target, exact: true }) }),
    async outcome() {
      await untilAttribute(entry, "data-over", "true");
      const seen = await Promise.all((await rows.all()).map(async (row) => {
        const target = row.locator("a [data-target]");
        return [
          await target.getAttribute("data-target"),
          await row.getAttribute("data-state"),
        ] as const;
      }));
      return Object.fromEntries(seen.map(([name, state]) => [name ?? "", state ?? ""]));
    },
  };
}

/** What is read from the page, once it is as wanted. */
export function untilSeen<T>(read: () => Promise<T>, wanted: (seen: T) => boolean): Promise<T> {
  return eventually(read, wanted, PATIENCE_MS);
}
