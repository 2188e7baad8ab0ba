import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";

/** What a page's main thread did meanwhile. */
export interface TaskReport {
  /** Tasks that took 50 ms and more by the clock: those that people feel. */
  readonly long: number;
  readonly longestMs: number;
  /** The most that a task worked, which leaves out how long others kept the core from it. */
  readonly longestCpuMs: number;
  /** Share of the time in which it worked. */
  readonly busy: number;
}

const LONG_MS = 50;

/** An event of Chromium's trace, as far as it is looked at. Microseconds; `tdur` is CPU time. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Measures the tasks of a page while something is done with it, by Chromium's own trace. */
export async function measureTasks(page: Page, run: () => Promise<void>): Promise<TaskReport> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("the page has no browser of its own");
  await browser.startTracing(page, { categories: ["toplevel"] });
  const began = performance.now();
  await run();
  const tookMs = performance.now() - began;
  const { traceEvents }: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse(
    Buffer.from(await browser.stopTracing()).toString(),
  );
  const tasks = mainThreadTasks(traceEvents);
  const most = (of: (task: TraceEvent) => number | undefined) =>
    tasks.reduce((longest, task) => Math.max(longest, (of(task) ?? 0) / 1_000), 0);
  return {
    long: tasks.filter(({ dur = 0 }) => dur >= LONG_MS * 1_000).length,
    longestMs: most(({ dur }) => dur),
    longestCpuMs: most(({ tdur }) => tdur),
    busy: tasks.reduce((all, { tdur = 0 }) => all + tdur, 0) / 1_000 / tookMs,
  };
}

/** The tasks of the page's main thread: the busiest of those that are called so, for each process of pages has one. */
function mainThreadTasks(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const mains = new Set(
    events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
      .map(threadOf),
  );
  const tasks = events.filter((event) =>
    event.ph === "X" && event.name === "ThreadControllerImpl::RunTask" &&
    mains.has(threadOf(event))
  );
  const byThread = Map.groupBy(tasks, threadOf);
  const [busiest = []] = [...byThread.values()].sort((a, b) => b.length - a.length);
  return busiest;
}
