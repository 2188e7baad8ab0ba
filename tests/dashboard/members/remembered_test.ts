import assert from "node:assert/strict";
import { remembered } from "../../../dashboard/members/remembered.ts";
import { language } from "../../../dashboard/words/language.ts";

Deno.test("remembered() makes a thing once for each item, and again in the other language", () => {
  let made = 0;
  const lineOf = remembered(({ name }: { readonly name: string }) => ({ name, nth: ++made }));
  const [first, second] = [{ name: "A" }, { name: "A" }];
  language.value = "en";
  assert.equal(lineOf(first), lineOf(first));
  assert.notEqual(lineOf(first), lineOf(second));
  assert.equal(made, 2);
  try {
    language.value = "ko";
    assert.equal(lineOf(first).nth, 3);
  } finally {
    language.value = "en";
  }
});
