import assert from "node:assert/strict";
import type { Edit } from "../../../actors/edited.ts";
import type { GroupDraft, PresetDraft } from "../../../actors/presets/messages.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import {
  codeOf,
  type Fleet,
  startFleet,
  valueOf,
  withFleet,
} from "../../support/displays/fleet.ts";
import type { Outcome } from "../../../actors/outcome.ts";

const group = (different: Partial<GroupDraft> = {}): GroupDraft => ({
  name: "Hall",
  description: "",
  displayIds: [1, 2],
  ...different,
});
const preset = (different: Partial<PresetDraft> = {}): PresetDraft => ({
  name: "Opening",
  description: "",
  groupId: null,
  barrier: false,
  commands: [{ displayId: 1, command: "a.exe", offsetMs: 0 }, {
    displayId: 2,
    command: "b.exe",
    offsetMs: 0,
  }],
  ...different,
});

/** An edit by somebody who has seen nothing. */
const edit: Edit = { by: "tester" };
const LATER: Edit = { by: "night shift" };

const createGroup = (fleet: Fleet, draft = group()) =>
  fleet.presets({ type: "createGroup", draft, edit });
const createPreset = (fleet: Fleet, draft = preset()) =>
  fleet.presets({ type: "createPreset", draft, edit });
const updatePreset = (fleet: Fleet, id: number, draft: PresetDraft, edit: Edit = LATER) =>
  fleet.presets({ type: "updatePreset", id, draft, edit });

/** Two displays, as most presets here name them. */
async function twoDisplays(fleet: Fleet): Promise<void> {
  await fleet.register("Wall-1", "10.0.0.1");
  await fleet.register("Wall-2", "10.0.0.2");
}

function refusalOf(outcome: Outcome<unknown>): readonly unknown[] {
  return outcome.ok ? ["accepted"] : [outcome.refusal.code, outcome.refusal.field];
}

Deno.test("saveGroup() makes and changes a group, durable before the answer, each display once", () =>
  withFleet(async (fleet) => {
    await twoDisplays(fleet);
    fleet.stores.presets.gate.hold();
    let answered = false;
    const asked = createGroup(fleet, group({ displayIds: [2, 1, 2] })).finally(() =>
      answered = true
    );
    await fleet.settle();
    assert.equal(answered, false);
    fleet.stores.presets.gate.release();
    assert.deepEqual(valueOf(await asked).displayIds, [2, 1]);
    const draft = group({ name: "Foyer", displayIds: [1] });
    valueOf(await fleet.presets({ type: "updateGroup", id: 1, draft, edit }));
    const [kept] = fleet.stores.presets.groups();
    assert.deepEqual([kept?.id, kept?.name, kept?.displayIds], [1, "Foyer", [1]]);
    assert.deepEqual(await fleet.presets({ type: "listGroups" }), [kept]);
  }));

Deno.test("saveGroup() refuses a name that exists, an unknown display and an unknown group", () =>
  withFleet(async (fleet) => {
    await twoDisplays(fleet);
    valueOf(await createGroup(fleet));
    assert.deepEqual(refusalOf(await createGroup(fleet)), ["conflict", "name"]);
    const unknown = group({ name: "Foyer", displayIds: [1, 9] });
    assert.deepEqual(refusalOf(await createGroup(fleet, unknown)), ["invalid", "displayIds.1"]);
    const update = await fleet.presets({ type: "updateGroup", id: 9, draft: group(), edit });
    assert.equal(codeOf(update), "notFound");
    assert.equal(codeOf(await fleet.presets({ type: "deleteGroup", id: 9, edit })), "notFound");
    assert.equal(fleet.stores.presets.groups().length, 1);
  }));

Deno.test("savePreset() refuses what cannot be run, and names the field at fault", () =>
  withFleet(async (fleet) => {
    await twoDisplays(fleet);
    valueOf(await createPreset(fleet));
    const cases: readonly [Partial<PresetDraft>, readonly unknown[]][] = [
      [{}, ["conflict", "name"]],
      [{ commands: [] }, ["invalid", "commands"]],
      [{ groupId: 5 }, ["invalid", "groupId"]],
      [{ commands: [{ displayId: 9, command: "a", offsetMs: 0 }] }, ["invalid", "commands.0"]],
      [{
        commands: [{ displayId: 1, command: "a", offsetMs: 0 }, {
          displayId: 1,
          command: "b",
          offsetMs: 0,
        }],
      }, ["invalid", "commands.1"]],
    ];
    for (const [different, expected] of cases) {
      const name = expected[1] === "name" ? "Opening" : "Another";
      assert.deepEqual(
        refusalOf(await createPreset(fleet, preset({ name, ...different }))),
        expected,
      );
    }
    assert.equal(codeOf(await updatePreset(fleet, 9, preset())), "notFound");
    assert.equal(codeOf(await fleet.presets({ type: "deletePreset", id: 9, edit })), "notFound");
    assert.equal(fleet.stores.presets.presets().length, 1);
  }));

