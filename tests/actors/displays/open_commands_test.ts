import assert from "node:assert/strict";
import { matchReport, type OpenCommand } from "../../../actors/displays/open_commands.ts";
import { aCommand } from "../../support/samples/commands.ts";

function sent(id: string, params: Record<string, string | number>): OpenCommand {
  const command = aCommand({ id, order: { action: "execute", params } });
  return { command, phase: "sent", running: false, sentAt: 0, awayAt: null };
}

const FIRST = sent("cmd_1", { command: "D:\\a.exe", presetId: 7 });
const SECOND = sent("cmd_2", { command: "D:\\b.exe", presetId: 7 });
const DIRECT = sent("cmd_3", { command: "D:\\c.exe" });
const ALL = [FIRST, SECOND, DIRECT];

Deno.test("matchReport() finds by our own id when the build echoes it (C3)", () => {
  assert.equal(matchReport(ALL, { executionId: "cmd_2" }), SECOND);
  assert.equal(matchReport(ALL, { executionId: "cmd_9" }), undefined);
});

Deno.test("matchReport() finds by preset and command line together (T4)", () => {
  assert.equal(matchReport(ALL, { presetId: 7, command: "D:\\b.exe" }), SECOND);
});

Deno.test("matchReport() takes the oldest of a preset when only the preset is echoed (G)", () => {
  assert.equal(matchReport(ALL, { presetId: 7 }), FIRST);
});

Deno.test("matchReport() takes the oldest of all when nothing is echoed", () => {
  assert.equal(matchReport(ALL, {}), FIRST);
});

Deno.test("matchReport() finds nothing for a report of something that we did not send", () => {
  assert.equal(matchReport(ALL, { presetId: 99 }), undefined);
  assert.equal(matchReport(ALL, { command: "D:\\other.exe" }), undefined);
});
