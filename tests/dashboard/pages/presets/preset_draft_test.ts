import assert from "node:assert/strict";
import {
  bodyOf,
  draftOf,
  EMPTY_DRAFT,
  withTarget,
  withTargets,
} from "../../../../dashboard/pages/presets/preset_draft.ts";
import type { Preset } from "../../../../protocols/api/preset.ts";

const PRESET = {
  id: 3,
  name: "Morning show",
  description: "From nine",
  groupId: 1,
  barrier: true,
  commands: [
    { displayId: 1, command: "Show.exe -a", offsetMs: 0 },
    { displayId: 2, command: "Show.exe -b", offsetMs: 1_500 },
  ],
} as unknown as Preset;

Deno.test("draftOf() and bodyOf() give back what the preset was", () => {
  const { name, description, groupId, barrier, commands } = PRESET;
  assert.deepEqual(bodyOf(draftOf(PRESET)), { name, description, groupId, barrier, commands });
});

Deno.test("bodyOf() takes a half-typed offset for none, and cuts the name", () => {
  const draft = withTarget({ ...draftOf(PRESET), name: "  Evening " }, 2, { offsetS: "-" });
  const body = bodyOf(draft) as { name: string; commands: { offsetMs: number }[] };
  assert.equal(body.name, "Evening");
  assert.deepEqual(body.commands.map(({ offsetMs }) => offsetMs), [0, 0]);
});

Deno.test("withTargets() adds each display once, with the last command line", () => {
  const draft = withTargets(draftOf(PRESET), [2, 5, 6]);
  assert.deepEqual(draft.targets.map(({ displayId }) => displayId), [1, 2, 5, 6]);
  assert.equal(draft.targets.at(-1)?.command, "Show.exe -b");
  assert.deepEqual(withTargets(EMPTY_DRAFT, [4]).targets, [
    { displayId: 4, command: "", offsetS: "0" },
  ]);
});

Deno.test("withTarget() changes one target, or takes it out, and leaves the others", () => {
  const draft = draftOf(PRESET);
  assert.equal(withTarget(draft, 1, { command: "New.exe" }).targets[0]?.command, "New.exe");
  assert.deepEqual(withTarget(draft, 1, null).targets.map(({ displayId }) => displayId), [2]);
  assert.deepEqual(draft.targets.length, 2);
});
