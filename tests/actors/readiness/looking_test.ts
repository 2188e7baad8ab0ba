import assert from "node:assert/strict";
import type { ReadyKind } from "../../../actors/readiness/findings.ts";
import { lookAt } from "../../../actors/readiness/looking.ts";
import type { FleetView } from "../../../actors/readiness/messages.ts";
import { DEFAULT_RULES, type ReadinessRules } from "../../../actors/readiness/rules.ts";
import { camera, display, group, node, rules, view, wall } from "./samples.ts";

/** What is found of a kind, one line for each: name, code and weight. */
function found(
  kind: ReadyKind,
  fleet: Partial<FleetView>,
  given: ReadinessRules = DEFAULT_RULES,
): string[] {
  return lookAt(view(fleet), given)[kind].findings
    .map(({ name, code, weight }) => `${name} ${code} ${weight}`);
}

Deno.test("lookAt() finds a display that is gone, silent, or says that it has failed", () => {
  const displays = [
    display(1),
    display(2, "offline"),
    display(3, "stale"),
    display(4, "never_seen"),
    display(5, "online", "error"),
    display(6, "online", "idle"),
  ];
  assert.deepEqual(found("display", { displays }), [
    "Wall-2 offline blocks",
    "Wall-3 stale warns",
    "Wall-4 never_seen warns",
    "Wall-5 error blocks",
  ]);
});

Deno.test("lookAt() wants a program on each display where the rules say so", () => {
  const displays = [display(1), display(2, "online", "idle")];
  const given = rules({ displays: { running: true } });
  assert.deepEqual(found("display", { displays }, given), ["Wall-2 not_running blocks"]);
});

Deno.test("lookAt() counts others as much as the rules say, and what is required in full", () => {
  const displays = [display(1, "offline"), display(2, "offline"), display(3, "never_seen")];
  const required = ["wall-1", "WALL-3"];
  const warned = rules({ displays: { required, others: "warns" } });
  assert.deepEqual(found("display", { displays }, warned), [
    "Wall-1 offline blocks",
    "Wall-2 offline warns",
    "Wall-3 never_seen blocks",
  ]);
  const ignored = lookAt(
    view({ displays }),
    rules({ displays: { required: ["Wall-1"], others: "ignored" } }),
  ).display;
  assert.deepEqual([ignored.total, ignored.ignored, ignored.findings.length], [3, 2, 1]);
});

Deno.test("lookAt() knows a display by its aliases, a camera by its address, a node by its server id", () => {
  const displays = [{ ...display(1, "offline"), name: "Lobby" }];
  const cameras = [camera(1, { stream: "stalled" })];
  const nodes = [node("HOST-1", { health: "error" })];
  const others = "ignored" as const;
  const given = rules({
    displays: { required: ["Wall-1"], others },
    cameras: { required: ["10.0.1.1"], others },
    nodes: { required: ["host-1"], others },
  });
  const fleet = { displays, cameras, nodes };
  assert.deepEqual(found("display", fleet, given), ["Lobby offline blocks"]);
  assert.deepEqual(found("camera", fleet, given), ["Camera-1 not_live blocks"]);
  assert.deepEqual(found("node", fleet, given), ["rack-mac-02 error blocks"]);
});

Deno.test("lookAt() names what a rule requires and nobody is called", () => {
  const given = rules({
    displays: { required: ["Ghost"] },
    walls: { required: ["Hall"] },
    nodes: { required: ["HOST-9"] },
  });
  assert.deepEqual(found("display", {}, given), ["Ghost missing blocks"]);
  assert.deepEqual(found("wall", { walls: [wall("Foyer")] }, given), ["Hall missing blocks"]);
  assert.deepEqual(found("node", {}, given), ["HOST-9 missing blocks"]);
});

Deno.test("lookAt() calls nobody missing while their directory does not answer", () => {
  const given = rules({ displays: { required: ["Wall-1"], groups: ["Hall"] } });
  assert.deepEqual(found("display", { displays: null, groups: null }, given), []);
});

