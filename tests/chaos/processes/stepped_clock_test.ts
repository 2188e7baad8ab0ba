import assert from "node:assert/strict";
import { DeedBook } from "./deed_book.ts";
import { stepClock } from "./stepped_clock.ts";

Deno.test("stepClock() moves Date and nothing else, and back again", () => {
  const Real = Date;
  let offsetMs = 3_600_000;
  try {
    stepClock(() => offsetMs);
    const ahead = Date.now() - Real.now();
    assert.ok(Math.abs(ahead - offsetMs) < 1_000, `${ahead}`);
    assert.ok(Math.abs(new Date().getTime() - Real.now() - offsetMs) < 1_000);
    assert.equal(new Date(5).getTime(), 5);
    assert.equal(Date.parse("1970-01-01T00:00:01Z"), 1_000);
    assert.ok(new Date() instanceof Real);
    offsetMs = 0;
    assert.ok(Math.abs(Date.now() - Real.now()) < 1_000);
  } finally {
    globalThis.Date = Real;
  }
});

Deno.test("DeedBook counts what is done again, and knows which containers do not run", () => {
  const book = new DeedBook();
  const ran = { member: "node:A", what: "ran", detail: "3node0 echo x" } as const;
  book.note(ran);
  book.note(ran);
  assert.deepEqual(book.deeds, [{ ...ran, times: 2 }]);
  book.note({ member: "node:A", what: "stopped", detail: "3node0" });
  assert.equal(book.isStopped("node:A", "3node0"), true);
  assert.equal(book.isStopped("node:A", "3node1"), false);
  book.note({ member: "node:A", what: "started", detail: "3node0" });
  assert.equal(book.isStopped("node:A", "3node0"), false);
});
