import assert from "node:assert/strict";
import { said, sentence } from "../../../dashboard/words/sentence.ts";
import { inKorean } from "./in_language.ts";

Deno.test("sentence() is in the language of the page, whichever was asked for before", () => {
  assert.equal(sentence("Heard in time."), "Heard in time.");
  inKorean(() => assert.equal(sentence("Heard in time."), "제때 신호가 왔습니다."));
  assert.equal(sentence("Heard in time."), "Heard in time.");
});

Deno.test("said() leaves a device's own words as they are, and says so", () => {
  inKorean(() => {
    for (const text of ["GPU lost", "그래픽 카드 오류"]) {
      assert.deepEqual(said(text), { text, known: false });
    }
    assert.deepEqual(said(""), { text: "", known: true });
    assert.equal(said("Heard in time.").known, true);
  });
});
