import assert from "node:assert/strict";
import { loadFile as load } from "../fakes/load_file.ts";

const WALLS = `
syncHosts:
  - { name: Left, claimed: 10.0.0.31 }
walls:
  - { name: Hall, hosts: [Left] }
`;

Deno.test("loadSettings() takes the rules of a show, and leaves out what is not said", async () => {
  const outcome = await load(`${WALLS}
ready:
  graceSeconds: 2.5
  displays: { groups: [로비], required: [Display_01], others: warns, running: true }
  walls: { required: [hall] }
  cameras: { minFramesPerSecond: 24 }
  nodes: { synced: true }
  ignore: [display/Spare]
`);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  assert.deepEqual(outcome.settings.ready, {
    graceSeconds: 2.5,
    displays: { groups: ["로비"], required: ["Display_01"], others: "warns", running: true },
    walls: { required: ["hall"] },
    cameras: { minFramesPerSecond: 24 },
    nodes: { synced: true },
    ignore: ["display/Spare"],
  });
  assert.equal(outcome.sources.ready?.place, "s.yaml:7:1");
});

Deno.test("loadSettings() names the place of what is wrong with the rules of a show", async () => {
  const faults: readonly (readonly [string, RegExp])[] = [
    ["ready: { grace: 3 }", /s\.yaml:\d+:\d+: ready\.grace: /],
    ["ready: { graceSeconds: 601 }", /ready\.graceSeconds: /],
    ["ready: { nodes: { others: sometimes } }", /ready\.nodes\.others: /],
    ["ready: { cameras: { minFramesPerSecond: -1 } }", /ready\.cameras\.minFramesPerSecond: /],
    ["ready: { ignore: [''] }", /ready\.ignore\.0: /],
    ["ready: all", /s\.yaml:\d+:\d+: ready: /],
  ];
  for (const [file, told] of faults) {
    const outcome = await load(file);
    assert.match(outcome.ok ? "taken" : outcome.problems.join("\n"), told, file);
  }
});

Deno.test("loadSettings() finds a wall that the rules require and nobody has configured", async () => {
  const file = `${WALLS}ready: { walls: { required: [Hal] } }\n`;
  const english = await load(file);
  assert.deepEqual(english.ok ? [] : english.problems, [
    's.yaml:6:30: ready.walls.required.0: "Hal" is no name under walls. Did you mean Hall?',
  ]);
  const korean = await load(file, "ko");
  assert.match(korean.ok ? "" : korean.problems.join(), /"Hal"은\(는\) walls의 이름이 아닙니다\./);
});
