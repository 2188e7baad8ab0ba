import assert from "node:assert/strict";
import type { SyncState } from "../../../protocols/syncguard/events.ts";
import type { WallSnapshot } from "../../../actors/walls/messages.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { codeOf, valueOf } from "../../support/displays/fleet.ts";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { type SyncFleet, withSyncFleet } from "../../support/sync/sync_fleet.ts";

const addressOf = (n: number) => `10.0.0.${n}`;
const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8];
const WALL_OF_8 = { walls: [{ name: "Hall", hosts: EIGHT.map(addressOf) }] };

const told = (wall: WallSnapshot | undefined) =>
  [wall?.verdict, ...wall?.culprits.map(({ host, condition }) => `${host} ${condition}`) ?? []]
    .join(" ");

/** Every host of `alive` reports once a second: the first as a master unless it is told otherwise. */
async function run(
  fleet: SyncFleet,
  seconds: number,
  alive: readonly number[] = EIGHT,
  states: { readonly [n: number]: SyncState } = {},
): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    for (const n of alive) {
      await fleet.say(addressOf(n), states[n] ?? (n === 1 ? "master" : "slave"));
    }
    await fleet.advance(1_000);
  }
}

const without = (...gone: number[]) => EIGHT.filter((n) => !gone.includes(n));

Deno.test("a wall of eight says what is wrong and whose fault it is, each time", () =>
  withSyncFleet(async (fleet) => {
    const last = () => told(fleet.told.walls.at(-1));
    await run(fleet, 10);
    assert.equal(last(), "synced");
    await run(fleet, 5, EIGHT, { 1: "error" });
    assert.equal(last(), "lost 10.0.0.1 error");
    await run(fleet, 5, EIGHT, { 1: "slave" });
    assert.equal(last(), "lost");
    await run(fleet, 5);
    assert.equal(last(), "synced");
    await run(fleet, 5, EIGHT, { 5: "error" });
    assert.equal(last(), "degraded 10.0.0.5 error");
    await run(fleet, 5);
    assert.equal(last(), "synced");
    await run(fleet, 8, without(7));
    assert.equal(last(), "degraded 10.0.0.7 silent");
    await run(fleet, 30, without(7));
    assert.equal(last(), "degraded 10.0.0.7 offline");
    await run(fleet, 5);
    assert.equal(last(), "synced");
    await run(fleet, 40, [1]);
    const dead = without(1).map((n) => `${addressOf(n)} offline`);
    assert.equal(last(), ["degraded", ...dead].join(" "));
    await run(fleet, 40, [2]);
    assert.equal(last().split(" ")[0], "lost");
  }, { settings: WALL_OF_8 }));

Deno.test("a wall whose master says it is a slave now names it", () =>
  withSyncFleet(async (fleet) => {
    await run(fleet, 5);
    await run(fleet, 5, EIGHT, { 1: "slave" });
    assert.equal(told(await fleet.wall("hall")), "lost 10.0.0.1 masterBefore");
    await run(fleet, 5, EIGHT, { 1: "slave", 2: "master" });
    assert.equal(told(await fleet.wall("Hall")), "synced");
  }, { settings: WALL_OF_8 }));

Deno.test("a wall's timeline has one entry for each verdict or culprit, and its notes", () =>
  withSyncFleet(async (fleet) => {
    await run(fleet, 2);
    await run(fleet, 60, EIGHT, { 3: "error" });
    const note = { type: "addWallNote", name: "HALL", entryId: null, by: "night shift" } as const;
    const kept = valueOf(await fleet.walls({ ...note, text: "Card 3 reseated." }));
    await run(fleet, 2);
    const { items } = fleet.stores.sync.wallHistory("Hall", { limit: 100 });
    const verdicts = items.slice(0, 3).map(({ verdict }) => verdict);
    assert.deepEqual(verdicts, ["synced", "degraded", "synced"]);
    const [now, before] = items;
    assert.deepEqual([now?.until, before?.until], [null, now?.at]);
    assert.deepEqual(fleet.stores.sync.notesOf([before?.id ?? 0]), [kept]);
    assert.equal((await fleet.wall("Hall")).lastNote?.text, "Card 3 reseated.");
    assert.equal(fleet.told.walls.findLast(({ lastNote }) => lastNote !== null)?.name, "Hall");
  }, { settings: WALL_OF_8 }));

