import assert from "node:assert/strict";
import { readBackupFile } from "../../../../../protocols/mserver/backup_file.ts";
import { EngineError } from "../../../../../agents/nodes/agent/container_engine.ts";
import { readBackup, sha256Of } from "../../../../../agents/nodes/agent/keys/backup_file.ts";
import { BadArchive } from "../../../../../agents/nodes/agent/keys/tar_entries.ts";
import { missingSmallDisk, withSmallDisk } from "../../../../support/machine/small_disk.ts";
import { needing } from "../../../../support/machine/system_needs.ts";
import { FILES, withBackupStage } from "./backup_stage.ts";

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) names.push(name);
  return names.sort();
}

Deno.test("backup_keys holds every byte of keystore and network, and nothing else", () =>
  withBackupStage(async ({ folder, backUp }) => {
    const { status, result, after } = await backUp();
    assert.equal(status, "completed");
    const { backup_file: path, sha256, size, entries } = result as Record<string, string>;
    assert.ok(path?.startsWith(`${folder}/3node0-keys-`));
    assert.equal(readBackupFile(result), path);
    assert.deepEqual(after?.map(({ type, data }) => [type, data.container]), [
      ["backup_complete", "3node0"],
    ]);
    const read = await readBackup(path ?? "");
    assert.deepEqual([read.sha256, read.size, read.entries.length], [sha256, size, entries]);
    const files = read.entries.filter(({ header }) => header.type === "file")
      .map(({ header, bytes }) => [`/data/${header.name}`, new TextDecoder().decode(bytes)]);
    assert.deepEqual(Object.fromEntries(files), FILES);
    assert.equal(await sha256Of(await Deno.readFile(path ?? "")), sha256);
    if (Deno.build.os !== "windows") {
      assert.equal(((await Deno.stat(path ?? "")).mode ?? 0) & 0o777, 0o600);
      assert.equal(((await Deno.stat(folder)).mode ?? 0) & 0o777, 0o700);
    }
  }));

Deno.test("backup_keys starts the node right after reading, before it packs and checks", () =>
  withBackupStage(async ({ engine, folder, backUp }) => {
    const start = engine.start.bind(engine);
    engine.start = async (name) => {
      assert.ok(!(await namesIn(folder)).some((file) => file.endsWith(".tar.gz")));
      return await start(name);
    };
    await backUp();
    assert.deepEqual(engine.calls, [
      "stop 3node0",
      "read /data/chains/cc3/keystore",
      "read /data/chains/cc3/network",
      "start 3node0",
    ]);
    assert.equal((await namesIn(folder)).length, 1, "no note and no half file is left");
  }));

Deno.test("backup_keys starts the node again when its keys cannot be read", () =>
  withBackupStage(async ({ engine, folder, backUp }) => {
    engine.failures.set("read /data/chains/cc3/network", [new EngineError("refused", "broken")]);
    const { status, error, after } = await backUp();
    assert.deepEqual([status, error, after], ["failed", "broken", undefined]);
    assert.equal(engine.calls.at(-1), "start 3node0");
    assert.deepEqual(await namesIn(folder), []);
  }));

Deno.test("backup_keys tries three times to start the node, and then says that it is down", () =>
  withBackupStage(async ({ engine, backUp }) => {
    const failure = () => new EngineError("refused", "port in use");
    engine.failures.set("start 3node0", [failure(), failure()]);
    assert.equal((await backUp()).status, "completed");
    engine.failures.set("start 3node0", [failure(), failure(), failure()]);
    const { status, error } = await backUp();
    assert.equal(status, "failed");
    assert.match(error ?? "", /^3node0 IS DOWN.*port in use/);
  }));

