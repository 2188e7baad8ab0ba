import assert from "node:assert/strict";
import { join } from "node:path";
import { openDownload } from "../../composition/download_file.ts";

async function withPlace(
  run: (place: { path: string; unfinished: string }) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run({ path: join(folder, "a.mp4"), unfinished: join(folder, "a.mp4.part") });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("openDownload() goes on behind what an earlier download has left, and names the file at its end", () =>
  withPlace(async (place) => {
    const first = await openDownload(place) ?? assert.fail();
    assert.equal(first.bytes, 0);
    await first.write(bytes("half"));
    first.close();
    await assert.rejects(Deno.stat(place.path));
    const second = await openDownload(place) ?? assert.fail();
    assert.equal(second.bytes, 4);
    await second.write(bytes(" and half"));
    assert.equal(await second.finish(), true);
    second.close();
    assert.equal(await Deno.readTextFile(place.path), "half and half");
    await assert.rejects(Deno.stat(place.unfinished));
    if (Deno.build.os === "windows") return;
    assert.equal(((await Deno.stat(place.path)).mode ?? 0) & 0o777, 0o600);
  }));

Deno.test("openDownload() leaves a file of that name alone, also one that comes meanwhile", () =>
  withPlace(async (place) => {
    const download = await openDownload(place) ?? assert.fail();
    await download.write(bytes("new"));
    await Deno.writeTextFile(place.path, "mine");
    assert.equal(await download.finish(), false);
    assert.equal(await openDownload(place), undefined);
    assert.equal(await Deno.readTextFile(place.path), "mine");
    assert.equal(await Deno.readTextFile(place.unfinished), "new");
  }));
