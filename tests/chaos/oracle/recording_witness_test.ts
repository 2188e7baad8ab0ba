import assert from "node:assert/strict";
import { inFolder } from "../../support/machine/in_folder.ts";
import { newestIn } from "./recording_witness.ts";

Deno.test("newestIn() goes by when a file was written, and not by the clock that has named it", () =>
  inFolder(async (folder) => {
    const write = async (name: string, second: number) => {
      await Deno.writeTextFile(`${folder}/${name}`, "");
      await Deno.utime(`${folder}/${name}`, second, second);
    };
    assert.equal(newestIn(folder), undefined);
    await write("20261121_101500.000.mp4", 100);
    await write("20261121_091600.000.mp4", 160);
    await write("index.json", 170);
    assert.equal(newestIn(folder), "20261121_091600.000.mp4");
  }));
