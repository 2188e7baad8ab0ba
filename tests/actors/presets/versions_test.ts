import assert from "node:assert/strict";
import type { Edit } from "../../../actors/edited.ts";
import type { GroupDraft, PresetDraft } from "../../../actors/presets/messages.ts";
import { codeOf, type Fleet, valueOf, withFleet } from "../../support/displays/fleet.ts";

const group = (name: string): GroupDraft => ({ name, description: "", displayIds: [1] });
const preset = (name: string, groupId: number | null = null): PresetDraft => ({
  name,
  description: "",
  groupId,
  barrier: false,
  commands: [{ displayId: 1, command: "a.exe", offsetMs: 0 }],
});
const by = (name: string, ...versions: number[]): Edit => ({ by: name, versions });

/** A group and a preset of it, each at its first version. */
async function stage(fleet: Fleet): Promise<void> {
  await fleet.register("Wall-1");
  const edit = { by: "early" };
  valueOf(await fleet.presets({ type: "createGroup", draft: group("Hall"), edit }));
  valueOf(await fleet.presets({ type: "createPreset", draft: preset("Opening", 1), edit }));
}

const updatePreset = (fleet: Fleet, name: string, edit: Edit) =>
  fleet.presets({ type: "updatePreset", id: 1, draft: preset(name), edit });

Deno.test("savePreset() refuses an edit that was made from an older version, and says whose is there", () =>
  withFleet(async (fleet) => {
    await stage(fleet);
    await fleet.advance(1_000);
    const at = fleet.test.clock.now();
    valueOf(await updatePreset(fleet, "Evening", by("early", 1)));
    const late = await updatePreset(fleet, "Night", by("late", 1));
    assert.deepEqual(late, {
      ok: false,
      refusal: {
        code: "preconditionFailed",
        detail:
          'The preset "Evening" is at version 2, and this was made from 1: early changed it at ' +
          `${new Date(at).toISOString()}. Read it again, and change that.`,
        changed: { version: 2, at, by: "early" },
      },
    });
    assert.equal(fleet.stores.presets.presets()[0]?.name, "Evening");
  }));

Deno.test("savePreset() takes an edit from the present version, one of several, or none", () =>
  withFleet(async (fleet) => {
    await stage(fleet);
    assert.equal(valueOf(await updatePreset(fleet, "A", by("a", 1))).version, 2);
    assert.equal(valueOf(await updatePreset(fleet, "B", by("b", 1, 2))).version, 3);
    const { version, updatedBy } = valueOf(await updatePreset(fleet, "C", { by: "c" }));
    assert.deepEqual([version, updatedBy], [4, "c"]);
  }));

Deno.test("saveGroup(), deleteGroup() and deletePreset() refuse what was made from an older version", () =>
  withFleet(async (fleet) => {
    await stage(fleet);
    const edit = by("late", 7);
    const refused = [
      await fleet.presets({ type: "updateGroup", id: 1, draft: group("Foyer"), edit }),
      await fleet.presets({ type: "deleteGroup", id: 1, edit }),
      await fleet.presets({ type: "deletePreset", id: 1, edit }),
    ];
    assert.deepEqual(refused.map(codeOf), refused.map(() => "preconditionFailed"));
    assert.equal(fleet.stores.presets.groups()[0]?.name, "Hall");
    assert.equal(
      codeOf(await fleet.presets({ type: "deleteGroup", id: 1, edit: by("x", 1) })),
      "accepted",
    );
  }));

Deno.test("deleteGroup() is an edit of its presets, by whoever deletes it", () =>
  withFleet(async (fleet) => {
    await stage(fleet);
    valueOf(await fleet.presets({ type: "deleteGroup", id: 1, edit: { by: "late" } }));
    const [orphan] = fleet.stores.presets.presets();
    assert.deepEqual([orphan?.version, orphan?.updatedBy, orphan?.groupId], [2, "late", null]);
  }));

Deno.test("forgetMember() makes a new version of what named the display, also on the disk", () =>
  withFleet(async (fleet) => {
    await stage(fleet);
    valueOf(await fleet.displays({ type: "forgetDisplay", nameOrId: "1", force: true }));
    assert.equal(codeOf(await updatePreset(fleet, "Old", by("late", 1))), "preconditionFailed");
    const { presets } = fleet.stores;
    assert.deepEqual([presets.presets()[0]?.version, presets.groups()[0]?.version], [2, 2]);
  }));
