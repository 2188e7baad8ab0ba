import assert from "node:assert/strict";
import { loadFile as load } from "../fakes/load_file.ts";

Deno.test("loadSettings() takes the rules of alerts, and leaves out what is not said", async () => {
  const outcome = await load(`
alerts:
  remindMinutes: 0
  beat: { everyMinutes: 60 }
  rules:
    offline: { afterSeconds: 2.5 }
    diskLow: { percent: 80 }
`);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  assert.deepEqual(outcome.settings.alerts, {
    remindMinutes: 0,
    beat: { everyMinutes: 60 },
    rules: { offline: { afterSeconds: 2.5 }, diskLow: { percent: 80 } },
  });
});

Deno.test("loadSettings() names the place of what is wrong with the rules of alerts", async () => {
  const faults: readonly (readonly [string, RegExp])[] = [
    ["alerts: { rules: { ofline: {} } }", /s\.yaml:\d+:\d+: alerts\.rules\.ofline: /],
    [
      "alerts: { rules: { offline: { afterSeconds: -1 } } }",
      /alerts\.rules\.offline\.afterSeconds/,
    ],
    ["alerts: { rules: { wall: { severity: bad } } }", /alerts\.rules\.wall\.severity: /],
    ["alerts: { remindMinutes: 1 }", /alerts\.remindMinutes: /],
    [
      "alerts: { rules: { diskLow: { criticalPercent: 50 } } }",
      /diskLow\.criticalPercent: .*below/,
    ],
    ["alerts: { beat: { everyMinutes: 5, channel: Watch } }", /alerts\.beat\.channel: .*"Watch"/],
  ];
  for (const [line, expected] of faults) {
    const outcome = await load(`\n${line}\n`);
    assert.ok(!outcome.ok, line);
    assert.match(JSON.stringify(outcome).replaceAll('\\"', '"'), expected, line);
  }
});