Deno.test("addWallNote is refused for a wall or an entry that is not there, and when the disk is full", () =>
  withSyncFleet(async (fleet) => {
    const note = { type: "addWallNote", name: "Hall", entryId: null, text: "x", by: "me" } as const;
    assert.equal(codeOf(await fleet.walls({ ...note, name: "Attic" })), "notFound");
    assert.equal(codeOf(await fleet.walls({ ...note, entryId: 77 })), "notFound");
    fleet.stores.sync.gate.failWith(new StorageError("full", "full"));
    assert.equal(codeOf(await fleet.walls(note)), "storageFull");
    assert.equal((await fleet.wall("Hall")).lastNote, null);
  }, { settings: WALL_OF_8 }));

Deno.test("addWallNote writes a hundred notes to one entry, and no more", () =>
  withSyncFleet(async (fleet) => {
    const note = { type: "addWallNote", name: "Hall", entryId: null, text: "x", by: "me" } as const;
    for (let n = 0; n < 100; n++) assert.equal(codeOf(await fleet.walls(note)), "accepted");
    assert.equal(codeOf(await fleet.walls(note)), "tooMany");
  }, { settings: WALL_OF_8 }));

Deno.test("a wall's verdict is on the disk before it is published", () =>
  withSyncFleet(async (fleet) => {
    await run(fleet, 2);
    const { gate } = fleet.stores.sync;
    const before = fleet.told.walls.length;
    gate.hold();
    await fleet.say(addressOf(1), "error");
    assert.equal(fleet.told.walls.length, before);
    gate.release();
    await fleet.settle();
    assert.equal(told(fleet.told.walls.at(-1)), "lost 10.0.0.1 error");
  }, { settings: WALL_OF_8 }));

Deno.test("a wall is unknown after our own restart until its hosts are heard, and not lost", async () => {
  const stores = createMemoryStores();
  await withSyncFleet((fleet) => run(fleet, 10), { settings: WALL_OF_8, stores });
  await withSyncFleet(async (fleet) => {
    assert.equal((await fleet.wall("Hall")).verdict, "unknown");
    await run(fleet, 5, without(1));
    assert.equal(told(await fleet.wall("Hall")), "unknown 10.0.0.1 unheard");
    await run(fleet, 2);
    assert.equal(told(await fleet.wall("Hall")), "synced");
    assert.equal(fleet.told.walls.some(({ verdict }) => verdict === "lost"), false);
    await fleet.advance(60_000);
    assert.equal((await fleet.wall("Hall")).verdict, "lost");
  }, { settings: WALL_OF_8, stores, warmUpMs: 60_000 });
});

Deno.test("a wall that is configured away is told of, and goes on with its timeline when it is back", () =>
  withSyncFleet(async (fleet) => {
    await run(fleet, 2);
    const before = await fleet.wall("Hall");
    await fleet.configure({});
    assert.equal(codeOf(await fleet.walls({ type: "findWall", name: "Hall" })), "notFound");
    await run(fleet, 2);
    await fleet.configure(WALL_OF_8);
    assert.deepEqual((await fleet.wall("Hall")).entryId, before.entryId);
  }, { settings: WALL_OF_8 }));

Deno.test("the walls' crash loses no verdict", () =>
  withSyncFleet(async (fleet) => {
    await run(fleet, 2);
    const { entryId } = await fleet.wall("Hall");
    fleet.tree.walls.tell(null as never);
    await fleet.advance(5_000);
    assert.deepEqual((await fleet.wall("Hall")).entryId, entryId);
    await fleet.say(addressOf(1), "error");
    assert.equal((await fleet.wall("Hall")).verdict, "lost");
  }, { settings: WALL_OF_8 }));
