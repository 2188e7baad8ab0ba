import assert from "node:assert/strict";
import { withApi } from "./api_bench.ts";

Deno.test("the pages and their parts are there for everybody, and load nothing from elsewhere", async () => {
  await withApi(async (bench) => {
    const parts = [
      ["/", "text/html; charset=utf-8", "<dashboard>"],
      ["/cameras/Camera-1/watch", "text/html; charset=utf-8", "<page>"],
      ["/assets/watch.js", "text/javascript; charset=utf-8", "script()"],
      ["/assets/watch.css", "text/css; charset=utf-8", "style {}"],
    ] as const;
    for (const [path, type, text] of parts) {
      const answer = await bench.request(path);
      assert.deepEqual([answer.status, answer.headers.get("Content-Type")], [200, type], path);
      assert.equal(await answer.text(), text);
      const policy = answer.headers.get("Content-Security-Policy") ?? "";
      assert.match(
        policy,
        /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';/,
      );
      assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    }
  });
});

Deno.test("a page only knows GET and HEAD", async () => {
  await withApi(async (bench) => {
    const head = await bench.request("/cameras/1/watch", { method: "HEAD" });
    assert.deepEqual([head.status, await head.text()], [200, ""]);
    const post = await bench.request("/cameras/1/watch", { method: "POST" });
    assert.deepEqual([post.status, post.headers.get("Allow")], [405, "GET"]);
  });
});

Deno.test("a page is packed for those who take it, and not sent again while it is the same", async () => {
  await withApi(async (bench) => {
    const packed = await bench.request("/", { headers: { "Accept-Encoding": "gzip, br" } });
    assert.equal(packed.headers.get("Content-Encoding"), "gzip");
    const unpacked = packed.body?.pipeThrough(new DecompressionStream("gzip"));
    assert.equal(await new Response(unpacked).text(), "<dashboard>");
    const etag = packed.headers.get("ETag") ?? "";
    const again = await bench.request("/", { headers: { "If-None-Match": etag } });
    assert.deepEqual([again.status, await again.text()], [304, ""]);
    const other = await bench.request("/assets/watch.js");
    assert.notEqual(other.headers.get("ETag"), etag);
  });
});
