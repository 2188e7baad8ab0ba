import assert from "node:assert/strict";
import { join } from "node:path";
import { checkDataFolder } from "../../../agents/doctor/data_folder.ts";

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("checkDataFolder() finds a folder that can be written, and leaves nothing in it", async () => {
  await inFolder(async (folder) => {
    assert.equal((await checkDataFolder(folder)).code, "writable");
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  });
});

Deno.test("checkDataFolder() says that a folder can be made, and makes none", async () => {
  await inFolder(async (folder) => {
    assert.equal((await checkDataFolder(join(folder, "a", "b"))).code, "willBeMade");
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  });
});

Deno.test("checkDataFolder() says that a folder cannot be written", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "file");
    await Deno.writeTextFile(file, "");
    for (const path of [file, join(file, "below")]) {
      const { ok, code } = await checkDataFolder(path);
      assert.deepEqual([ok, code], [false, "notWritable"]);
    }
    await Deno.mkdir(join(folder, "signalbox.db"));
    assert.equal((await checkDataFolder(folder)).code, "notWritable", "its database is a folder");
  });
});
