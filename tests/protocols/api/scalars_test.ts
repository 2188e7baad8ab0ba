import assert from "node:assert/strict";
import fc from "fast-check";
import { Cursor, Limit, Name, PathId, Time } from "../../../protocols/api/scalars.ts";

Deno.test("Name takes 1 to 255 characters of any script", () => {
  for (const name of ["a", "메인 월 L2", "x".repeat(255), " padded ", "emoji 🎬"]) {
    assert.equal(Name.parse(name), name);
  }
});

Deno.test("Name refuses what nobody could read or store", () => {
  for (const name of ["", " \u00a0", "x".repeat(256), "a\nb", "a\u0000", "\u0085", "\ud800"]) {
    assert.ok(!Name.safeParse(name).success, JSON.stringify(name));
  }
});

Deno.test("Name never takes a control character, wherever it stands", () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.integer({ min: 0, max: 31 }), (a, b, code) => {
    assert.ok(!Name.safeParse(a + String.fromCharCode(code) + b).success);
  }));
});

Deno.test("PathId takes a positive integer as it is written, and nothing else", () => {
  assert.equal(PathId.parse("7"), 7);
  for (const text of ["0", "07", "-1", "1.0", "1e3", " 1", "9".repeat(16), ""]) {
    assert.ok(!PathId.safeParse(text).success, text);
  }
});

Deno.test("Time takes UTC, and no other zone", () => {
  assert.ok(Time.safeParse("2026-03-01T09:30:05.120Z").success);
  assert.ok(!Time.safeParse("2026-03-01T09:30:05.120+09:00").success);
  assert.ok(!Time.safeParse("2026-03-01 09:30:05").success);
});

Deno.test("Limit is 100 when nothing is said, and 500 at most; Cursor is bounded", () => {
  assert.equal(Limit.parse(undefined), 100);
  assert.equal(Limit.parse("500"), 500);
  assert.ok(!Limit.safeParse("501").success);
  assert.ok(!Cursor.safeParse("c".repeat(257)).success);
});