Deno.test("savePreset() keeps id and date of a changed preset, whose own name is no conflict", () =>
  withFleet(async (fleet) => {
    await twoDisplays(fleet);
    const made = valueOf(await createPreset(fleet));
    await fleet.advance(5_000);
    const changed = valueOf(await updatePreset(fleet, made.id, preset({ barrier: true })));
    const now = fleet.test.clock.now();
    assert.deepEqual(changed, {
      ...made,
      barrier: true,
      version: 2,
      updatedAt: now,
      updatedBy: "night shift",
    });
  }));

Deno.test("savePreset() changes nothing when the disk is full", () =>
  withFleet(async (fleet) => {
    await twoDisplays(fleet);
    const made = valueOf(await createPreset(fleet));
    fleet.stores.presets.gate.failWith(new StorageError("full", "no space left"));
    const outcome = await updatePreset(fleet, made.id, preset({ name: "Closing" }));
    assert.equal(codeOf(outcome), "storageFull");
    assert.equal(
      codeOf(await fleet.presets({ type: "deletePreset", id: made.id, edit })),
      "storageFull",
    );
    assert.deepEqual(await fleet.presets({ type: "listPresets" }), [made]);
  }));

Deno.test("deleteGroup() leaves its presets, without a group", () =>
  withFleet(async (fleet) => {
    await twoDisplays(fleet);
    const { id } = valueOf(await createGroup(fleet));
    valueOf(await createPreset(fleet, preset({ groupId: id })));
    valueOf(await fleet.presets({ type: "deleteGroup", id, edit }));
    const [kept] = await fleet.presets({ type: "listPresets" });
    assert.equal(kept?.groupId, null);
    assert.equal(fleet.stores.presets.presets()[0]?.groupId, null);
    assert.deepEqual(fleet.stores.presets.groups(), []);
  }));

Deno.test("forgetMember() follows a display that was forgotten, as the disk has it", () =>
  withFleet(async (fleet) => {
    await twoDisplays(fleet);
    valueOf(await createGroup(fleet));
    valueOf(await createPreset(fleet));
    valueOf(await fleet.displays({ type: "forgetDisplay", nameOrId: "1", force: true }));
    const [kept] = await fleet.presets({ type: "listPresets" });
    const [members] = await fleet.presets({ type: "listGroups" });
    assert.deepEqual(kept?.commands, [{ displayId: 2, command: "b.exe", offsetMs: 0 }]);
    assert.deepEqual(members?.displayIds, [2]);
    assert.deepEqual([kept, members], [
      fleet.stores.presets.presets()[0],
      fleet.stores.presets.groups()[0],
    ]);
  }));

Deno.test("forgetMember() hands the place of a merged display to the survivor, unless that has one", () =>
  withFleet(async (fleet) => {
    (await fleet.register("Wall-1", "10.0.0.1")).closes();
    await fleet.register("Wall-2", "10.0.0.2");
    const commands = [{ displayId: 1, command: "a.exe", offsetMs: 0 }];
    valueOf(await createPreset(fleet, preset({ name: "Alone", commands })));
    valueOf(await createPreset(fleet, preset({ name: "Both" })));
    valueOf(await fleet.displays({ type: "mergeDisplays", from: "Wall-1", into: "Wall-2" }));
    const presets = await fleet.presets({ type: "listPresets" });
    assert.deepEqual(presets.map((each) => each.commands), [
      [{ displayId: 2, command: "a.exe", offsetMs: 0 }],
      [{ displayId: 2, command: "b.exe", offsetMs: 0 }],
    ]);
    assert.deepEqual(presets, fleet.stores.presets.presets());
  }));

Deno.test("groups and presets are there again after a restart, and their numbers go on", async () => {
  const stores = createMemoryStores();
  const first = await startFleet({ stores });
  await twoDisplays(first);
  valueOf(await createGroup(first));
  const made = valueOf(await createPreset(first));
  await first.stop();
  await withFleet(async (second) => {
    assert.deepEqual(await second.presets({ type: "listPresets" }), [made]);
    const next = valueOf(await createPreset(second, preset({ name: "Closing" })));
    assert.equal(next.id, made.id + 1);
  }, { stores });
});
