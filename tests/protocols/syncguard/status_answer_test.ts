import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeStatusAnswer, STATUS_QUERY_BYTES } from "../../../protocols/syncguard/encoder.ts";
import {
  type StatusAnswer,
  StatusAnswerDecoder,
} from "../../../protocols/syncguard/status_answer.ts";

const encoder = new TextEncoder();

/** What the pieces of one answer come to. */
function read(...pieces: readonly string[]): StatusAnswer {
  const decoder = new StatusAnswerDecoder();
  let answer: StatusAnswer = "needMore";
  for (const piece of pieces) {
    answer = decoder.decode(encoder.encode(piece));
    if (answer !== "needMore") return answer;
  }
  return answer;
}

Deno.test("encodeStatusAnswer() writes the guide's bare words", () => {
  assert.equal(new TextDecoder().decode(encodeStatusAnswer(true)), "Synced");
  assert.equal(new TextDecoder().decode(encodeStatusAnswer(false)), "Free");
  assert.equal(new TextDecoder().decode(STATUS_QUERY_BYTES), "GET_STATUS");
});

Deno.test("decode() reads an answer when it is bare, ended, or in other letters", () => {
  for (const text of ["Synced", "synced", "SYNCED\r\n", "Synced\n", " \r\nSynced "]) {
    assert.equal(read(text), "master", JSON.stringify(text));
  }
  for (const text of ["Free", "free\r\n", "\nFREE"]) assert.equal(read(text), "free");
});

Deno.test("decode() says needMore when half an answer has come, and goes on with the rest", () => {
  const decoder = new StatusAnswerDecoder();
  assert.equal(decoder.decode(encoder.encode("Syn")), "needMore");
  assert.ok(decoder.begun);
  assert.equal(decoder.decode(encoder.encode("ced")), "master");
  assert.ok(!decoder.begun);
  assert.equal(decoder.decode(encoder.encode("\r\nFree")), "free", "the next answer");
});

Deno.test("decode() says garbage when it can be no answer, or more than one", () => {
  const bad = ["x", "Sync error", "Freedom", "SyncedFree", "Synced Free", "HTTP/1.1 400", "동기화"];
  for (const text of bad) assert.equal(read(text), "garbage", text);
  assert.equal(new StatusAnswerDecoder().decode(new Uint8Array(1_000_000)), "garbage");
});

Deno.test("decode() reads the same answer when it is cut anywhere", () => {
  const word = fc.constantFrom("Synced", "free", "Syncing", "Fre", "");
  const blank = fc.constantFrom("", "\r\n", " ", "\n\n");
  fc.assert(fc.property(blank, word, blank, (before, word, after) => {
    const whole = read(before + word + after);
    assert.equal(read(...before, ...word, ...after), whole);
  }));
});

Deno.test("decode() never throws when it gets garbage", () => {
  fc.assert(fc.property(fc.array(fc.uint8Array()), (pieces) => {
    const decoder = new StatusAnswerDecoder();
    for (const piece of pieces) decoder.decode(piece);
  }));
});
