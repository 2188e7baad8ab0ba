import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { PAGES } from "../../composition/pages.ts";

const BUNDLES = new URL("../../dashboard/bundle/", import.meta.url);

/** Proves that a program serves every page as the sources have it, and the scripts as they were committed. */
export async function checkPages(url: string): Promise<void> {
  for (const { path, contentType, text } of PAGES) {
    const response = await fetch(`${url}${path.replace(":id", "1")}`);
    assert.equal(response.status, 200, path);
    assert.match(response.headers.get("Content-Type") ?? "", new RegExp(`^${contentType};`), path);
    assert.ok(await response.text() === text, `${path} is served as something else`);
  }
  for (const bundle of ["app.js", "watch.js"]) {
    const served = await (await fetch(`${url}/assets/${bundle}`)).text();
    const committed = await readFile(new URL(bundle, BUNDLES), "utf8");
    assert.ok(served === committed, `${bundle} is served as something else`);
  }
}
