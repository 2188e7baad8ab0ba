import { z } from "zod";
import type { FileSettings } from "./file_settings.ts";
import type { ListProblem } from "./sync.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";

const SEVERITY = z.enum(["critical", "warning"]);
// A day hides a fault from everybody; an hour of being well is sure enough.
const AFTER_SECONDS = z.number().min(0).max(86_400);
const CLEAR_SECONDS = z.number().min(0).max(3_600);
const PERCENT = z.number().min(1).max(100);

const basic = {
  enabled: z.boolean().optional(),
  severity: SEVERITY.optional(),
  afterSeconds: AFTER_SECONDS.optional(),
  clearSeconds: CLEAR_SECONDS.optional(),
};

const Rule = z.strictObject(basic).optional();

/** What there are alerts of, as the config file says it; what is left out is as in the built-in rules. */
export const AlertsSetting = z.strictObject({
  rules: z.strictObject({
    offline: Rule,
    stale: Rule,
    unhealthy: Rule,
    wall: Rule,
    commandFailed: Rule,
    keyRotation: Rule,
    missedKeyBackup: Rule,
    unclaimedPayout: z.strictObject({ ...basic, atLeast: z.int().min(1).max(10_000).optional() })
      .optional(),
    validatorLost: Rule,
    cameraStalled: Rule,
    diskLow: z.strictObject({
      ...basic,
      percent: PERCENT.optional(),
      criticalPercent: PERCENT.optional(),
    }).optional(),
    overload: z.strictObject({
      ...basic,
      loopDelayMs: z.int().min(20).max(60_000).optional(),
      storeWaitMs: z.int().min(100).max(600_000).optional(),
    }).optional(),
    missedHostBackup: Rule,
  }).optional(),
  // More often than every five minutes is noise; 0: never.
  remindMinutes: z.union([z.literal(0), z.number().min(5).max(10_080)]).optional(),
  beat: z.strictObject({
    // Who watches for it waits for two; a day is the longest that says anything.
    everyMinutes: z.number().min(1).max(1_440),
    channel: z.string().min(1).max(64).optional(),
  }).optional(),
});
export type AlertsSetting = z.infer<typeof AlertsSetting>;

/** Checks what no key shows by itself: percents that contradict each other, and a channel that nobody has configured. */
export function checkAlertSettings(
  { alerts, alertChannels = [] }: FileSettings,
  { alerts: { wrong } }: Texts,
): readonly ListProblem[] {
  const problems: ListProblem[] = [];
  const { percent = 90, criticalPercent = 97 } = alerts?.rules?.diskLow ?? {};
  if (criticalPercent < percent) {
    const key = alerts?.rules?.diskLow?.criticalPercent === undefined
      ? "percent"
      : "criticalPercent";
    problems.push({ path: ["alerts", "rules", "diskLow", key], text: wrong.percents });
  }
  const channel = alerts?.beat?.channel;
  if (channel !== undefined && !alertChannels.some(({ name }) => name === channel)) {
    const text = wrong.noSuchChannel(visible(channel));
    problems.push({ path: ["alerts", "beat", "channel"], text });
  }
  return problems;
}