Deno.test("recover() starts a node that was left stopped, and only that", () =>
  withBackupStage(async ({ engine, folder, log, backUp, recover }) => {
    await recover();
    const failure = () => new EngineError("refused", "port in use");
    engine.failures.set("start 3node0", [failure(), failure(), failure()]);
    await backUp();
    assert.equal(engine.containersByName.get("3node0")?.state, "exited");
    await recover();
    assert.equal(engine.containersByName.get("3node0")?.state, "running");
    assert.deepEqual(log.map((line) => line.slice(0, 27)), ["warn 3node0 was stopped for"]);
    assert.deepEqual((await namesIn(folder)).filter((name) => name.endsWith(".down")), []);
    engine.calls.length = 0;
    await recover();
    assert.deepEqual(engine.calls, []);
  }));

Deno.test("backup_keys does not stop a node when it cannot write, or finds no chain", () =>
  withBackupStage(async ({ engine, folder, backUp }) => {
    await Deno.writeTextFile(folder, "a file where the folder should be");
    assert.match((await backUp()).error ?? "", /cannot be written to/);
    await Deno.remove(folder);
    engine.containersByName.get("3node0")?.files.clear();
    assert.match((await backUp()).error ?? "", /no chain in \/data\/chains/);
    assert.deepEqual(engine.calls, []);
  }));

Deno.test("backup_keys fails for a chain without keys", () =>
  withBackupStage(async ({ engine, backUp }) => {
    const files = engine.containersByName.get("3node0")?.files;
    for (const path of [...files?.keys() ?? []]) {
      if (path.includes("/keystore/")) files?.delete(path);
    }
    assert.match((await backUp()).error ?? "", /no key in its keystore/);
    assert.equal(engine.calls.at(-1), "start 3node0");
  }));

Deno.test("backup_keys leaves a node stopped that did not run, where its chains are known", () =>
  withBackupStage(async ({ engine, backUp }) => {
    const container = engine.containersByName.get("3node0");
    if (container !== undefined) container.state = "exited";
    assert.match((await backUp()).error ?? "", /is not running.*name its chains/);
    assert.deepEqual(engine.calls, []);
  }));

Deno.test("two backups within a second have different names", () =>
  withBackupStage(async ({ folder, backUp }) => {
    for (let times = 0; times < 4; times++) assert.equal((await backUp()).status, "completed");
    assert.equal((await namesIn(folder)).length, 4);
  }));

Deno.test("readBackup() says what is cut short, what is no archive, and what is too large", () =>
  withBackupStage(async ({ folder, backUp }) => {
    const { result } = await backUp();
    const bytes = await Deno.readFile((result as { backup_file: string }).backup_file);
    for (const length of [0, 10, bytes.length / 2 | 0, bytes.length - 1]) {
      await Deno.writeFile(`${folder}/cut`, bytes.subarray(0, length));
      await assert.rejects(readBackup(`${folder}/cut`), BadArchive);
    }
    await Deno.writeTextFile(`${folder}/text`, "no archive");
    await assert.rejects(readBackup(`${folder}/text`), BadArchive);
    await Deno.truncate(`${folder}/cut`, 81 * 1_024 * 1_024);
    await assert.rejects(readBackup(`${folder}/cut`), BadArchive);
  }));

Deno.test({
  ...needing(
    "backup_keys on a full disk fails, leaves no half file, and the node runs",
    await missingSmallDisk(),
  ),
  fn: () =>
    withSmallDisk("16k", (disk) =>
      withBackupStage(async ({ engine, folder, backUp }) => {
        const files = engine.containersByName.get("3node0")?.files;
        const noise = crypto.getRandomValues(new Uint8Array(40_000)).toHex();
        files?.set(`/data/chains/cc3/keystore/62616265${"ef".repeat(32)}`, noise);
        const { status, error } = await backUp();
        assert.equal(status, "failed");
        assert.match(error ?? "", /cannot be written to .*(space|os error 28)/i);
        assert.equal(engine.containersByName.get("3node0")?.state, "running");
        assert.deepEqual(await namesIn(folder), []);
      }, disk)),
});
