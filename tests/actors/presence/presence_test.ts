import assert from "node:assert/strict";
import type { CamerasMessage } from "../../../actors/cameras/messages.ts";
import type { DisplaysMessage } from "../../../actors/displays/messages.ts";
import type { NodesMessage } from "../../../actors/nodes/messages.ts";
import type { SyncHostsMessage } from "../../../actors/sync_hosts/messages.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { presenceActor } from "../../../actors/presence/presence.ts";
import { newPresenceMemory } from "../../../actors/presence/presence_state.ts";
import type { MemberId } from "../../../actors/presence/store.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { aContainer } from "../../support/nodes/fake_node_link.ts";
import { asker, startFleet, withFleet } from "../../support/displays/fleet.ts";
import { createMemoryStores, type MemoryStores } from "../../support/stores/memory_stores.ts";
import { withNodes } from "../../support/nodes/node_fleet.ts";

const WALL = { kind: "display", key: "1" } as const;
const HOST = { kind: "node", key: "HOST-1" } as const;
const NODE = { kind: "container", key: "HOST-1/3node0" } as const;

/** What is on the disk of one axis of a member, oldest first. */
function words(
  { presence }: MemoryStores,
  member: MemberId,
  about: "liveness" | "health" = "liveness",
): string[] {
  return presence.stepsSince(member, 0, 1_000).filter((note) => note.about === about)
    .map(({ to }) => to).reverse();
}

Deno.test("presenceActor records when a display is there, stale and gone, with reason and duration", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    await fleet.advance(4_000);
    link.closes();
    await fleet.advance(300_000);
    assert.deepEqual(words(fleet.stores, WALL), ["online", "stale", "offline"]);
    const stale = fleet.stores.presence.history(WALL, { limit: 9 }).items
      .find(({ to }) => to === "stale");
    assert.deepEqual([stale?.from, stale?.heldMs, stale?.reason], [
      "online",
      4_000,
      "The connection was lost.",
    ]);
    const [record] = fleet.stores.presence.members();
    assert.deepEqual([record?.name, record?.liveness], ["Wall-L1", "offline"]);
  }));

Deno.test("presenceActor records health beside liveness, and a flicker of a moment not at all", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    await fleet.advance(4_000);
    link.closes();
    await fleet.settle();
    await fleet.register("Wall-L1");
    await fleet.advance(4_000);
    assert.deepEqual(words(fleet.stores, WALL), ["online"]);
    assert.equal(words(fleet.stores, WALL, "health").length, 1);
  }));

Deno.test("presenceActor takes a host's containers along, and their health from their readings", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer()]);
    await fleet.advance(3_000);
    link.reports([aContainer("3node0", { syncState: "syncing" })]);
    await fleet.advance(3_000);
    link.cut();
    await fleet.advance(300_000);
    assert.deepEqual(words(fleet.stores, HOST), ["online", "stale", "offline"]);
    assert.deepEqual(words(fleet.stores, NODE), ["online", "stale", "offline"]);
    assert.deepEqual(words(fleet.stores, NODE, "health"), ["running", "syncing"]);
  }));

Deno.test("presenceActor calls the time unknown in which the control host was not running", async () => {
  const stores = createMemoryStores();
  const before = await startFleet({ stores });
  await before.register("Wall-L1");
  await before.register("Wall-L2");
  await before.advance(4_000);
  await before.stop();
  const stoppedAt = stores.presence.aliveAt() ?? 0;
  const after = await startFleet({ stores });
  try {
    await after.register("Wall-L1");
    await after.advance(30_000);
    assert.deepEqual(words(stores, WALL), ["online", "unknown", "online"]);
    const unknown = stores.presence.history(WALL, { limit: 9 }).items
      .find(({ to }) => to === "unknown");
    assert.deepEqual([unknown?.at, unknown?.reason], [stoppedAt, "Signalbox was not running."]);
    const other = { kind: "display", key: "2" } as const;
    assert.deepEqual(words(stores, other), ["online", "unknown"]);
    await after.advance(240_000);
    assert.deepEqual(words(stores, other), ["online", "unknown", "offline"]);
  } finally {
    await after.stop();
  }
});

Deno.test("presenceActor says nothing twice when the control host starts again and again", async () => {
  const stores = createMemoryStores();
  for (let start = 0; start < 5; start++) {
    const fleet = await startFleet({ stores });
    if (start === 0) await fleet.register("Wall-L1");
    await fleet.advance(4_000);
    await fleet.stop();
  }
  assert.deepEqual(words(stores, WALL), ["online", "unknown"]);
});

