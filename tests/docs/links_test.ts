import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LINK = /\]\(([^)\s]+)\)/g;
const ELSEWHERE = /^[a-z]+:/;

/** The pages that people read, from the project's root. */
async function pages(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { name, isFile, isDirectory } of Deno.readDir(join(ROOT, folder))) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await pages(path));
    else if (isFile && name.endsWith(".md")) found.push(path);
  }
  return found;
}

/** As the places that show these pages make them of headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = text.match(/^#+ .*$/gm) ?? [];
  return new Set(headings.map((heading) => {
    const plain = heading.replace(/^#+ /, "").toLowerCase();
    return plain.replaceAll(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-");
  }));
}

/** Links of a page that lead nowhere. */
async function broken(page: string): Promise<readonly string[]> {
  const text = await Deno.readTextFile(join(ROOT, page));
  const faults: string[] = [];
  for (const [, link = ""] of text.matchAll(LINK)) {
    if (ELSEWHERE.test(link)) continue;
    const [path = "", anchor] = decodeURI(link).split("#");
    const target = path === "" ? page : relative(ROOT, join(ROOT, dirname(page), path));
    const there = await Deno.stat(join(ROOT, target)).catch(() => null);
    if (there === null) faults.push(`${page}: ${link}`);
    else if (anchor !== undefined && there.isFile) {
      const anchors = anchorsOf(await Deno.readTextFile(join(ROOT, target)));
      if (!anchors.has(anchor)) faults.push(`${page}: ${link}`);
    }
  }
  return faults;
}

Deno.test("every link of a page leads to something that is there", async () => {
  const all = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...await pages("docs")];
  assert.ok(all.length > 20, "the pages were not found");
  assert.deepEqual((await Promise.all(all.map(broken))).flat(), []);
});
