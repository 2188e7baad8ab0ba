import assert from "node:assert/strict";
import { DEFAULT_RULES } from "../../actors/readiness/rules.ts";
import type { ReadySetting } from "../../command_line/settings/ready.ts";
import { readyRulesOf } from "../../composition/ready_rules.ts";

Deno.test("readyRulesOf() gives the built-in rules where the config file says nothing", () => {
  assert.deepEqual(readyRulesOf({}), DEFAULT_RULES);
  assert.deepEqual(
    readyRulesOf({ ready: { displays: {}, walls: {}, cameras: {}, nodes: {} } }),
    DEFAULT_RULES,
  );
});

Deno.test("readyRulesOf() takes every word of the config file, in milliseconds", () => {
  const kind = { required: ["A"], others: "ignored" as const };
  const ready: ReadySetting = {
    graceSeconds: 0.25,
    displays: { ...kind, groups: ["Hall"], running: true },
    walls: { ...kind, degraded: "warns" },
    cameras: { ...kind, minFramesPerSecond: 24 },
    nodes: { ...kind, synced: true },
    ignore: ["B"],
  };
  const { graceSeconds: _seconds, ...rest } = ready;
  assert.deepEqual(readyRulesOf({ ready }), { graceMs: 250, ...rest });
});