Deno.test("lookAt() requires the displays of a group, and tells a group that is not there or is empty", () => {
  const displays = [display(1, "offline"), display(2, "offline")];
  const groups = [group(1, "Hall", [1]), group(2, "Attic", [])];
  const given = rules({ displays: { groups: ["HALL", "Attic", "Foyer"], others: "ignored" } });
  assert.deepEqual(found("display", { displays, groups }, given), [
    "Wall-1 offline blocks",
    "Attic empty_group warns",
    "Foyer missing_group blocks",
  ]);
});

Deno.test("lookAt() leaves out who is ignored, by name or by kind and name, also when required", () => {
  const displays = [display(1, "offline"), display(2, "offline"), display(3, "offline")];
  const cameras = [{ ...camera(1, { stream: "waiting" }), name: "Wall-3" }];
  const given = rules({
    displays: { required: ["Wall-1", "Ghost"] },
    ignore: ["wall-1", "display/Wall-3", "ghost"],
  });
  assert.deepEqual(found("display", { displays }, given), ["Wall-2 offline blocks"]);
  assert.deepEqual(found("camera", { cameras }, given), ["Wall-3 not_live blocks"]);
});

Deno.test("lookAt() goes by a wall's verdict, and by the rules where somebody is not locked", () => {
  const walls = [
    wall("A"),
    wall("B", "degraded"),
    wall("C", "lost"),
    wall("D", "unknown"),
  ];
  assert.deepEqual(found("wall", { walls }), [
    "B wall_degraded blocks",
    "C wall_lost blocks",
    "D wall_unknown blocks",
  ]);
  const lenient = rules({ walls: { degraded: "ignored", others: "warns" } });
  assert.deepEqual(found("wall", { walls }, lenient), [
    "C wall_lost warns",
    "D wall_unknown warns",
  ]);
});

Deno.test("lookAt() wants pictures of a camera, and as many as the rules say", () => {
  const { figures } = camera(1);
  const cameras = [
    camera(1),
    camera(2, { stream: "connecting" }),
    camera(3, { figures: { ...figures, framesPerSecond: 11.96 } }),
  ];
  const given = rules({ cameras: { minFramesPerSecond: 25 } });
  assert.deepEqual(found("camera", { cameras }, given), [
    "Camera-2 not_live blocks",
    "Camera-3 slow blocks",
  ]);
  const [, slow] = lookAt(view({ cameras }), given).camera.findings;
  assert.deepEqual([slow?.amount, slow?.wanted], [11.96, 25]);
  assert.deepEqual(found("camera", { cameras: [cameras[2] ?? camera(9)] }), []);
});

Deno.test("lookAt() lets nodes warn, and blocks for the chain only where the rules say so", () => {
  const { containers, liveness } = node("A");
  const nodes = [
    node("A"),
    node("B", { name: "B", health: "error", containers: { ...containers, failing: 2 } }),
    node("C", { name: "C", health: "degraded", containers: { ...containers, stopped: 1 } }),
    node("D", { name: "D", health: "degraded", containers: { ...containers, syncing: 3 } }),
    node("E", { name: "E", health: "unknown" }),
    node("F", { name: "F", liveness: { ...liveness, state: "offline" } }),
  ];
  assert.deepEqual(found("node", { nodes }), [
    "B error warns",
    "C stopped warns",
    "D syncing warns",
    "E unheard warns",
    "F offline warns",
  ]);
  const strict = rules({ nodes: { others: "blocks", synced: true } });
  assert.deepEqual(found("node", { nodes }, strict), [
    "B error blocks",
    "C stopped blocks",
    "D syncing blocks",
    "E unheard warns",
    "F offline blocks",
  ]);
});

Deno.test("lookAt() takes a thousand displays that are all required", () => {
  const displays = Array.from({ length: 1_000 }, (_, id) => display(id + 1, "offline"));
  const given = rules({ displays: { required: displays.map(({ name }) => name) } });
  assert.equal(found("display", { displays }, given).length, 1_000);
});
