import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { inLanguage } from "./in_language.ts";

const FOLDER = new URL("../../../dashboard/words/", import.meta.url);
/** The others are names of keys and units, and what all the world calls the same. */
const HANGUL_SHARE = 0.8;

/** Every leaf of a table of words, by its path; of a function its number of arguments. */
function leaves(table: unknown, path = ""): readonly (readonly [path: string, leaf: unknown])[] {
  if (typeof table !== "object" || table === null) return [[path, table]];
  return Object.entries(table).flatMap(([key, value]) => leaves(value, `${path}.${key}`));
}

interface Table {
  readonly name: string;
  readonly words: () => unknown;
}

async function tables(): Promise<readonly Table[]> {
  const found: Table[] = [];
  for (const file of (await readdir(FOLDER)).filter((name) => name.endsWith(".ts"))) {
    const exports: Record<string, unknown> = await import(new URL(file, FOLDER).href);
    for (const [name, words] of Object.entries(exports)) {
      if (name.endsWith("Words") && typeof words === "function") {
        found.push({ name: `${file}: ${name}`, words: words as () => unknown });
      }
    }
  }
  return found;
}

Deno.test("the words of every page are there in both languages, and none is empty", async () => {
  const all = await tables();
  assert.ok(all.length > 12, "the words are elsewhere");
  for (const { name, words } of all) {
    const english = leaves(inLanguage("en", words));
    const korean = leaves(inLanguage("ko", words));
    assert.deepEqual(korean.map(([path]) => path), english.map(([path]) => path), name);
    for (const [nth, [path, leaf]] of english.entries()) {
      const [, other] = korean[nth] ?? assert.fail();
      assert.equal(typeof other, typeof leaf, `${name} ${path}`);
      for (const text of [leaf, other]) {
        if (typeof text === "string") assert.notEqual(text.trim(), "", `${name} ${path}`);
        else assert.equal(typeof text, "function", `${name} ${path}`);
      }
    }
  }
});

Deno.test("the Korean words are Korean, and the English ones are not", async () => {
  const all = (await tables()).map(({ words }) => words);
  const textsIn = (wanted: "en" | "ko") =>
    all.flatMap((words) => leaves(inLanguage(wanted, words)).map(([, leaf]) => leaf))
      .filter((leaf) => typeof leaf === "string");
  const inHangul = (texts: readonly string[]) =>
    texts.filter((text) => /\p{Script=Hangul}/u.test(text));
  assert.deepEqual(inHangul(textsIn("en")), []);
  const korean = textsIn("ko");
  assert.ok(inHangul(korean).length >= korean.length * HANGUL_SHARE, `of ${korean.length}`);
});
