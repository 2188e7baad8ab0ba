import assert from "node:assert/strict";
import { StorageError } from "../../../actors/storage_error.ts";
import { aContainer } from "../../support/nodes/fake_node_link.ts";
import { type NodeFleet, withNodes } from "../../support/nodes/node_fleet.ts";

async function withContainer(
  test: (fleet: NodeFleet, link: Awaited<ReturnType<NodeFleet["register"]>>) => Promise<void>,
): Promise<void> {
  await withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer()]);
    await fleet.settle();
    await test(fleet, link);
  });
}

const told = (fleet: NodeFleet, backupFile: string) =>
  ({ type: "backupCompleted", container: "3node0", backupFile, at: fleet.now() }) as const;
const listed = (fleet: NodeFleet) =>
  fleet.stores.backups.backups({ limit: 500 }).items.map(({ file, source }) => `${source} ${file}`);

Deno.test("every backup_complete is listed, and acknowledged when it is on the disk", () =>
  withContainer(async (fleet, link) => {
    fleet.stores.backups.gate.hold();
    link.says(told(fleet, "/backup/one.tar.gz"));
    await fleet.settle();
    assert.deepEqual(link.toldOf("backupStored"), []);
    fleet.stores.backups.gate.release();
    await fleet.settle();
    assert.equal(link.toldOf("backupStored").length, 1);
    await fleet.advance(1_000);
    link.says(told(fleet, "/backup/two.tar.gz"));
    await fleet.settle();
    assert.deepEqual(listed(fleet), ["message /backup/two.tar.gz", "message /backup/one.tar.gz"]);
    assert.equal((await fleet.container()).backup?.file, "/backup/two.tar.gz");
  }));

Deno.test("a backup whose news the disk did not take is written later, and acknowledged then", () =>
  withContainer(async (fleet, link) => {
    const { gate } = fleet.stores.backups;
    gate.failWith(new StorageError("full", "no space"));
    link.says(told(fleet, "one.tar.gz"));
    await fleet.advance(11_000);
    assert.deepEqual([listed(fleet), link.toldOf("backupStored")], [[], []]);
    gate.failWith(null);
    await fleet.advance(6_000);
    assert.deepEqual(listed(fleet), ["message one.tar.gz"]);
    assert.equal(link.toldOf("backupStored").length, 1);
  }));

Deno.test("the answer of a fielded build to backup_keys is a backup, with the file it names", () =>
  withContainer(async (fleet, link) => {
    const id = await fleet.run("backup_keys");
    link.answers(id, "키 백업 완료: 3node0-keys-20250108-1430.tar.gz");
    await fleet.settle();
    assert.deepEqual(listed(fleet), ["command 3node0-keys-20250108-1430.tar.gz"]);
    const [backup] = fleet.stores.backups.backups({ limit: 1 }).items;
    assert.equal(backup?.commandId, id);
  }));

Deno.test("a backup that is told and answered is one backup", () =>
  withContainer(async (fleet, link) => {
    const id = await fleet.run("backup_keys");
    link.says(told(fleet, "k.tar.gz"));
    link.answers(id, "키 백업 완료: k.tar.gz");
    await fleet.settle();
    assert.deepEqual(listed(fleet), ["message k.tar.gz"]);
  }));

Deno.test("a client that tells of backups all the time pushes out its own", () =>
  withContainer(async (fleet, link) => {
    for (let count = 0; count < 120; count++) {
      link.says(told(fleet, `${count}.tar.gz`));
      await fleet.settle();
    }
    assert.equal(listed(fleet).length, 100);
  }));
