import assert from "node:assert/strict";
import { Plants } from "./plants.ts";

Deno.test("foundIn() finds a secret as it is, in capitals, and inside any Base64", () => {
  const plants = new Plants();
  const [one, other] = [plants.make("one"), plants.key("other")];
  assert.deepEqual(plants.foundIn("nothing"), []);
  const names = (text: string) => plants.foundIn(text).map((found) => found.split(",")[0]);
  for (const user of ["", "a", "ab", "abc"]) {
    assert.deepEqual(names(`Basic ${btoa(`${user}:${one}`)}`), ["one"]);
  }
  assert.deepEqual(names(`a ${other.toUpperCase()} b`), ["other"]);
  assert.deepEqual(names(`${other.slice(0, 10)}… is how it is shown`), []);
  assert.deepEqual(plants.foundIn(`x=${one}`), ["one, behind: x=planted-"]);
});
