import assert from "node:assert/strict";
import { readLastState, readState } from "../../../../agents/sync/agent/sync_state.ts";
import { readWmiLine } from "../../../../agents/sync/agent/wmi_state.ts";
import { claimOf } from "../../../../agents/sync/agent/claimed_address.ts";

const SPELLINGS: readonly (readonly [string, number | undefined])[] = [
  ["2", 2],
  [" Master\r\n", 2],
  ["state2", 2],
  ["State: 1", 1],
  ["SLAVE", 1],
  ["Synced", 2],
  ["Locked", 2],
  ["Free", 0],
  ["UnSynced", 0],
  ["unknown", 0],
  ["0", 0],
  ["3", undefined],
  ["", undefined],
  ["master of none", undefined],
  ["2".repeat(10_000), undefined],
];

for (const [text, digit] of SPELLINGS) {
  Deno.test(`readState() reads ${JSON.stringify(text.slice(0, 20))} as ${digit}`, () => {
    assert.equal(readState(text), digit);
  });
}

Deno.test("readLastState() takes the last line that has anything in it", () => {
  assert.equal(readLastState("slave\r\nmaster\r\n\r\n"), 2);
  assert.equal(readLastState("master\nsomething else\n"), undefined);
  assert.equal(readLastState(""), undefined);
});

const WMI_LINES: readonly (readonly [string, unknown])[] = [
  ["states 2", { digit: 2 }],
  ["states 1,2,0", { digit: 2 }],
  ["states 0,1\r", { digit: 1 }],
  ["states 0,0", { digit: 0 }],
  ["states ", { digit: 1 }],
  ["states", { digit: 1 }],
  ["states 2,", { digit: 2 }],
  ["failed Invalid namespace ", { reason: "WMI: Invalid namespace" }],
  ["failed 잘못된 네임스페이스입니다.", { reason: "WMI: 잘못된 네임스페이스입니다." }],
  ["states Locked", { reason: 'WMI: displaySyncState is "Locked"' }],
  ["PS C:\\>", { reason: 'PowerShell said "PS C:\\\\>"' }],
  ["", { reason: 'PowerShell said ""' }],
];

for (const [line, reading] of WMI_LINES) {
  Deno.test(`readWmiLine() reads ${JSON.stringify(line)}`, () => {
    assert.deepEqual(readWmiLine(line), reading);
  });
}

Deno.test("claimOf() prefers what was given, else takes the IPv4 address of the connection", () => {
  assert.equal(claimOf("192.0.2.7", "192.0.2.8"), "192.0.2.7");
  assert.equal(claimOf(null, "192.0.2.8"), "192.0.2.8");
  assert.equal(claimOf(null, "::ffff:192.0.2.8"), "192.0.2.8");
  assert.equal(claimOf(null, "2001:db8::1"), null);
  assert.equal(claimOf(null, undefined), null);
});
