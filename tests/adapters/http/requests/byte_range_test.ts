import assert from "node:assert/strict";
import { byteRange } from "../../../../adapters/http/requests/byte_range.ts";

Deno.test("byteRange() reads both forms of RFC 9110, and cuts what is past the end", () => {
  assert.deepEqual(byteRange("bytes=0-99", 1_000), { first: 0, last: 99 });
  assert.deepEqual(byteRange("bytes=990-", 1_000), { first: 990, last: 999 });
  assert.deepEqual(byteRange("bytes=990-5000", 1_000), { first: 990, last: 999 });
  assert.deepEqual(byteRange("bytes=-10", 1_000), { first: 990, last: 999 });
  assert.deepEqual(byteRange("bytes=-5000", 1_000), { first: 0, last: 999 });
});

Deno.test("byteRange() says unsatisfiable when nothing of the range is there", () => {
  for (const header of ["bytes=1000-", "bytes=2000-3000", "bytes=-0"]) {
    assert.equal(byteRange(header, 1_000), "unsatisfiable", header);
  }
  assert.equal(byteRange("bytes=-5", 0), "unsatisfiable");
  assert.equal(byteRange("bytes=0-", 0), "unsatisfiable");
});

Deno.test("byteRange() ignores what a server may ignore", () => {
  const ignored = ["", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "items=0-1", "bytes=a-b"];
  for (const header of [undefined, ...ignored]) assert.equal(byteRange(header, 10), undefined);
  assert.equal(byteRange("bytes=99999999999999999999-", 10), undefined);
});
