import assert from "node:assert/strict";
import { membersOf, parseProcTable } from "../../../../agents/displays/agent/proc_table.ts";
import { parseProcessCsv, treeOf } from "../../../../agents/displays/agent/windows_table.ts";

/** `pid (name) state parent group session tty … start …`, of Linux 6. */
function stat(pid: number, name: string, state: string, session: number, start: number): string {
  return `${pid} (${name}) ${state} 1 ${session} ${session} 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 ${start} 9 9`;
}

const PROC = [
  "0d5f1a77-boot",
  stat(100, "sh", "S", 100, 5_000),
  stat(101, "a) S 1 (b", "R", 100, 5_001),
  stat(102, "gone", "Z", 100, 5_002),
  stat(103, "left", "S", 103, 5_003),
  stat(104, "other", "S", 104, 5_004),
  "/proc/103/environ",
  "/proc/999/environ",
  "",
].join("\n");

const pids = (members: readonly { readonly pid: number }[]) => members.map(({ pid }) => pid);

Deno.test("membersOf() finds the session of a program, and who has left it with the mark", () => {
  const table = parseProcTable(PROC);
  const leader = { pid: 100, startedAt: "0d5f1a77-boot 5000", witnessed: false };
  assert.deepEqual(pids(membersOf(table, leader)), [100, 101, 103]);
  assert.equal(membersOf(table, leader)[0]?.startedAt, leader.startedAt);
});

Deno.test("membersOf() leaves a session alone whose leader has another start", () => {
  const table = parseProcTable(PROC);
  for (const startedAt of ["0d5f1a77-boot 4999", "another-boot 5000"]) {
    assert.deepEqual(pids(membersOf(table, { pid: 100, startedAt, witnessed: true })), [103]);
  }
});

Deno.test("membersOf() counts a session without its leader if it was seen to begin", () => {
  const table = parseProcTable(PROC.replace(`${stat(100, "sh", "S", 100, 5_000)}\n`, ""));
  const leader = { pid: 100, startedAt: "0d5f1a77-boot 5000" };
  assert.deepEqual(pids(membersOf(table, { ...leader, witnessed: true })), [101, 103]);
  assert.deepEqual(pids(membersOf(table, { ...leader, witnessed: false })), [103]);
});

Deno.test("parseProcTable() makes nothing of what is no table", () => {
  for (const text of ["", "\n\n", "boot\n1 (x", "boot\n(x) S 1 2 3\n/proc/x/environ"]) {
    const { rows, marked } = parseProcTable(text);
    assert.deepEqual([rows.length, marked.size], [0, 0]);
  }
});

const CSV = [
  '"ProcessId","ParentProcessId","Started"',
  '"0","0",',
  '"10","4","133000000000000010"',
  '"11","10","133000000000000011"',
  '"12","11","133000000000000012"',
  '"13","10","132999999999999999"',
  '"14","99","133000000000000014"',
].join("\r\n");

Deno.test("treeOf() follows children that were started after their parents", () => {
  const rows = parseProcessCsv(CSV);
  const leader = { pid: 10, startedAt: "133000000000000010", witnessed: true };
  assert.deepEqual(pids(treeOf(rows, leader)), [10, 11, 12]);
  assert.deepEqual(treeOf(rows, { ...leader, startedAt: "1" }), []);
  const orphans = rows.filter(({ pid }) => pid !== 10);
  assert.deepEqual(pids(treeOf(orphans, leader)), [11, 12]);
  assert.deepEqual(treeOf(orphans, { ...leader, witnessed: false }), []);
});
