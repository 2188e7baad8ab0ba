import assert from "node:assert/strict";
import { DEFAULT_ALERTS } from "../../actors/alerts/settings.ts";
import { alertSettingsOf } from "../../composition/alert_rules.ts";

Deno.test("alertSettingsOf() gives the built-in rules where the config file says nothing", () => {
  assert.deepEqual(alertSettingsOf({}), DEFAULT_ALERTS);
  assert.deepEqual(alertSettingsOf({ alerts: { rules: { offline: {} } } }), DEFAULT_ALERTS);
});

Deno.test("alertSettingsOf() takes every word of the config file, in milliseconds", () => {
  const { rules, remindEveryMs, beat } = alertSettingsOf({
    alerts: {
      remindMinutes: 5,
      beat: { everyMinutes: 0.5, channel: "Watch" },
      rules: {
        stale: { enabled: true, afterSeconds: 0.25, clearSeconds: 2, severity: "critical" },
        diskLow: { percent: 70, criticalPercent: 75 },
      },
    },
  });
  assert.deepEqual([remindEveryMs, beat], [300_000, { everyMs: 30_000, channel: "Watch" }]);
  const stale = { enabled: true, severity: "critical", afterMs: 250, clearMs: 2_000 };
  assert.deepEqual(rules.stale, stale);
  assert.deepEqual([rules.diskLow.percent, rules.diskLow.criticalPercent], [70, 75]);
  assert.deepEqual(rules.offline, DEFAULT_ALERTS.rules.offline);
});
