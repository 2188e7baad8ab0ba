import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** All script of the dashboard, packed: what a site waits for over a slow line. */
const MAX_SCRIPT_BYTES = 150_000;

/** The bundles, as the task `bundle` makes them. */
const BUNDLES = [
  { file: "watch.js", from: "dashboard/watch/main.ts", options: [] },
  { file: "app.js", from: "dashboard/app/main.tsx", options: ["--minify"] },
  { file: "docs.js", from: "dashboard/docs/main.tsx", options: ["--minify"] },
] as const;

for (const { file, from, options } of BUNDLES) {
  Deno.test(`the committed ${file} is what the bundler makes of ${from}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "signalbox-bundle-"));
    try {
      const output = join(folder, file);
      const { success, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["bundle", "--platform", "browser", ...options, "--output", output, from],
        cwd: ROOT,
        stdin: "null",
      }).output();
      assert.ok(success, new TextDecoder().decode(stderr));
      const [made, committed] = await Promise.all([
        readFile(output, "utf8"),
        readFile(join(ROOT, "dashboard/bundle", file), "utf8"),
      ]);
      assert.ok(committed === made, "run the task `bundle`, and commit what it makes");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

Deno.test("the dashboard's script is small enough for a slow line", async () => {
  const packed = gzipSync(await readFile(join(ROOT, "dashboard/bundle/app.js")));
  assert.ok(packed.byteLength < MAX_SCRIPT_BYTES, `${packed.byteLength} bytes`);
});

Deno.test("the page of the API carries no words of other pages", async () => {
  const script = await readFile(join(ROOT, "dashboard/bundle/docs.js"), "utf8");
  const { SENTENCES } = await import("../../wording/sentences.ts");
  assert.deepEqual(SENTENCES.filter(([, korean]) => script.includes(JSON.stringify(korean))), []);
});

Deno.test("the pages and their styles name no other host", async () => {
  for (const file of await pagesAndStyles()) {
    const text = await readFile(join(ROOT, "dashboard", file), "utf8");
    assert.doesNotMatch(text.replaceAll("http://www.w3.org/2000/svg", ""), /https?:|@import/, file);
    assert.doesNotMatch(text, / style=|<script>| on\w+=/, `${file} has what its policy forbids`);
  }
});

async function pagesAndStyles(): Promise<readonly string[]> {
  const files = await readdir(join(ROOT, "dashboard"), { recursive: true });
  const found = files.filter((file) => /\.(html|css)$/.test(file));
  assert.ok(found.length > 5, "the styles are elsewhere");
  return found;
}
