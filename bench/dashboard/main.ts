/**
 * What the dashboard costs the browser that shows it: how soon the first view stands, how it scrolls through a thousand
 * displays and 800 containers that report every second, whether its memory stays as it is, and whether four live
 * pictures lose frames. Chromium, control host and fleet are processes of their own on one machine. Linux, Chromium,
 * loopback only, some fifteen minutes.
 *
 * Run: `deno run -A --frozen bench/dashboard/main.ts [--only firstView,thousand,video] [--minutes 10]`
 *
 * @module
 */
import { parseArgs } from "node:util";
import { runArms } from "../displays/run_arms.ts";
import { firstView } from "./first_view.ts";
import { thousand } from "./thousand.ts";
import { video } from "./video.ts";

/** As long as is promised; a trial takes less. */
const MINUTES = "10";
const DEADLINE_MS = 1_800_000;

const options = {
  minutes: { type: "string", default: MINUTES },
  only: { type: "string" },
} as const;
const { values: { minutes } } = parseArgs({ options });

await runArms(
  { firstView, thousand: () => thousand(Number(minutes)), video },
  { deadlineMs: DEADLINE_MS, options: { minutes: { type: "string" } } },
);
