import assert from "node:assert/strict";
import { resultLines } from "../../../command_line/orders/result_lines.ts";

Deno.test("resultLines() takes the reader's language where the control host has said both", () => {
  const result = {
    keyId: "key_1",
    next: { en: "Register it.", ko: "등록하세요." },
    // A member may answer anything.
    odd: { en: "Register it.", ko: 7 },
  };
  const [id, odd] = ["keyId: key_1", 'odd: {"en":"Register it.","ko":7}'];
  assert.deepEqual(resultLines({ result }, { language: "en" }), [id, "next: Register it.", odd]);
  assert.deepEqual(resultLines({ result }, { language: "ko" }), [id, "next: 등록하세요.", odd]);
});

Deno.test("resultLines() prints nothing that steers a terminal, in whichever language it was said", () => {
  const result = { next: { en: "a\u001b[2J", ko: "가\u001b[2J" } };
  assert.deepEqual(resultLines({ result }, { language: "ko" }), ["next: 가 [2J"]);
});
