import assert from "node:assert/strict";
import { type ApiBench, type BenchRequest, withApi } from "../api_bench.ts";
import { SEGMENT } from "../stubs/camera_samples.ts";

const PATH = `/api/v1/cameras/1/recordings/${SEGMENT.name}`;

const download = (bench: ApiBench, options: BenchRequest = {}) =>
  bench.request(PATH, { role: "view", ...options });

Deno.test("GET /cameras/{id}/recordings lists the files of the camera's folder", async () => {
  await withApi(async (bench) => {
    const answer = await bench.request("/api/v1/cameras/1/recordings", { role: "view" });
    const { items } = await answer.json();
    assert.deepEqual(items.map(({ name, finished }: typeof SEGMENT) => [name, finished]), [
      [SEGMENT.name, true],
      ["now.mp4", false],
    ]);
    assert.deepEqual(bench.recordings.folders, ["camera_1"]);
  });
});

Deno.test("GET /cameras/{id}/recordings/{name} sends the whole file, and closes it", async () => {
  await withApi(async (bench) => {
    const answer = await download(bench);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("Content-Type"), "video/mp4");
    assert.equal(answer.headers.get("Accept-Ranges"), "bytes");
    assert.equal(answer.headers.get("Content-Length"), "26");
    assert.equal(await answer.text(), "abcdefghijklmnopqrstuvwxyz");
    assert.deepEqual([bench.recordings.opened, bench.recordings.closed], [1, 1]);
  });
});

Deno.test("GET /cameras/{id}/recordings/{name} sends a range, and says 416 where there is none", async () => {
  await withApi(async (bench) => {
    const part = await download(bench, { headers: { Range: "bytes=3-12" } });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get("Content-Range"), "bytes 3-12/26");
    assert.equal(await part.text(), "defghijklm");
    const beyond = await download(bench, { headers: { Range: "bytes=26-" } });
    assert.equal(beyond.status, 416);
    assert.equal(beyond.headers.get("Content-Range"), "bytes */26");
    assert.equal((await beyond.json()).code, "rangeNotSatisfiable");
    assert.deepEqual([bench.recordings.opened, bench.recordings.closed], [2, 2]);
  });
});

Deno.test("HEAD of a recording tells its length, and leaves no file open", async () => {
  await withApi(async (bench) => {
    const answer = await download(bench, { method: "HEAD" });
    assert.deepEqual([answer.status, answer.headers.get("Content-Length")], [200, "26"]);
    assert.equal(await answer.text(), "");
    assert.deepEqual([bench.recordings.opened, bench.recordings.closed], [1, 1]);
  });
});

Deno.test("a download closes its file when its reader leaves, and when the disk fails", async () => {
  await withApi(async (bench) => {
    await (await download(bench)).body?.cancel();
    assert.equal(bench.recordings.closed, 1);
    bench.recordings.failAt = 7;
    const answer = await download(bench);
    await assert.rejects(answer.text(), /EIO/);
    assert.equal(bench.recordings.closed, 2);
  });
});

Deno.test("a download takes Basic with the token as password, and deleting does not", async () => {
  await withApi(async (bench) => {
    const headers = { Authorization: `Basic ${btoa(`any:${bench.secrets.admin}`)}` };
    const answer = await bench.request(PATH, { headers });
    assert.equal(answer.status, 200);
    await answer.body?.cancel();
    assert.equal((await bench.request(PATH, { method: "DELETE", headers })).status, 401);
  });
});

Deno.test("DELETE of a recording tells one that is being written from one that is not there", async () => {
  await withApi(async (bench) => {
    const remove = async (name: string) => {
      const path = `/api/v1/cameras/1/recordings/${name}`;
      return (await bench.request(path, { method: "DELETE", role: "admin" })).status;
    };
    assert.equal(await remove(SEGMENT.name), 204);
    assert.equal(await remove("now.mp4"), 409);
    assert.equal(await remove("never.mp4"), 404);
  });
});

Deno.test("a recording's name is never a path", async () => {
  await withApi(async (bench) => {
    for (
      const name of ["..", ".hidden", "a%2Fb.mp4", "..%2F..%2Fetc%2Fpasswd", "%00", "x".repeat(121)]
    ) {
      const answer = await bench.request(`/api/v1/cameras/1/recordings/${name}`, { role: "view" });
      assert.ok(answer.status === 422 || answer.status === 404, `${name}: ${answer.status}`);
    }
    assert.equal(bench.recordings.opened, 0);
  });
});
