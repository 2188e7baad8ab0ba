import assert from "node:assert/strict";
import { auditQuery } from "../../../../dashboard/pages/audit/audit_query.ts";
import { authorWord } from "../../../../dashboard/words/audit.ts";
import { language } from "../../../../dashboard/words/language.ts";

const query = (text: string) => auditQuery(new URLSearchParams(text));

Deno.test("auditQuery() passes on the filters of the address, and nothing else", () => {
  assert.deepEqual(query("who=ops&subjectKind=preset&subjectKey=7&line=9&tab=x"), {
    who: "ops",
    kind: undefined,
    subjectKind: "preset",
    subjectKey: "7",
    from: undefined,
    to: undefined,
  });
});

Deno.test("auditQuery() leaves out a key without a kind, and times that are none", () => {
  const { subjectKey, from, to } = query("subjectKey=7&from=tomorrow&to=");
  assert.deepEqual([subjectKey, from, to], [undefined, undefined, undefined]);
});

Deno.test("auditQuery() takes times by this place's clock", () => {
  const at = new Date(2026, 10, 21, 14, 30);
  assert.equal(query("from=2026-11-21T14:30").from, at.toISOString());
});

Deno.test("auditQuery() knows the control host and devices by what the page calls them", () => {
  language.value = "ko";
  try {
    assert.equal(query(`who=${encodeURIComponent("장치")}`)["who"], "device");
    assert.equal(authorWord({ who: "device", tokenId: null }), "장치");
    assert.equal(authorWord({ who: "device", tokenId: "tok_1" }), "device");
    assert.equal(query("who=night shift")["who"], "night shift");
  } finally {
    language.value = "en";
  }
});
