import assert from "node:assert/strict";
import { BUILDS } from "../../../agents/displays/builds.ts";
import { type BuildId, isAddressedTo } from "../../../agents/displays/display_build.ts";

/** Which builds take a check or a command with these names, for a device called `Wall`. */
function takers(rule: "checkName" | "commandName", payload: Record<string, unknown>): BuildId[] {
  const ids = Object.keys(BUILDS) as BuildId[];
  return ids.filter((id) => isAddressedTo(BUILDS[id][rule], payload, "Wall"));
}

Deno.test("isAddressedTo() takes the exact name under both spellings in every build", () => {
  const both = { clientName: "Wall", client_name: "Wall" };
  assert.deepEqual(takers("checkName", both), ["T4", "T3", "C3", "T1", "G"]);
  assert.deepEqual(takers("commandName", both), ["T4", "T3", "C3", "T1", "G"]);
});

Deno.test("isAddressedTo() takes another case in T4 alone, when it is a command", () => {
  const upper = { clientName: "WALL", client_name: "WALL" };
  assert.deepEqual(takers("commandName", upper), ["T4"]);
  assert.deepEqual(takers("checkName", upper), ["T4", "G"]);
});

Deno.test("isAddressedTo() needs client_name in T1 and clientName in C3 and G", () => {
  assert.deepEqual(takers("commandName", { client_name: "Wall" }), ["T4", "T3", "C3", "T1"]);
  assert.deepEqual(takers("commandName", { clientName: "Wall" }), ["T4", "T3", "C3", "G"]);
});

Deno.test("isAddressedTo() decides by build when no name is there", () => {
  assert.deepEqual(takers("commandName", {}), ["T4", "C3"]);
  assert.deepEqual(takers("checkName", { client_name: "" }), ["T4", "T3", "C3", "G"]);
});
