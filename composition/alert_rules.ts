import {
  type AlertSettings,
  type BasicSettings,
  DEFAULT_ALERTS,
} from "../actors/alerts/settings.ts";
import type { FileSettings } from "../command_line/settings/file_settings.ts";
import { AlertRule } from "../protocols/api/alert.ts";

type Given = NonNullable<NonNullable<FileSettings["alerts"]>["rules"]>;

/** What there are alerts of: the built-in rules, and what the config file says instead. */
export function alertSettingsOf({ alerts = {} }: FileSettings): AlertSettings {
  const { rules = {}, remindMinutes, beat } = alerts;
  const settings = { ...DEFAULT_ALERTS.rules };
  for (const rule of AlertRule.options) setRule(settings, rule, rules);
  return {
    rules: settings,
    remindEveryMs: remindMinutes === undefined
      ? DEFAULT_ALERTS.remindEveryMs
      : Math.round(remindMinutes * 60_000),
    beat: beat === undefined
      ? null
      : { everyMs: Math.round(beat.everyMinutes * 60_000), channel: beat.channel ?? null },
  };
}

type Rules = { -readonly [R in AlertRule]: AlertSettings["rules"][R] };

function setRule<R extends AlertRule>(settings: Rules, rule: R, given: Given): void {
  const { afterSeconds, clearSeconds, ...rest } = given[rule] ?? {};
  const times: Partial<BasicSettings> = {
    ...(afterSeconds === undefined ? {} : { afterMs: Math.round(afterSeconds * 1_000) }),
    ...(clearSeconds === undefined ? {} : { clearMs: Math.round(clearSeconds * 1_000) }),
  };
  settings[rule] = { ...settings[rule], ...rest, ...times };
}