Deno.test("presenceActor knows what it was after a crash of its own", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    await fleet.advance(4_000);
    const broken: unknown = { type: "observed", observation: null };
    fleet.tree.presence.tell(broken as never);
    await fleet.advance(10_000);
    assert.equal(fleet.actor("/presence")?.crashed, 1);
    assert.deepEqual(words(fleet.stores, WALL), ["online"]);
  }));

Deno.test("presenceActor forgets members that are forgotten, a host's containers with it", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer()]);
    await fleet.advance(3_000);
    assert.equal(fleet.stores.presence.members().length, 2);
    await fleet.nodes({ type: "forgetNode", serverId: "HOST-1", force: true });
    await fleet.advance(3_000);
    assert.deepEqual(fleet.stores.presence.members(), []);
    assert.deepEqual(words(fleet.stores, NODE), []);
  }));

Deno.test("presenceActor goes on when the disk is full, and what a member is gets there later", () =>
  withFleet(async (fleet) => {
    const { gate } = fleet.stores.presence;
    gate.failWith(new StorageError("full", "The disk is full."));
    await fleet.register("Wall-L1");
    await fleet.advance(10_000);
    assert.deepEqual(fleet.stores.presence.members(), []);
    gate.failWith(null);
    await fleet.advance(4_000);
    assert.equal(fleet.stores.presence.members()[0]?.liveness, "online");
  }));

Deno.test("presenceActor lists members in the order of their lists, from a place on", () =>
  withFleet(async (fleet) => {
    for (let number = 1; number <= 12; number++) await fleet.register(`Wall-${number}`);
    await fleet.advance(3_000);
    const ask = asker(fleet.tree.presence, fleet.test);
    const keys = async (more: { keys?: string[]; afterKey?: string }) => {
      const found = await ask({ type: "listMembers", kind: "display", atMost: 3, ...more });
      return found.map(({ key }) => key);
    };
    assert.deepEqual(await keys({}), ["1", "2", "3"]);
    assert.deepEqual(await keys({ afterKey: "9" }), ["10", "11", "12"]);
    assert.deepEqual(await keys({ keys: ["12", "2", "99"] }), ["2", "12"]);
    assert.deepEqual(await ask({ type: "listMembers", kind: "camera", atMost: 3 }), []);
  }));

/** The actor alone, with directories that do not answer. */
function alone(stores: MemoryStores) {
  const world = createTestSystem();
  const args = {
    store: stores.presence,
    displays: world.probe<DisplaysMessage>("displays").ref,
    nodes: world.probe<NodesMessage>("nodes").ref,
    syncHosts: world.probe<SyncHostsMessage>("syncHosts").ref,
    cameras: world.probe<CamerasMessage>("cameras").ref,
    memory: newPresenceMemory(),
  };
  return { ...world, ref: world.system.spawn(presenceActor, args, { key: "presence" }) };
}

Deno.test("presenceActor keeps 2,000 lines of a member that changes all the time", async () => {
  const stores = createMemoryStores();
  const { ref, advance, system } = alone(stores);
  const wall = { ...WALL, name: "Wall", reason: "", health: null, healthReason: "" };
  for (let change = 0; change < 2_200; change++) {
    const liveness = change % 2 === 0 ? "online" : "offline";
    ref.tell({ type: "observed", observation: { ...wall, liveness } });
    await advance(2_000);
  }
  const kept = stores.presence.stepsSince(WALL, 0, 10_000).length;
  assert.ok(kept >= 2_000 && kept < 2_100, String(kept));
  await system.stop(1_000);
});

Deno.test("presenceActor forgets what is older than 31 days", async () => {
  const stores = createMemoryStores();
  const { clock, settle, advance, system } = alone(stores);
  const note = { ...WALL, about: "liveness", from: null, to: "online", heldMs: null } as const;
  const days = [30, 32].map((ago) => clock.now() - ago * 86_400_000);
  await stores.presence.commit(
    days.map((at) => ({ type: "memberNoted", note: { ...note, at, reason: "" } })),
  );
  await settle();
  await advance(10);
  assert.deepEqual(stores.presence.stepsSince(WALL, 0, 10).map(({ at }) => at), [days[0]]);
  await system.stop(1_000);
});
