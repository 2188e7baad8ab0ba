import assert from "node:assert/strict";
import { DisplayOrder } from "../../../protocols/api/order.ts";
import { PresetRun } from "../../../protocols/api/preset.ts";
import { CommandQuery } from "../../../protocols/api/command.ts";

const MINUTE = { deadlineMs: 60_000, waitOnlineMs: null };

Deno.test("DisplayOrder gives a minute, and does not wait, when nothing is said", () => {
  assert.deepEqual(DisplayOrder.parse({ action: "execute", command: "a" }), {
    action: "execute",
    command: "a",
    presetId: null,
    ...MINUTE,
  });
  assert.deepEqual(DisplayOrder.parse({ action: "stop" }), {
    action: "stop",
    presetId: null,
    ...MINUTE,
  });
  assert.deepEqual(DisplayOrder.parse({ action: "check" }), { action: "check", ...MINUTE });
});

Deno.test("DisplayOrder gives machines five minutes, as they take to start", () => {
  const fiveMinutes = { deadlineMs: 300_000, waitOnlineMs: null };
  const [wake, restart] = [{ action: "wake" }, { action: "power", what: "restart" }];
  assert.deepEqual(DisplayOrder.parse(wake), { ...wake, ...fiveMinutes });
  assert.deepEqual(DisplayOrder.parse(restart), { ...restart, ...fiveMinutes });
  for (const what of [undefined, "wake", "off"]) {
    assert.equal(DisplayOrder.safeParse({ action: "power", what }).success, false);
  }
});

Deno.test("DisplayOrder takes each number up to its limit, and not beyond", () => {
  const fits = (more: object) => DisplayOrder.safeParse({ action: "check", ...more }).success;
  assert.ok(fits({ deadlineMs: 1_000, waitOnlineMs: 0 }));
  assert.ok(fits({ deadlineMs: 86_400_000, waitOnlineMs: 86_400_000 }));
  assert.ok(!fits({ deadlineMs: 999 }));
  assert.ok(!fits({ deadlineMs: 86_400_001 }));
  assert.ok(!fits({ deadlineMs: 1_000.5 }));
  assert.ok(!fits({ waitOnlineMs: -1 }));
});

Deno.test("DisplayOrder takes a command of 8,192 characters in any script, and not one more", () => {
  const fits = (command: string) => DisplayOrder.safeParse({ action: "execute", command }).success;
  assert.ok(fits("월".repeat(8_192)));
  assert.ok(!fits("월".repeat(8_193)));
  assert.ok(!fits(""));
  assert.ok(!fits("a\0b"));
});

Deno.test("PresetRun knows a barrier that is not given from one that is false", () => {
  assert.deepEqual(PresetRun.parse({}), MINUTE);
  assert.deepEqual(PresetRun.parse({ barrier: false }), { barrier: false, ...MINUTE });
});

Deno.test("CommandQuery takes one state or several", () => {
  assert.deepEqual(CommandQuery.parse({ state: "sent" }).state, ["sent"]);
  assert.deepEqual(CommandQuery.parse({ state: ["sent", "failed"] }).state, ["sent", "failed"]);
});
