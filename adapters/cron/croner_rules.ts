/**
 * Cron expressions with time zones, by croner: five fields, or six with seconds first, names of days and months,
 * `L`, `W` and `#`, `@daily` and its like, or one moment such as `2030-05-01T04:00:00`.
 *
 * Where clocks go forward, what falls into the hour that does not exist comes at its end; where they go back, what
 * falls into the hour that comes twice comes once, unless it comes every hour.
 *
 * @example
 * ```ts
 * const rules = cronerRules();
 * rules.nextAfter("0 4 * * *", "Asia/Seoul", Date.now()); // 04:00 in Seoul, in epoch ms
 * rules.problem("61 4 * * *", "Asia/Seoul"); // { field: "cron", rule: "must be …" }
 * ```
 * @module
 */
import { Cron } from "croner";
import type { CronProblem, CronRules } from "../../actors/schedules/messages.ts";

/** Expressions that stay read: as many as schedules may exist. */
const KEPT = 1_000;
/** Characters of the library's own words. */
const MAX_REASON_CHARS = 120;

/** The calendar, as the actor of schedules needs it. */
export function cronerRules(): CronRules {
  const read = new Map<string, Cron>();
  return {
    nextAfter(expression, timeZone, at) {
      const key = `${timeZone}\n${expression}`;
      const cron = read.get(key) ?? remember(read, key, parse(expression, timeZone));
      return cron.nextRun(new Date(at))?.getTime() ?? null;
    },
    problem: (expression, timeZone) => zoneProblem(timeZone) ?? cronProblem(expression, timeZone),
  };
}

function parse(expression: string, timezone: string): Cron {
  return new Cron(expression, { timezone, paused: true });
}

function remember(read: Map<string, Cron>, key: string, cron: Cron): Cron {
  const [oldest] = read.keys();
  if (read.size >= KEPT && oldest !== undefined) read.delete(oldest);
  read.set(key, cron);
  return cron;
}

function zoneProblem(timeZone: string): CronProblem | null {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return null;
  } catch {
    const rule = "must be the name of a time zone, for example Asia/Seoul, Europe/Berlin or UTC";
    return { field: "timeZone", rule };
  }
}

function cronProblem(expression: string, timeZone: string): CronProblem | null {
  try {
    parse(expression, timeZone);
    return null;
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error))
      .replace(/^Cron\w+: /, "").slice(0, MAX_REASON_CHARS);
    const rule =
      `must be a cron expression, for example "0 4 * * *" for every day at 04:00 (${reason})`;
    return { field: "cron", rule };
  }
}
