import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

Deno.test("the committed watch.js is what the bundler makes of dashboard/watch", async () => {
  const folder = await mkdtemp(join(tmpdir(), "signalbox-bundle-"));
  try {
    const output = join(folder, "watch.js");
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["bundle", "--platform", "browser", "--output", output, "dashboard/watch/main.ts"],
      cwd: ROOT,
      stdin: "null",
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    const [made, committed] = await Promise.all([
      readFile(output, "utf8"),
      readFile(join(ROOT, "dashboard/bundle/watch.js"), "utf8"),
    ]);
    assert.equal(committed, made, "run the task `bundle`, and commit what it makes");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

Deno.test("the page and its style name no other host", async () => {
  for (const file of ["watch/watch.html", "watch/watch.css"]) {
    const text = await readFile(join(ROOT, "dashboard", file), "utf8");
    assert.doesNotMatch(text.replaceAll("http://www.w3.org/2000/svg", ""), /https?:|@import/, file);
    assert.doesNotMatch(text, / style=|<script>| on\w+=/, `${file} has what its policy forbids`);
  }
});
