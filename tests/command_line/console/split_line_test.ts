import assert from "node:assert/strict";
import fc from "fast-check";
import { cutLine, quoted, splitLine } from "../../../command_line/console/split_line.ts";

Deno.test("splitLine() parts words at blanks, and keeps what is quoted together", () => {
  assert.deepEqual(splitLine("  send  a/b logs\t5 "), ["send", "a/b", "logs", "5"]);
  assert.deepEqual(splitLine(`send "two words" 'and "three" more' x"y z"`), [
    "send",
    "two words",
    'and "three" more',
    "xy z",
  ]);
  assert.deepEqual(splitLine(String.raw`C:\show "a \"b\" \\ \c"`), [
    String.raw`C:\show`,
    String.raw`a "b" \ \c`,
  ]);
  assert.deepEqual(splitLine('a ""'), ["a", ""]);
  assert.deepEqual(splitLine("   "), []);
});

Deno.test("splitLine() answers undefined when a quote stays open", () => {
  for (const line of ['a "b', "a 'b", 'a "b\\"', '"']) assert.equal(splitLine(line), undefined);
});

Deno.test("splitLine() gives back any words that quoted() has written", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 6 }), (words) => {
      assert.deepEqual(splitLine(words.map(quoted).join(" ")), words);
    }),
  );
});

Deno.test("cutLine() cuts before the word at the cursor, an open quote included", () => {
  assert.deepEqual(cutLine("send cli"), { words: ["send"], fragment: "cli" });
  assert.deepEqual(cutLine("send "), { words: ["send"], fragment: "" });
  assert.deepEqual(cutLine('send "two w'), { words: ["send"], fragment: '"two w' });
  assert.deepEqual(cutLine(""), { words: [], fragment: "" });
});
